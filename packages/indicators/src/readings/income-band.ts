import type { AssistanceProgramme, Day } from '@shouwang/contracts'
import {
  coverageStatus,
  evidence,
  livingMembers,
  type MonthlyIncome,
  monthlyIncome,
  type Profile,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import type { Fires, Unknown } from '../indicator.ts'
import { yuanText } from '../wording/yuan-text.ts'
import { assetNumbers, isOverAssetLimit } from './asset-limits.ts'
import { surelyEarns } from './surely-earns.ts'

/** The numbers that `incomeInBand` reads. */
export const incomeBandNumbers = ['income/known-sources-ratio', ...assetNumbers] as const

/** Income per head and month from one amount (included) to another (not included), for whoever is on none of these. */
export type IncomeBand = {
  readonly fromFen: number
  readonly belowFen: number
  readonly uncoveredBy: readonly AssistanceProgramme[]
}

/**
 * The income of a household when it lies in the band, the household is on none of the programmes and owns nothing above
 * the asset limits; null when it does not. Income that is not seen may exist: enough of its sources have to be known
 * before a low sum means anything, while a high one does at once.
 */
export const incomeInBand = (
  profile: Profile,
  policy: Policy,
  day: Day,
  band: IncomeBand,
): MonthlyIncome | Unknown | null => {
  if (surelyEarns(profile, livingMembers(profile, day), day, band.belowFen)) return null
  const income = monthlyIncome(profile, day)
  if (income.heads === 0 || income.perHeadFen >= band.belowFen) return null
  const covered = coverageStatus(profile, day, band.uncoveredBy)
  if (covered === 'listed') return null
  if (income.coverage < policy.number('income/known-sources-ratio').value)
    return unknown(
      income.missing.map((feed) => incomeFeedNames[feed] ?? feed),
      income.missing,
    )
  if (income.perHeadFen < band.fromFen) return null
  if (covered === 'unknown') return unknown(['救助名册'], ['assistance-roll'])
  if (profile.household.startsWith('~')) return unknown(['户籍登记，不知道与谁共同生活'], ['resident-register'])
  return isOverAssetLimit(profile, policy, day) ? null : income
}

const unknown = (missing: readonly string[], awaits: readonly string[]): Unknown => ({
  status: 'unknown',
  missing,
  awaits,
})

/** What caseworkers call the feeds that tell of income. */
export const incomeFeedNames: { readonly [feed: string]: string } = {
  'social-insurance': '社保缴费',
  'pension-pay': '养老金发放',
  'income-tax': '个人所得税',
  'housing-fund': '公积金缴存',
  'public-payroll': '财政供养',
}

/** What was seen, as a reason begins: who said it, the sum, and of how many sources of income. */
export const incomeText = ({ perMonthFen, perHeadFen, heads, known, sources }: MonthlyIncome): string =>
  `${[...new Set(sources.map(({ fact }) => fact.provider))].join('、') || '已送达的收入数据'}：全家${heads}人月收入${yuanText(perMonthFen)}，人均${yuanText(perHeadFen)}（据${known.map((feed) => incomeFeedNames[feed] ?? feed).join('、')}）`

/** The facts that the sum was reckoned from. */
export const incomeFacts = ({ sources }: MonthlyIncome): Fires['facts'] =>
  sources.map(({ kind, person, fact }) => evidence(person, factTypes[kind], fact))

const factTypes = {
  wages: 'SocialInsurancePaid',
  pension: 'PensionPaid',
  'unemployment-benefit': 'UnemploymentBenefitGranted',
} as const
