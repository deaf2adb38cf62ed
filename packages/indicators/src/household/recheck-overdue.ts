import { addMonthsToDay, type Day, type Outcome, type PersonId } from '@shouwang/contracts'
import {
  evidence,
  type KnownFact,
  listingsOn,
  livingMembers,
  livingMembersFacts,
  type Member,
  type Profile,
} from '@shouwang/household'
import type { Policy, Rule } from '@shouwang/policy'
import type { Fires, Indicator, Unknown } from '../indicator.ts'
import { dependantNumbers, incapacityOf } from '../readings/dependants.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { listingText, programmeText } from '../wording/programme-text.ts'

const id = 'recheck-overdue'
const stable = 'recheck/stable-months'
const changing = 'recheck/changing-months'
const recognition = 'rigid/recognition-months'

/**
 * 复核到期: who is on 低保, 单人保, 特困, 低保边缘 or 刚性支出 has not been looked at again within the cycle of his ring: a
 * year where nobody can work, half a year where somebody can, and as long as a recognition holds for 刚性支出. Counted from
 * the roll's beginning, its last re-check, the last one recorded at a visit, or the check behind a decision. Source: 在保必核 (docs/domain.md §1.2, S31).
 */
export const recheckOverdue: Indicator = {
  id,
  name: '复核到期',
  direction: 'wrong',
  class: 'delivery',
  level: 'blue',
  dimensions: { household: 20 },
  source: '社会救助暂行办法第十三条；低保家庭分类复核',
  reads: ['DecisionMade', 'DisabilityCertified', ...livingMembersFacts],
  quietWithout: ['AssistanceListed'],
  parameters: [stable, changing, recognition, ...dependantNumbers],
  programmes: ['dibao', 'dibao_single', 'tekun', 'edge', 'rigid'],
  judge: (profile, policy, day) => {
    const cycles = cyclesOf(profile, policy, day)
    const known = cycles
      .filter((cycle) => cycle !== 'unrecorded')
      .sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
    const [first] = known
    if (first !== undefined && first.dueOn <= day) return firing(first)
    const review = first === undefined ? {} : { reviewOn: first.dueOn }
    return cycles.length > known.length ? { ...lastRecheckUnknown, ...review } : { status: 'clear', ...review }
  },
}

/** A roll line, since when nobody has looked again, and until when somebody should have. */
type Cycle = {
  readonly holder: PersonId
  readonly listing: KnownFact<'AssistanceListed'>
  readonly since: Day
  readonly rechecked: boolean
  readonly months: Rule
  readonly dueOn: Day
}

/** After so many cycles without any record of one, offices will have looked, and only not have said so. */
const CYCLES_UNRECORDED = 2

const lastRecheckUnknown: Unknown = {
  status: 'unknown',
  missing: ['最近一次复核的日期（救助名册未报）'],
  awaits: ['assistance-roll'],
}

/** A line of the family counts once, at the member that is named first. */
const cyclesOf = (profile: Profile, policy: Policy, day: Day): readonly (Cycle | 'unrecorded')[] => {
  const living = livingMembers(profile, day)
  const cycles: (Cycle | 'unrecorded')[] = []
  const counted = new Set<string>()
  for (const { person, facts } of living)
    for (const listing of listingsOn(facts, profile.coverage, day, rechecked)) {
      const { programme, rollNo } = listing.data
      if (counted.has(`${programme} ${rollNo}`)) continue
      counted.add(`${programme} ${rollNo}`)
      cycles.push(cycleOf(person, listing, living, policy, day))
    }
  return cycles
}

const rechecked = ['dibao', 'dibao_single', 'tekun', 'edge', 'rigid'] as const

const cycleOf = (
  holder: PersonId,
  listing: KnownFact<'AssistanceListed'>,
  living: readonly Member[],
  policy: Policy,
  day: Day,
): Cycle | 'unrecorded' => {
  const months = policy.number(cycleNumber(listing, living, policy, day))
  const last = lastRecheck(listing, living, day)
  const since = last ?? listing.data.from
  if (since === null) return 'unrecorded'
  if (last === null && addMonthsToDay(since, months.value * CYCLES_UNRECORDED) <= day) return 'unrecorded'
  return { holder, listing, since, rechecked: last !== null, months, dueOn: addMonthsToDay(since, months.value) }
}

const cycleNumber = (
  { data }: KnownFact<'AssistanceListed'>,
  living: readonly Member[],
  policy: Policy,
  day: Day,
): typeof stable | typeof changing | typeof recognition => {
  if (data.programme === 'rigid') return recognition
  if (data.programme === 'tekun' || data.programme === 'dibao_single') return stable
  return living.some((member) => incapacityOf(member, policy, day) === null) ? changing : stable
}

/** Outcomes of a visit for this lead after which the family has been looked at. */
const concluding: readonly Outcome[] = [
  'unchanged',
  'confirmed-stop',
  'confirmed-reduce',
  'confirmed-raise',
  'recover-funds',
  'grace',
  'exempt-asset',
]

const lastRecheck = ({ data }: KnownFact<'AssistanceListed'>, living: readonly Member[], day: Day): Day | null => {
  let last = data.recheckedOn ?? null
  for (const { facts } of living)
    for (const visit of facts.VisitConcluded ?? []) {
      const { indicators, outcome, day: on } = visit.data
      if (indicators.includes(id) && concluding.includes(outcome) && on <= day && (last === null || on > last))
        last = on
    }
  for (const on of checkedForDecisions(data.programme, living)) if (on <= day && (last === null || on > last)) last = on
  return last
}

/** The days of the checks that decisions on a programme stand on (凡进必核): whoever decides has looked at the family. */
const checkedForDecisions = (programme: string, living: readonly Member[]): readonly Day[] =>
  living.flatMap(({ facts }) =>
    (facts.DecisionMade ?? []).flatMap(({ data }) =>
      data.programme === programme && data.result !== 'refused' ? (data.checkedOn ?? []) : [],
    ),
  )

const firing = ({ holder, listing, since, rechecked: known, months, dueOn }: Cycle): Fires => ({
  status: 'fires',
  confidence: known ? 0.9 : 0.7,
  person: holder,
  reason: `${listing.provider}：{${holder}}在${listingText(listing)}，${since}${known ? '复核后' : '起享受，此后'}未见复核记录，按${months.value}个月一核应于${dueOn}前复核`,
  observations: [
    heldAgainst(months, { label: '应复核日期', observed: dueOn, threshold: months.value, unit: 'day' }),
    shownOnly({ label: known ? '上次复核日期' : '享受起始日期', observed: since, unit: 'day' }),
  ],
  facts: [evidence(holder, 'AssistanceListed', listing)],
  advice: [
    `按${programmeText[listing.data.programme]}条件重新核对人口、收入和财产，看是否应增发、减发，有无新的困难`,
    '复核前不得停发；情况没有变化的记“复核无变化”',
  ],
})
