import type { AssistanceProgramme, ChangeEventType, Day, FeedId } from '@shouwang/contracts'
import { coverageStatus, evidence, type IncomeFeed, livingMembersFacts, type Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import type { Fires, Unknown } from '../indicator.ts'
import { yuanText } from '../wording/yuan-text.ts'
import { assetNumbers, hasHoldings, isOverAssetLimit } from './asset-limits.ts'
import { type CountedIncome, countedIncome, countedIncomeFacts, countedIncomeNumbers } from './counted-income.ts'
import { hardshipSignFacts, hardshipSignNumbers, hardshipSigns } from './hardship-signs.ts'
import { type IncomeSeen, incomeSeen, incomeSeenFacts } from './income-seen.ts'
import { surelyEarns } from './surely-earns.ts'

/** The numbers that `incomeInBand` reads. */
export const incomeBandNumbers = [...hardshipSignNumbers, ...assetNumbers, ...countedIncomeNumbers] as const

/** The types of facts that `incomeInBand` reads. */
export const incomeBandFacts: readonly ChangeEventType[] = [
  ...new Set<ChangeEventType>([
    'BusinessRegistered',
    'PropertyRegistered',
    'VehicleRegistered',
    ...hardshipSignFacts,
    ...livingMembersFacts,
    ...countedIncomeFacts,
    ...incomeSeenFacts,
  ]),
]

/** Income per head and month from one amount (included) to another (not included), for whoever is on none of these. */
export type IncomeBand = {
  readonly fromFen: number
  readonly belowFen: number
  readonly uncoveredBy: readonly AssistanceProgramme[]
}

/** Income in a band, and, where somebody's is not seen, what else points to need. */
export type IncomeInBand = IncomeSeen & { readonly status: 'in-band'; readonly signs: readonly string[] }

/**
 * The income of a household when it lies in the band, the household is on none of the programmes and owns nothing above
 * the asset limits; null when it does not. A high sum means something at once. A low one does where every member's
 * source is seen; where somebody is unseen, other signs have to point the same way and no car, business or second home may be
 * held, since then an income is likelier unseen than absent; until then it is unknown.
 */
export const incomeInBand = (
  profile: Profile,
  policy: Policy,
  day: Day,
  band: IncomeBand,
): IncomeInBand | Unknown | null => {
  if (surelyEarns(profile, policy, day, band.belowFen)) return null
  const seen = incomeSeen(profile, policy, day)
  const { income } = seen
  if (income.heads === 0 || income.perHeadFen >= band.belowFen) return null
  const covered = coverageStatus(profile, day, band.uncoveredBy)
  if (covered === 'listed') return null
  if (seen.awaits.length > 0) return incomeAwaited(seen)
  if (income.perHeadFen < band.fromFen) return null
  if (covered === 'unknown') return unknown(['救助名册'], ['assistance-roll'])
  if (profile.household.startsWith('~')) return unknown(['户籍登记，不知道与谁共同生活'], ['resident-register'])
  if (isOverAssetLimit(profile, policy, day)) return seen.unseen.length === 0 ? null : incomeToAsk(seen)
  if (seen.unseen.length === 0) return { status: 'in-band', ...seen, signs: [] }
  if (hasHoldings(profile, policy, day)) return incomeToAsk(seen)
  const signs = hardshipSigns(profile, policy, day)
  return signs === null ? incomeToAsk(seen) : { status: 'in-band', ...seen, signs }
}

/** Unknown until the feeds are delivered that could tell of somebody's income. */
export const incomeAwaited = ({ awaits }: IncomeSeen): Unknown =>
  unknown(
    awaits.map((feed) => incomeFeedNames[feed]),
    awaits,
  )

/** Unknown until somebody asks: no feed that is awaited would tell. */
export const incomeToAsk = ({ unseen }: IncomeSeen): Unknown =>
  unknown(
    unseen.map((person) => `{${person}}的收入（未见正式收入，可能灵活就业，上门询问收入即可确定）`),
    [],
  )

const unknown = (missing: readonly string[], awaits: readonly FeedId[]): Unknown => ({
  status: 'unknown',
  missing,
  awaits,
})

/** What caseworkers call the feeds that tell of income. */
const incomeFeedNames: { readonly [Feed in IncomeFeed]: string } = {
  'social-insurance': '社保缴费',
  'pension-pay': '养老金发放',
  'income-tax': '个税申报',
  'housing-fund': '公积金缴存',
  'public-payroll': '财政工资',
}

/** What was seen, as a reason begins: who said it, the sum, from which feeds, and whose income is not seen. */
export const incomeText = ({ income, unseen, signs }: Omit<IncomeInBand, 'status'>): string => {
  const { perMonthFen, perHeadFen, heads, delivered, sources, declaration } = income
  const sum = `全家${heads}人计入月收入${yuanText(perMonthFen)}，人均${yuanText(perHeadFen)}`
  if (declaration !== null) return [`${declaration.fact.data.day}入户申报：${sum}`, ...signs].join('，')
  const providers = [...new Set(sources.map(({ fact }) => fact.provider))].join('、') || '已送达的收入数据'
  const feeds = delivered.map((feed) => incomeFeedNames[feed]).join('、')
  const seen = `${providers}：${sum}（据${feeds}）`
  return [seen, ...(unseen.length === 0 ? [] : [unseenText(unseen)]), ...signs].join('，')
}

/** `{…}、{…}未见正式收入（可能灵活就业）` */
export const unseenText = (unseen: readonly string[]): string =>
  `${unseen.map((person) => `{${person}}`).join('、')}未见正式收入（可能灵活就业）`

/** The facts that the sum was reckoned from. */
export const incomeFacts = ({ sources, declaration }: CountedIncome): Fires['facts'] => [
  ...sources.map(({ kind, person, fact }) => evidence(person, factTypes[kind], fact)),
  ...(declaration === null ? [] : [evidence(declaration.person, 'VisitConcluded', declaration.fact)]),
]

const factTypes = {
  earnings: 'IncomeReported',
  subsidy: 'SubsidyPaid',
  support: 'FamilyJudged',
  wages: 'SocialInsurancePaid',
  pension: 'PensionPaid',
  'unemployment-benefit': 'UnemploymentBenefitGranted',
} as const

/** When a declaration that the answer hangs on counts no more. */
export const untilDeclarationEnds = (profile: Profile, policy: Policy, day: Day): { readonly reviewOn?: Day } => {
  if (!profile.members.some(({ facts }) => facts.VisitConcluded?.some(({ data }) => data.declaredMonthlyFen != null)))
    return {}
  const { declaration } = countedIncome(profile, policy, day)
  return declaration === null ? {} : { reviewOn: declaration.endsOn }
}
