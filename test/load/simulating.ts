/**
 * How many households one second of processor time simulates: all programmes that a draft concerns, by the policy in force and
 * by the draft, and every lead where a number of an indicator differs. Run: `node test/load/simulating.ts`.
 */
import { effectOn } from '@shouwang/indicators'
import { loadPolicies, type Policy, policyOn } from '@shouwang/policy'
import { madeHouseholds, today } from './judging/made-households.ts'

const householdCount = 4000
const measuredMs = 6000
const region = '350203001201'

const profiles = madeHouseholds(householdCount)
const source = '{ title: 草案, publisher: 厦门市民政局, confidence: high }'
const drafted = (path: string, label: string, unit: string, value: number): Policy => {
  const text = `label: ${label}\nunit: ${unit}\nreviewed: 2026-10-01\nvalues:\n  - { from: 2020-01-01, value: ${value}, source: ${source} }\n`
  return policyOn(loadPolicies(undefined, new Map([[path, text]])), region, today)
}

const inForce = policyOn(loadPolicies(), region, today)
const drafts = {
  'the elder allowance from 80 (one programme, no lead)': drafted(
    'regions/350200/elder-allowance/monthly-from-80.yaml',
    '高龄津贴',
    'yuan/person/month',
    150,
  ),
  'the standard of 低保 (programmes and leads)': drafted(
    'regions/350200/dibao/monthly-standard.yaml',
    '最低生活保障标准',
    'yuan/person/month',
    1300,
  ),
}

for (const [name, draft] of Object.entries(drafts)) {
  const start = process.cpuUsage()
  let simulated = 0
  let changed = 0
  let spentMs = 0
  while (spentMs < measuredMs) {
    changed = 0
    for (const profile of profiles) if (effectOn(profile, inForce, draft, today) !== null) changed += 1
    simulated += householdCount
    const { user, system } = process.cpuUsage(start)
    spentMs = (user + system) / 1000
  }
  const perSecond = Math.round((simulated * 1000) / spentMs).toLocaleString('en')
  console.log(`${name.padEnd(60)} ${perSecond.padStart(10)} households/s  ${changed} of ${householdCount} changed`)
}
