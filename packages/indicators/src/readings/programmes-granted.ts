import { addDays, addMonthsToDay, type Day } from '@shouwang/contracts'
import type { Facts, KnownFact, Member, Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'

/** A programme that a case granted or gave, and since when. */
export type Granted = {
  readonly programme: string
  readonly from: Day
  readonly why: string
}

/** Within so many days a roll shows what was decided, or somebody has to ask why not. */
const SHOWN_BY_ROLL_DAYS = 60
/** What is given once answers what was known then, for as long. */
const ONCE_MONTHS = 12

/** The roll on which a programme shows once it is paid; the others show nowhere. */
const rolls: Readonly<Record<string, string>> = {
  dibao: 'assistance-roll',
  dibao_single: 'assistance-roll',
  tekun: 'assistance-roll',
  edge: 'assistance-roll',
  rigid: 'assistance-roll',
  fanpin: 'assistance-roll',
  'disability-care': 'disability-subsidy',
  'disability-living': 'disability-subsidy',
  'elder-allowance': 'elder-allowance',
}

/**
 * What cases granted or gave a member and still stands on `day`: what is paid by the month until its end, a stop, or a roll
 * that was delivered long after and does not show it; what is given once for a year, unless something befell the family since.
 */
export const programmesGranted = (
  { facts }: Member,
  { members, coverage }: Profile,
  policy: Policy,
  day: Day,
): readonly Granted[] => {
  if (facts.DecisionMade === undefined && facts.AidGiven === undefined) return none
  const befell = lastBefallen(members, day)
  return [...lastDecisions(facts, day), ...givenFirst(facts, day)].filter(({ programme, from, to }) => {
    if (to !== null && to < day) return false
    if (isOnce(programme, policy)) return addMonthsToDay(from, ONCE_MONTHS) > day && (befell ?? '') <= from
    const roll = rolls[programme]
    const delivered = roll === undefined ? undefined : coverage(roll)
    return delivered === undefined || delivered.day <= addDays(from, SHOWN_BY_ROLL_DAYS)
  })
}

/** The day from which the last decision about a programme of one of these members stops it; null where none does. */
export const stoppedOn = (members: readonly Member[], programme: string, day: Day): Day | null => {
  let stopped: Day | null = null
  for (const { facts } of members) {
    if (facts.DecisionMade === undefined) continue
    const own = facts.DecisionMade.filter(({ data }) => data.programme === programme && counts(data.result))
    const last = lastOf(own, day)
    if (last?.data.result === 'stopped' && (stopped === null || last.data.from > stopped)) stopped = last.data.from
  }
  return stopped
}

/** The next day on which what cases decided begins, ends or wears off by itself. */
export const grantsChangeOn = ({ members }: Profile, policy: Policy, day: Day): Day | undefined => {
  let next: Day | undefined
  for (const { facts } of members)
    for (const { data } of facts.DecisionMade ?? []) {
      const once = isOnce(data.programme, policy) ? [addMonthsToDay(data.from, ONCE_MONTHS)] : []
      const ends = data.to === null ? [] : [addDays(data.to, 1)]
      for (const on of [data.from, ...ends, ...once]) if (on > day && (next === undefined || on < next)) next = on
    }
  return next
}

/** The last day on which something befell a member that help given before cannot have been for. */
export const lastBefallen = (members: readonly Member[], day: Day): Day | null => {
  let last: Day | null = null
  for (const { facts } of members)
    for (const on of befallenDays(facts)) if (on <= day && (last === null || on > last)) last = on
  return last
}

const befallenDays = (facts: Facts): readonly Day[] => [
  ...(facts.FireReported ?? []).map(({ data }) => data.day),
  ...(facts.DisasterSuffered ?? []).map(({ data }) => data.day),
  ...(facts.TrafficCasualtyReported ?? []).map(({ data }) => data.day),
  ...(facts.CrimeVictimReported ?? []).map(({ data }) => data.day),
  ...(facts.HelpRequested ?? []).map(({ data }) => data.day),
  ...(facts.HospitalAdmitted ?? []).map(({ data }) => data.admittedOn),
  ...(facts.DeathReported ?? []).map(({ data }) => data.day),
]

const none: readonly never[] = []

/** True for what is given once, and not month by month. */
export const isOnce = (programme: string, policy: Policy): boolean => {
  const amount = policy.programmes.get(programme)?.amount
  return amount !== undefined && amount.is !== 'none' && amount.every !== 'month'
}

type Standing = Granted & { readonly to: Day | null }

/** A refusal takes nothing from what is held. */
const counts = (result: KnownFact<'DecisionMade'>['data']['result']): boolean => result !== 'refused'

const lastOf = (decisions: readonly KnownFact<'DecisionMade'>[], day: Day): KnownFact<'DecisionMade'> | undefined =>
  decisions
    .filter(({ data }) => data.from <= day)
    .toSorted((a, b) => (a.data.from + a.day + a.sourceKey < b.data.from + b.day + b.sourceKey ? -1 : 1))
    .at(-1)

/** The decision that stands on `day` for each programme that cases granted a person and did not stop. */
export const standingDecisions = (facts: Facts, day: Day): readonly KnownFact<'DecisionMade'>[] =>
  [...Map.groupBy(facts.DecisionMade ?? [], ({ data }) => data.programme).values()].flatMap((decisions) => {
    const last = lastOf(
      decisions.filter(({ data }) => counts(data.result)),
      day,
    )
    return last === undefined || last.data.result === 'stopped' ? [] : [last]
  })

const lastDecisions = (facts: Facts, day: Day): readonly Standing[] =>
  standingDecisions(facts, day).map(({ data: { programme, decisionNo, from, to } }) => {
    return { programme, from, to, why: `个案决定 ${decisionNo}，自${from}起${until(to)}。` }
  })

const until = (to: Day | null): string => (to === null ? '' : `至${to}`)

/** Help that came before a decision (先行救助) and was not taken back. */
const givenFirst = (facts: Facts, day: Day): readonly Standing[] =>
  (facts.AidGiven ?? [])
    .filter(({ data }) => data.helpFirst && data.day <= day)
    .map(({ data: { programme, day: from } }) => ({ programme, from, to: null, why: `${from} 先行救助。` }))
