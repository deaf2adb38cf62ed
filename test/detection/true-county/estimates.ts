import { type Group, groups, type YearCounts } from './year-counts.ts'

/** A measure over several counties, and between which values it lies with a certainty of 95 %. */
export type Estimate = { readonly value: number; readonly from: number; readonly to: number }

/** What `pnpm detect` reports, by name. */
export type Measures = Readonly<Record<string, Estimate>>

/** What is aimed at: at least, or at most, or between. */
export const targets: Readonly<Record<string, { readonly least?: number; readonly most?: number }>> = {
  'precision of visits': { least: 0.35 },
  'recall over need': { least: 0.9 },
  'leads per 1,000 inhabitants a month': { most: 4 },
  'missed share, country to town': { least: 0.8, most: 1.25 },
  'missed share, elders to others': { least: 0.8, most: 1.25 },
  'missed share, headed by a woman to others': { least: 0.8, most: 1.25 },
  'missed share, without local registration to others': { least: 0.8, most: 1.25 },
}

type Sum = (of: (counts: YearCounts) => number) => number
type Measure = { readonly of: (sum: Sum) => number; readonly logarithmic?: true }

const monthsWatched = 12

const groupNames: { readonly [G in Group]: string } = {
  country: 'missed share, country to town',
  elders: 'missed share, elders to others',
  womenHeaded: 'missed share, headed by a woman to others',
  withoutRegistration: 'missed share, without local registration to others',
}

const missedRatio =
  (group: Group) =>
  (sum: Sum): number => {
    const inside = sum(({ groups: of }) => of[group].inside.missed) / sum(({ groups: of }) => of[group].inside.needs)
    return (
      inside / (sum(({ groups: of }) => of[group].outside.missed) / sum(({ groups: of }) => of[group].outside.needs))
    )
  }

const perThousand = (sum: Sum, of: (counts: YearCounts) => number): number =>
  (1000 * sum(of)) / sum(({ inhabitants }) => inhabitants) / monthsWatched

const measures: Readonly<Record<string, Measure>> = {
  'households in need, of all': { of: (sum) => sum(({ needs }) => needs) / sum(({ households }) => households) },
  'precision of visits': { of: (sum) => sum(({ inNeed }) => inNeed) / sum(({ met }) => met) },
  'recall over need': { of: (sum) => sum(({ found }) => found) / sum(({ needs }) => needs) },
  // Nobody can be found without a visit, and each visit finds one household.
  'recall if every visit had met need': {
    of: (sum) => sum(({ met, needs }) => Math.min(met, needs)) / sum(({ needs }) => needs),
  },
  'need of which some lead was opened': { of: (sum) => sum(({ led }) => led) / sum(({ needs }) => needs) },
  'need that some indicator told of': { of: (sum) => sum(({ told }) => told) / sum(({ needs }) => needs) },
  'recall over need that began in the year': {
    of: (sum) => sum(({ newFound }) => newFound) / sum(({ newNeeds }) => newNeeds),
  },
  'recall in the poorest fifth': {
    of: (sum) => 1 - sum(({ poorest }) => poorest.missed) / sum(({ poorest }) => poorest.needs),
  },
  'months from need to visit': {
    of: (sum) => sum(({ monthsToVisit }) => monthsToVisit) / sum(({ newFound }) => newFound),
  },
  'found before the household asked': {
    of: (sum) => sum(({ foundBeforeAsking }) => foundBeforeAsking) / sum(({ found }) => found),
  },
  'leads per 1,000 inhabitants a month': { of: (sum) => perThousand(sum, ({ leads }) => leads) },
  'leads per 1,000 a month, after the first month': {
    of: (sum) => (perThousand(sum, ({ leadsLater }) => leadsLater) * monthsWatched) / (monthsWatched - 1),
  },
  'false leads per 1,000 inhabitants a month': { of: (sum) => perThousand(sum, ({ falseLeads }) => falseLeads) },
  // Nobody was sent to them: they are no leads yet.
  'on the stock list after the first month, per 1,000': {
    of: (sum) => (1000 * sum(({ stockFirst }) => stockFirst)) / sum(({ inhabitants }) => inhabitants),
  },
  'on the stock list after the year, per 1,000': {
    of: (sum) => (1000 * sum(({ stockLast }) => stockLast)) / sum(({ inhabitants }) => inhabitants),
  },
  'of these in need': {
    of: (sum) => sum(({ stockLastInNeed }) => stockLastInNeed) / sum(({ stockLast }) => stockLast),
  },
  'precision of checks of recipients': {
    of: (sum) => sum(({ checksRight }) => checksRight) / sum(({ checks }) => checks),
  },
  'recall over wrong coverage': {
    of: (sum) => sum(({ checksRight }) => checksRight) / sum(({ wronglyCovered }) => wronglyCovered),
  },
  ...Object.fromEntries(
    groups.map((group) => [groupNames[group], { of: missedRatio(group), logarithmic: true as const }]),
  ),
}

/**
 * Each measure over all counties together, with an interval by the jackknife: how much it moves when one county is left out.
 * Ratios are taken as logarithms, so that 0.8 lies as far below one as 1.25 above.
 */
export const estimate = (years: readonly YearCounts[]): Measures =>
  Object.fromEntries(Object.entries(measures).map(([name, measure]) => [name, jackknife(years, measure)]))

const jackknife = (years: readonly YearCounts[], { of, logarithmic }: Measure): Estimate => {
  const over = (some: readonly YearCounts[]): number => {
    const value = of((each) => some.reduce((sum, counts) => sum + each(counts), 0))
    return logarithmic === true ? Math.log(value) : value
  }
  const back = (value: number): number => (logarithmic === true ? Math.exp(value) : value)
  const whole = over(years)
  const count = years.length
  const left = years.map((_, out) => over(years.filter((_each, at) => at !== out)))
  const mean = left.reduce((sum, value) => sum + value, 0) / count
  const spread = left.reduce((sum, value) => sum + (value - mean) ** 2, 0) * ((count - 1) / count)
  const reach = count < 2 ? Number.NaN : studentT(count - 1) * Math.sqrt(spread)
  return { value: back(whole), from: back(whole - reach), to: back(whole + reach) }
}

/** The 97.5 % point of Student's distribution: 2.09 for twenty counties. */
const studentT = (freedom: number): number => 1.96 + 2.4 / freedom + 3.2 / freedom ** 3
