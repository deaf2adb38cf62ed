import { addMonthsToDay, type ChangeEventType, type Day, monthlyIncomeFacts, type PersonId } from '@shouwang/contracts'
import {
  type IncomeSource,
  type KnownFact,
  livingMembers,
  type Member,
  type MonthlyIncome,
  monthlyIncome,
  type Profile,
  rememberLast,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { oncePerPolicy } from './once-per-policy.ts'

const cost = 'income/employment-cost-ratio'
const basicPension = 'income/resident-pension-basic'
const window = 'income/window-months'
const declaredMonths = 'income/declared-months'
const uncounted = 'income/uncounted-subsidies'

/** The numbers and the list that `countedIncome` reads. */
export const countedIncomeNumbers = [cost, basicPension, window, declaredMonths, uncounted] as const

/** The types of facts that `countedIncome` looks for, besides those of `livingMembers`. */
export const countedIncomeFacts = [
  ...monthlyIncomeFacts,
  'FamilyJudged',
  'SubsidyPaid',
] as const satisfies readonly ChangeEventType[]

type CountedSource =
  | IncomeSource
  | {
      readonly person: PersonId
      readonly monthlyFen: number
      readonly kind: 'subsidy'
      readonly fact: KnownFact<'SubsidyPaid'>
    }
  | {
      readonly person: PersonId
      readonly monthlyFen: number
      readonly kind: 'support'
      readonly fact: KnownFact<'FamilyJudged'>
    }

/** What the family itself said that it lives on, and until when that counts. */
type Declaration = {
  readonly person: PersonId
  readonly monthlyFen: number
  readonly fact: KnownFact<'VisitConcluded'>
  /** The first day on which it counts no more. */
  readonly endsOn: Day
}

/** Household income as law counts it; amounts in 分 a month. The sum is the declared one where that is more. */
export type CountedIncome = Omit<MonthlyIncome, 'sources'> & {
  readonly sources: readonly CountedSource[]
  readonly declaration: Declaration | null
}

/**
 * Income after law (docs/domain.md §1.2, S27, S29): of wages a share is left out as the cost of having work, of a resident
 * pension its basic part; 优待抚恤, 计生奖扶, 奖学金 and what assistance pays are none. What comes once a year counts by its
 * twelfths, and what a court ordered kin to pay counts. A family's own declaration counts for a time.
 */
export const countedIncome = rememberLast((profile: Profile, policy: Policy, day: Day): CountedIncome => {
  const gross = monthlyIncome(profile, day)
  const members = livingMembers(profile, day)
  const sources: CountedSource[] = gross.sources.map((source) => ({ ...source, monthlyFen: netFen(source, policy) }))
  for (const member of members) {
    addSubsidies(sources, member, policy, day)
    addOrderedSupport(sources, member, day)
  }
  const declaration = declarationOn(members, policy, day)
  const seenFen = sources.reduce((sum, { monthlyFen }) => sum + monthlyFen, 0)
  const perMonthFen = Math.max(seenFen, declaration?.monthlyFen ?? seenFen)
  const perHeadFen = gross.heads === 0 ? 0 : Math.floor(perMonthFen / gross.heads)
  return { ...gross, perMonthFen, perHeadFen, sources, declaration }
})

const netFen = ({ kind, monthlyFen, fact }: IncomeSource, policy: Policy): number => {
  if (kind === 'wages' || kind === 'earnings') return netWage(monthlyFen, policy)
  if (kind === 'pension' && fact.data.kind === 'resident') return netResidentPension(monthlyFen, policy)
  return monthlyFen
}

/** A wage less the cost of having work (就业成本). */
export const netWage = (monthlyFen: number, policy: Policy): number => Math.floor(monthlyFen * shareKept(policy))

const shareKept = oncePerPolicy((policy) => 1 - policy.number(cost).value)

/** A resident pension (城乡居民养老金) less its basic part; what was taken back stays taken back. */
export const netResidentPension = (monthlyFen: number, policy: Policy): number =>
  monthlyFen <= 0 ? monthlyFen : Math.max(0, monthlyFen - policy.number(basicPension).value)

/** A payment whose item tells no programme is not counted: it may be one that law leaves out. */
const addSubsidies = (sources: CountedSource[], { person, facts }: Member, policy: Policy, day: Day): void => {
  if (facts.SubsidyPaid === undefined) return
  const months = policy.number(window).value
  const from = addMonthsToDay(day, -months)
  const left = policy.list(uncounted).value
  const paid = facts.SubsidyPaid.filter(
    ({ data }) => data.programme !== null && !left.includes(data.programme) && data.paidOn > from && data.paidOn <= day,
  )
  const fact = paid.at(-1)
  const sum = paid.reduce((total, { data }) => total + data.amountFen, 0)
  if (fact !== undefined && sum > 0)
    sources.push({ kind: 'subsidy', person, monthlyFen: Math.round(sum / months), fact })
}

/** Each supporter's latest order counts. */
const addOrderedSupport = (sources: CountedSource[], { person, facts }: Member, day: Day): void => {
  if (facts.FamilyJudged === undefined) return
  const latest = new Map<PersonId | null, KnownFact<'FamilyJudged'>>()
  for (const fact of facts.FamilyJudged) {
    const { kind, judgedOn, other } = fact.data
    if (kind !== 'support' || judgedOn > day) continue
    if (judgedOn >= (latest.get(other)?.data.judgedOn ?? '')) latest.set(other, fact)
  }
  for (const fact of latest.values())
    if ((fact.data.monthlyFen ?? 0) > 0)
      sources.push({ kind: 'support', person, monthlyFen: fact.data.monthlyFen ?? 0, fact })
}

const declarationOn = (members: readonly Member[], policy: Policy, day: Day): Declaration | null => {
  let latest: Declaration | null = null
  for (const { person, facts } of members)
    for (const fact of facts.VisitConcluded ?? []) {
      const { declaredMonthlyFen: monthlyFen, day: on } = fact.data
      if (monthlyFen == null || on > day || (latest !== null && on < latest.fact.data.day)) continue
      const endsOn = addMonthsToDay(on, policy.number(declaredMonths).value)
      if (endsOn > day) latest = { person, monthlyFen, fact, endsOn }
    }
  return latest
}
