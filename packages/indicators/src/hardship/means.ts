import type { Day } from '@shouwang/contracts'
import { livingMembers, medicalSpend, type Profile, rememberLast } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { incomeAwaited, unseenText } from '../readings/income-band.ts'
import { incomeRing } from '../readings/income-ring.ts'
import { incomeSeen } from '../readings/income-seen.ts'
import { windowStart } from '../readings/medical-window.ts'
import { schoolFees } from '../readings/school-fees.ts'
import { yuanText } from '../wording/yuan-text.ts'
import { nothing, type Weighed, weightsOf } from './part.ts'

const standardId = 'dibao/monthly-standard'
const fullBurden = 'rigid/expense-ratio'
const feeMonths = 'education-burden/fee-months'
const BILL_MONTHS = 12

/** The numbers that these parts read beside the weights. */
export const meansNumbers = [standardId, fullBurden, feeMonths] as const

/**
 * The income that hardship is reckoned by, per head and month in 分: what is seen, and while somebody's income is not seen
 * at least the standard, so that who works informally is not taken to have nothing.
 */
const reckonedPerHead = rememberLast((profile: Profile, policy: Policy, day: Day): number => {
  const { perHeadFen } = incomeSeen(profile, policy, day).income
  if (incomeRing(profile, policy, day) !== 'unknown') return perHeadFen
  return Math.max(perHeadFen, policy.standard(standardId)?.value ?? 0)
})

/** 收入缺口: how far the income stays below two times the standard. */
export const incomePart = (profile: Profile, policy: Policy, day: Day): Weighed => {
  const { income: most } = weightsOf(policy)
  const standard = policy.standard(standardId)
  if (standard === null) return nothing('income', most, '当地没有录入低保标准，收入缺口无法计算')
  const ring = incomeRing(profile, policy, day)
  if (ring === 'above') return nothing('income', most, '人均月收入不低于低保标准的2倍')
  const perHeadFen = reckonedPerHead(profile, policy, day)
  const points = Math.round(most * Math.max(0, 1 - Math.max(0, perHeadFen) / (2 * standard.value)))
  const says = () => {
    const times = Math.round((perHeadFen / standard.value) * 100) / 100
    if (ring !== 'unknown')
      return `人均月收入${yuanText(perHeadFen)}，为低保标准${yuanText(standard.value)}的${times}倍`
    return `${whyUnknown(profile, policy, day)}，暂按人均${yuanText(perHeadFen)}计`
  }
  return { part: 'income', points, most, says, causes: [] }
}

const whyUnknown = (profile: Profile, policy: Policy, day: Day): string => {
  const seen = incomeSeen(profile, policy, day)
  if (seen.awaits.length > 0) return `等待${incomeAwaited(seen).missing.join('、')}数据`
  return seen.unseen.length > 0 ? unseenText(seen.unseen) : '不知道与谁共同生活'
}

/**
 * 刚性支出: what illness cost the family itself in twelve months and schooling costs this school year, as a share of a
 * year's income (at least the standard's); the ratio of 刚性支出困难家庭 weighs in full.
 */
export const burdenPart = (profile: Profile, policy: Policy, day: Day): Weighed => {
  const { burden: most } = weightsOf(policy)
  const medicalFen = medicalOf(profile, day)
  const schoolFen = schoolingOf(profile, policy, day)
  const outlayFen = medicalFen + schoolFen
  if (outlayFen === 0) return nothing('burden', most, noBurden)
  const yearlyFen = reckonedYearly(profile, policy, day, (2 * most * outlayFen) / policy.number(fullBurden).value)
  const share = yearlyFen <= 0 ? Number.POSITIVE_INFINITY : outlayFen / yearlyFen
  const weight = most * Math.min(1, share / policy.number(fullBurden).value)
  const points = Math.round(weight)
  const says = () => {
    const paid = `近12个月医疗个人负担${yuanText(medicalFen)}、本学年上学净支出${yuanText(schoolFen)}`
    if (points === 0) return `${paid}，占收入不多`
    return Number.isFinite(share) ? `${paid}，占年收入（至少按低保标准计）的${Math.round(share * 100)}%` : paid
  }
  const causes: Weighed['causes'] =
    points === 0
      ? []
      : [
          { cause: 'illness', points: (weight * medicalFen) / outlayFen },
          { cause: 'schooling', points: (weight * schoolFen) / outlayFen },
        ]
  return { part: 'burden', points, most, says, causes }
}

/** What the part says where nothing was paid. */
const noBurden = '没有看到医疗、上学的负担'

/**
 * A year's income in 分, at least the standard's. Of a family that surely has twice the standard no more is reckoned where that
 * is `enoughFen` already: most small bills end here.
 */
const reckonedYearly = (profile: Profile, policy: Policy, day: Day, enoughFen: number): number => {
  const floorFen = policy.standard(standardId)?.value ?? 0
  const heads = livingMembers(profile, day).length
  const surelyFen = 2 * floorFen * heads * 12
  if (surelyFen > enoughFen && incomeRing(profile, policy, day) === 'above') return surelyFen
  return Math.max(reckonedPerHead(profile, policy, day), floorFen) * heads * 12
}

const medicalOf = (profile: Profile, day: Day): number => {
  let sum = 0
  for (const { facts } of livingMembers(profile, day))
    if (facts.MedicalSettled !== undefined)
      sum += medicalSpend(facts, windowStart(day, BILL_MONTHS), day).personalBurdenFen
  return Math.max(0, sum)
}

const schoolingOf = (profile: Profile, policy: Policy, day: Day): number =>
  profile.members.some(({ facts }) => facts.EnrolmentReported !== undefined)
    ? schoolFees(profile, day, policy.number(feeMonths).value).reduce((sum, { netFen }) => sum + netFen, 0)
    : 0
