import { livingMembers, type Profile } from '@shouwang/household'
import { loadPolicies, type Policy, policyOn } from '@shouwang/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess, checkHousehold, effectOn } from '../src/index.ts'
import { arbitraryCase, today } from './arbitrary-case.ts'
import { profileOfCase } from './profile-of-case.ts'

const region = '350203001201'
const inForce = policyOn(loadPolicies(), region, today)
const changed = (id: string, unit: string, value: number): Policy => {
  const text = `label: 草案\nunit: ${unit}\nreviewed: 2026-10-01\nvalues:\n  - from: 2020-01-01\n    value: ${value}\n    source: { title: 草案, publisher: 厦门市民政局, confidence: high }\n`
  return policyOn(loadPolicies(undefined, new Map([[`regions/350200/${id}.yaml`, text]])), region, today)
}

/** Of each kind of number one: a line of income, what income counts, an outlay, a window, an amount, an age. */
const drafts = {
  'a higher standard': changed('dibao/monthly-standard', 'yuan/person/month', 1900),
  'a lower standard': changed('dibao/monthly-standard', 'yuan/person/month', 600),
  'a wider edge': changed('edge/income-multiple', 'ratio', 3),
  'more left out of a wage': changed('income/employment-cost-ratio', 'ratio', 0.8),
  'no least outlay': changed('income/least-outlay', 'yuan/year', 0),
  'fires remembered for longer': changed('fire-loss/look-back-days', 'days', 190),
  'elders from fifty': changed('dependant/elder-age', 'years', 50),
}

const families = [...inForce.programmes.values()].filter(({ holder }) => holder === 'family').map(({ id }) => id)

/** What a household gets and which leads it has, by the whole judgement, as a caseworker is shown it. */
const judgedInFull = (profile: Profile, policy: Policy) => ({
  programmes: new Map(
    checkHousehold(profile, policy, today).programmes.map(({ programme, held, conditions, amount }) => [
      programme,
      conditions.every(
        ({ state, needs }) =>
          state === 'met' || (state === 'not-known' && (held !== null || needs === 'authorisation')),
      )
        ? (amount?.leastFen ?? amount?.mostFen ?? 0)
        : null,
    ]),
  ),
  leads: assess(profile, policy, today).fires.map(({ indicator }) => indicator),
})

const kindOf = (was: number | null, is: number | null): string | undefined => {
  if ((was === null) !== (is === null)) return is === null ? 'leave' : 'enter'
  if (was === is || was === null || is === null) return undefined
  return is > was ? 'more' : 'less'
}

test('a draft does to a family what judging it whole by both policies says', () => {
  let effects = 0
  fc.assert(
    fc.property(arbitraryCase, (example) => {
      const profile = () => ({ ...profileOfCase(example), region })
      if (livingMembers(profile(), today).length === 0) return
      const was = judgedInFull(profile(), inForce)
      for (const [name, draft] of Object.entries(drafts)) {
        const is = judgedInFull(profile(), draft)
        const effect = effectOn(profile(), inForce, draft, today)
        if (effect !== null) effects++
        const told = families.map((id) => [id, effect?.programmes.find(({ programme }) => programme === id)?.kind])
        expect({
          name,
          appear: effect?.leadsAppear.toSorted() ?? [],
          go: effect?.leadsGo.toSorted() ?? [],
          families: told,
        }).toEqual({
          name,
          appear: is.leads.filter((id) => !was.leads.includes(id)).toSorted(),
          go: was.leads.filter((id) => !is.leads.includes(id)).toSorted(),
          families: families.map((id) => [id, kindOf(was.programmes.get(id) ?? null, is.programmes.get(id) ?? null)]),
        })
      }
    }),
    { numRuns: 250 },
  )
  expect(effects).toBeGreaterThan(0)
})
