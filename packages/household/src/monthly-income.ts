import { addMonths, type Day, type FeedId, type Month, monthOf, type PersonId } from '@shouwang/contracts'
import { lastInsuredMonth } from './insurance.ts'
import { livingMembers } from './member.ts'
import { pensionsOn } from './pension.ts'
import type { Coverage, Facts, KnownFact, Profile } from './profile.ts'
import { rememberLast } from './remember-last.ts'

/** One source of income of one member; `monthlyFen` in 分. `fact` is the latest statement of it. */
export type IncomeSource = { readonly person: PersonId; readonly monthlyFen: number } & (
  | { readonly kind: 'wages'; readonly fact: KnownFact<'SocialInsurancePaid'> }
  | { readonly kind: 'earnings'; readonly fact: KnownFact<'IncomeReported'> }
  | { readonly kind: 'pension'; readonly fact: KnownFact<'PensionPaid'> }
  | { readonly kind: 'unemployment-benefit'; readonly fact: KnownFact<'UnemploymentBenefitGranted'> }
)

/** What is known of a household's income; amounts in 分. Per head is zero where nobody lives there. */
export type MonthlyIncome = {
  readonly perMonthFen: number
  readonly perHeadFen: number
  readonly heads: number
  readonly sources: readonly IncomeSource[]
  /** Ids of the income feeds delivered for the recent months. */
  readonly delivered: readonly IncomeFeed[]
}

/** The feeds of the catalogue that tell what somebody earns or is paid each month (docs/domain.md §4). */
export const incomeFeeds = [
  'social-insurance',
  'pension-pay',
  'income-tax',
  'housing-fund',
  'public-payroll',
] as const satisfies readonly FeedId[]
export type IncomeFeed = (typeof incomeFeeds)[number]

const meanMonths = 3
const freshMonths = 3

/**
 * The income that can be seen of the living members on `day`: wages as the mean contribution base over the last
 * three months that social insurance has been delivered for, or what tax, housing fund or payroll tell of the same work where
 * that is more, pensions as paid last, unemployment benefit as granted
 * for the month. Wages, business, property and transfer income make up household income (docs/domain.md §1.2); what a
 * city leaves out of it (the basic part of a resident pension, a wage deduction) is policy and is left to the caller,
 * who gets every source. Whom no source names may earn all the same: unknown is not zero.
 */
export const monthlyIncome = rememberLast((profile: Profile, day: Day): MonthlyIncome => {
  const members = livingMembers(profile, day)
  const through = coveredThrough(profile.coverage, 'social-insurance', day)
  const oldest = addMonths(monthOf(day), -freshMonths)
  const delivered = through === null ? null : monthsUpTo(through)
  const sources: IncomeSource[] = []
  for (const { person, facts } of members) {
    const wages = wagesOf(person, facts, delivered, oldest)
    const earnings = facts.IncomeReported === undefined ? null : earningsOf(person, facts, profile.coverage, day)
    const larger = earnings === null || (wages !== null && wages.monthlyFen >= earnings.monthlyFen) ? wages : earnings
    if (larger !== null) sources.push(larger)
    for (const { monthlyFen, fact } of pensionsOn(facts, day))
      sources.push({ kind: 'pension', person, monthlyFen, fact })
    addBenefit(sources, person, facts, day)
  }
  let perMonthFen = 0
  for (const { monthlyFen } of sources) perMonthFen += monthlyFen
  const heads = members.length
  return {
    perMonthFen,
    perHeadFen: heads === 0 ? 0 : Math.floor(perMonthFen / heads),
    heads,
    sources,
    delivered: incomeFeeds.filter((feed) => (coveredThrough(profile.coverage, feed, day) ?? '') >= oldest),
  }
})

/** The last month that a feed has been delivered for, not after the month of `day`; null where it never was. */
export const coveredThrough = (coverage: Coverage, feed: FeedId, day: Day): Month | null => {
  const delivered = coverage(feed)
  if (delivered === undefined) return null
  const through = delivered.throughMonth ?? monthOf(delivered.day)
  const current = monthOf(day)
  if (through > current) return current
  return through
}

type Months = { readonly first: Month; readonly last: Month }

const monthsUpTo = (last: Month): Months => ({ first: addMonths(last, 1 - meanMonths), last })

const monthsPaid = (facts: Facts): Months | null => {
  const last = lastInsuredMonth(facts)
  return last === null ? null : monthsUpTo(last)
}

/** Without a delivery to tell which months count, only the months with a contribution do. */
const wagesOf = (person: PersonId, facts: Facts, delivered: Months | null, oldest: Month): IncomeSource | null => {
  if (facts.SocialInsurancePaid === undefined) return null
  const counted = delivered ?? monthsPaid(facts)
  if (counted === null || counted.last < oldest) return null
  const { first, last } = counted
  const months: KnownFact<'SocialInsurancePaid'>[] = []
  let latest: KnownFact<'SocialInsurancePaid'> | null = null
  for (const fact of facts.SocialInsurancePaid) {
    const { month, baseFen } = fact.data
    if (month < first || month > last) continue
    const at = months.findIndex(({ data }) => data.month === month)
    if (at < 0) months.push(fact)
    else if (baseFen > (months[at]?.data.baseFen ?? 0)) months[at] = fact
    if (latest === null || month > latest.data.month) latest = fact
  }
  if (latest === null) return null
  const total = months.reduce((sum, { data }) => sum + data.baseFen, 0)
  const monthlyFen = Math.round(total / (delivered === null ? months.length : meanMonths))
  return { kind: 'wages', person, monthlyFen, fact: latest }
}

const feedOfSource = { tax: 'income-tax', 'housing-fund': 'housing-fund', payroll: 'public-payroll' } as const
const offices = ['tax', 'housing-fund', 'payroll'] as const

/** The offices tell of the same work, each in its own way: the one that tells of most counts. */
const earningsOf = (person: PersonId, facts: Facts, coverage: Coverage, day: Day): IncomeSource | null => {
  const oldest = addMonths(monthOf(day), -freshMonths)
  let most: IncomeSource | null = null
  for (const office of offices) {
    const known = (facts.IncomeReported ?? []).filter(({ data }) => data.source === office)
    const told = known.reduce<Month | null>(
      (last, { data }) => (last === null || data.month > last ? data.month : last),
      null,
    )
    const through = coveredThrough(coverage, feedOfSource[office], day)
    const last = through ?? told
    if (last === null || last < oldest) continue
    const { first } = monthsUpTo(last)
    const counted = known.filter(({ data }) => data.month >= first && data.month <= last)
    const latest = counted.reduce<KnownFact<'IncomeReported'> | null>(
      (newest, fact) => (newest === null || fact.data.month > newest.data.month ? fact : newest),
      null,
    )
    if (latest === null) continue
    const months = through === null ? new Set(counted.map(({ data }) => data.month)).size : meanMonths
    const monthlyFen = Math.round(counted.reduce((sum, { data }) => sum + data.amountFen, 0) / months)
    if (most === null || monthlyFen > most.monthlyFen) most = { kind: 'earnings', person, monthlyFen, fact: latest }
  }
  return most
}

const addBenefit = (sources: IncomeSource[], person: PersonId, facts: Facts, day: Day): void => {
  const month = monthOf(day)
  for (const fact of facts.UnemploymentBenefitGranted ?? []) {
    const { fromMonth, toMonth, monthlyFen } = fact.data
    if (fromMonth <= month && (toMonth === null || month <= toMonth))
      sources.push({ kind: 'unemployment-benefit', person, monthlyFen, fact })
  }
}
