/**
 * How many households one second of processor time judges: ours with all facts, windows, evidence and reasons, and, for scale,
 * three ways to compare the same plain values with the same plain numbers. Run: `node test/load/judging.ts`.
 */
import { assess, catalogue } from '@shouwang/indicators'
import { loadPolicies, policyOn } from '@shouwang/policy'
import { closures, type Judge, jsonRules, zen } from './judging/engines.ts'
import { madeHouseholds, today } from './judging/made-households.ts'
import { conditionsOf, type Inputs, inputsOf } from './judging/plain-conditions.ts'

const householdCount = 4000
const warmUpMs = 2000
const measuredMs = 6000

const profiles = madeHouseholds(householdCount)
const book = loadPolicies()
const policy = policyOn(book, '350203001201', today)
const conditions = conditionsOf(policy)
const inputs = profiles.map((profile) => inputsOf(profile, policy))

const print = (name: string, perSecond: number, leads: number): void =>
  console.log(
    `${name.padEnd(52)} ${Math.round(perSecond).toLocaleString('en').padStart(12)} households/s  ${leads} leads`,
  )

/** Repeats a round over all households for `ms` of processor time, so that other work on the machine does not count. */
const rounds = async (
  ms: number,
  round: () => number | Promise<number>,
): Promise<{ perSecond: number; leads: number }> => {
  const start = process.cpuUsage()
  let judged = 0
  let leads = 0
  let spentMs = 0
  while (spentMs < ms) {
    leads = await round()
    judged += householdCount
    const { user, system } = process.cpuUsage(start)
    spentMs = (user + system) / 1000
  }
  return { perSecond: (judged * 1000) / spentMs, leads }
}

const measure = async (name: string, round: () => number | Promise<number>): Promise<void> => {
  await rounds(warmUpMs, round)
  const { perSecond, leads } = await rounds(measuredMs, round)
  print(name, perSecond, leads)
}

const roundOf = (judge: Judge) => async () => {
  let leads = 0
  for (const each of inputs as readonly Inputs[]) {
    const held = judge(each)
    leads += typeof held === 'number' ? held : await held
  }
  return leads
}

await measure(`shouwang, ${catalogue.length} indicators with reasons`, () => {
  let leads = 0
  for (const profile of profiles) leads += assess(profile, policyOn(book, profile.region, today), today).fires.length
  return leads
})
await measure(`closures, ${conditions.length} plain conditions`, roundOf(closures(conditions)))
await measure(`json-rules-engine, ${conditions.length} plain conditions`, roundOf(jsonRules(conditions)))
await measure(`@gorules/zen-engine, ${conditions.length} plain conditions`, roundOf(zen(conditions)))
