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
/** Until compiled code has settled: a process that judges runs for days, and ours has the most of it to compile. */
const warmUpMs = 8000
/** All take turns, and the median turn counts: this machine's speed moves from second to second. */
const turns = 9
const turnMs = 800

const profiles = madeHouseholds(householdCount)
const book = loadPolicies()
const policy = policyOn(book, '350203001201', today)
const conditions = conditionsOf(policy)
const inputs = profiles.map((profile) => inputsOf(profile, policy))

type Contender = { readonly name: string; readonly round: () => number | Promise<number> }

const roundOf = (judge: Judge) => async () => {
  let leads = 0
  for (const each of inputs as readonly Inputs[]) {
    const held = judge(each)
    leads += typeof held === 'number' ? held : await held
  }
  return leads
}

const ours: Contender = {
  name: `shouwang, ${catalogue.length} indicators with reasons`,
  round: () => {
    let leads = 0
    for (const profile of profiles) leads += assess(profile, policyOn(book, profile.region, today), today).fires.length
    return leads
  },
}
const jsonRulesEngine: Contender = {
  name: `json-rules-engine, ${conditions.length} plain conditions`,
  round: roundOf(jsonRules(conditions)),
}
const contenders: readonly Contender[] = [
  ours,
  { name: `closures, ${conditions.length} plain conditions`, round: roundOf(closures(conditions)) },
  jsonRulesEngine,
  { name: `@gorules/zen-engine, ${conditions.length} plain conditions`, round: roundOf(zen(conditions)) },
]

/** Repeats a round over all households for `ms` of processor time, so that other work on the machine does not count. */
const perSecond = async ({ round }: Contender, ms: number): Promise<number> => {
  const start = process.cpuUsage()
  let judged = 0
  let spentMs = 0
  while (spentMs < ms) {
    await round()
    judged += householdCount
    const { user, system } = process.cpuUsage(start)
    spentMs = (user + system) / 1000
  }
  return (judged * 1000) / spentMs
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

for (const contender of contenders) await perSecond(contender, warmUpMs)
const speeds = new Map(contenders.map((contender) => [contender, [] as number[]]))
for (let turn = 0; turn < turns; turn++)
  for (const [contender, measured] of speeds) measured.push(await perSecond(contender, turnMs))

for (const [{ name, round }, measured] of speeds)
  console.log(
    `${name.padEnd(52)} ${Math.round(median(measured)).toLocaleString('en').padStart(12)} households/s  ${await round()} leads`,
  )
const ratios = (speeds.get(ours) ?? []).map((speed, turn) => speed / (speeds.get(jsonRulesEngine)?.[turn] ?? 0))
console.log(`${median(ratios).toFixed(1)} × json-rules-engine, turn by turn`)
