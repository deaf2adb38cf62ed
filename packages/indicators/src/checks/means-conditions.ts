import { livingMembers } from '@shouwang/household'
import type { Condition } from '@shouwang/policy'
import { isOverAssetLimit } from '../readings/asset-limits.ts'
import { unseenText } from '../readings/income-band.ts'
import { incomeSeen } from '../readings/income-seen.ts'
import { incomeShare } from '../readings/income-share.ts'
import { householdMedical } from '../readings/medical-window.ts'
import { openStays } from '../readings/open-stays.ts'
import { schoolFees } from '../readings/school-fees.ts'
import { surelyEarns } from '../readings/surely-earns.ts'
import { yuanText } from '../wording/yuan-text.ts'
import { type Answer, type Asked, either, met, notKnown, notMet } from './condition-check.ts'
import { eitherArea, leastOf, type Reckoned, reckon, ruleText } from './quantity.ts'

type Of<Is extends Condition['is']> = Extract<Condition, { is: Is }>

const notEntered = '本市尚未录入标准'

/** 家庭人均月收入低于某数: a high sum means something at once, a low one only where everybody's income is seen. */
export const incomePerHeadBelow = (condition: Of<'income-per-head-below'>, asked: Asked): Answer =>
  familyIncomeBelow(reckon(asked.policy, condition), 1, asked)

/** 家庭人均年收入低于某数. */
export const yearlyIncomePerHeadBelow = (condition: Of<'yearly-income-per-head-below'>, asked: Asked): Answer =>
  familyIncomeBelow(reckon(asked.policy, condition), 12, asked)

const familyIncomeBelow = (limit: Reckoned | null, months: number, { profile, policy, day }: Asked): Answer => {
  const seen = () =>
    `${months === 1 ? '人均月收入' : '人均年收入'}${yuanText(incomeSeen(profile, policy, day).income.perHeadFen * months)}`
  if (limit !== null && earnsPerHead(limit.value / months, { profile, policy, day })) return notMet(seen)
  const { income, unseen, awaits } = incomeSeen(profile, policy, day)
  if (limit === null) return notKnown('standard', () => `${seen()}，${notEntered}`)
  if (income.heads > 0 && income.perHeadFen * months >= limit.value) return notMet(seen)
  if (awaits.length > 0 || income.heads === 0) return notKnown('delivery', seen)
  if (profile.household.startsWith('~')) return notKnown('delivery', () => `${seen()}，不知道与谁共同生活`)
  if (unseen.length > 0) return notKnown('visit', () => `${seen()}，${unseenText(unseen)}`)
  return income.perHeadFen * months < limit.least ? met(seen) : notKnown('visit', () => `${seen()}，${eitherArea}`)
}

/** Settles most families at a glance. */
const earnsPerHead = (fen: number, { profile, policy, day }: Omit<Asked, 'person'>): boolean =>
  livingMembers(profile, day).length > 0 && surelyEarns(profile, policy, day, Math.ceil(fen))

/** 本人月收入低于某数. */
export const ownIncomeBelow = (condition: Of<'own-income-below'>, { profile, policy, day, person }: Asked): Answer => {
  if (person === null) return notKnown('visit')
  const limit = reckon(policy, condition)
  const { income, unseen, awaits } = incomeSeen(profile, policy, day)
  const own = income.sources.reduce((sum, each) => (each.person === person.person ? sum + each.monthlyFen : sum), 0)
  const seen = () => `本人月收入${yuanText(own)}`
  if (limit === null) return notKnown('standard', () => `${seen()}，${notEntered}`)
  if (own >= limit.value) return notMet(seen)
  if (awaits.length > 0) return notKnown('delivery', seen)
  if (income.declaration !== null) return notKnown('visit', '全家收入由本人申报，各人多少未知')
  if (unseen.includes(person.person)) return notKnown('visit', () => `${seen()}，未见正式收入`)
  return own < limit.least ? met(seen) : notKnown('visit', () => `${seen()}，${eitherArea}`)
}

/** 登记的车辆、房产、企业: as far as offices told, nothing above the limits. */
export const registeredAssetsWithin = ({ profile, policy, day }: Asked): Answer =>
  isOverAssetLimit(profile, policy, day)
    ? notMet('登记的车辆、房产或企业超出规定')
    : met('未见登记的车辆、房产、企业超出规定')

/** 存款、证券、保险: no office may tell without the family's authorisation (一证一书). */
export const authorisedAssetsWithin = (): Answer => notKnown('authorisation', '未取得核对授权')

/** 刚性支出占收入的比例. */
export const rigidExpenseFrom = ({ ratio, months }: Of<'rigid-expense-from'>, asked: Asked): Answer => {
  const { profile, policy, day } = asked
  const [share, window] = [policy.standard(ratio), policy.standard(months)]
  if (share === null || window === null || policy.standard('dibao/monthly-standard') === null)
    return notKnown('standard', notEntered)
  const medical = householdMedical(profile, day, 12).inScopeSelfPaidFen
  const school = schoolFees(profile, day, window.value).reduce((sum, { netFen }) => sum + netFen, 0)
  const seen = () => `近12个月刚性支出${yuanText(medical + school)}`
  const reached = incomeShare(medical + school, profile, policy, share, day)
  if (reached.status === 'reached') return met(() => `${seen()}，已知年收入${yuanText(reached.yearlyFen)}`)
  if (reached.status === 'clear') return notMet(seen)
  return notKnown(reached.awaits.length > 0 ? 'delivery' : 'visit', () => `${seen()}，收入不全`)
}

/** 近 12 个月医疗个人负担. */
export const medicalBurdenFrom = ({ number }: Of<'medical-burden-from'>, { profile, policy, day }: Asked): Answer => {
  const limit = policy.standard(number)
  const { personalBurdenFen } = householdMedical(profile, day, 12)
  const seen = () => `近12个月医疗个人负担${yuanText(personalBurdenFen)}`
  if (limit === null) return notKnown('standard', () => `${seen()}，${notEntered}`)
  if (personalBurdenFen < limit.value && personalBurdenFen >= leastOf(limit))
    return notKnown('visit', () => `${seen()}，${eitherArea}`)
  return either(personalBurdenFen >= limit.value, seen)
}

/** 住院欠费, or a critical stay whose bill nobody settled. */
export const hospitalArrearsFrom = (
  { number, days }: Of<'hospital-arrears-from'>,
  { profile, policy, day, person }: Asked,
): Answer => {
  const [limit, window] = [policy.standard(number), policy.standard(days)]
  if (limit === null || window === null) return notKnown('standard', notEntered)
  const stays = openStays(profile, day, window.value).filter((stay) => person === null || stay.person === person.person)
  const owing = stays.find(({ fact }) => fact.data.critical || (fact.data.arrearsFen ?? 0) >= limit.value)
  if (owing === undefined)
    return notMet(stays.length === 0 ? '未见住院未结算' : () => `住院未结算，欠费不到${ruleText(limit)}`)
  return met(
    () =>
      `${owing.fact.data.admittedOn}入院，欠费${yuanText(owing.fact.data.arrearsFen ?? 0)}${owing.fact.data.critical ? '，急危重症' : ''}`,
  )
}
