import type { Day, HardshipRing } from '@shouwang/contracts'
import { livingMembers, type Profile, rememberLast } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { incomeSeen } from './income-seen.ts'
import { surelyEarns } from './surely-earns.ts'

/** How many times the 低保 standard a head has a month. */
export type IncomeRing = Exclude<HardshipRing, 'allowance' | 'low-income'>

/**
 * The ring of a household by its income alone. What is seen is the least that it has: twice the standard is enough to say so,
 * and less says nothing while somebody's income is not seen or nobody knows who lives there.
 */
export const incomeRing = rememberLast((profile: Profile, policy: Policy, day: Day): IncomeRing => {
  const standard = policy.standard('dibao/monthly-standard')
  if (standard === null || livingMembers(profile, day).length === 0) return 'unknown'
  if (surelyEarns(profile, policy, day, 2 * standard.value)) return 'above'
  const { income, awaits, unseen } = incomeSeen(profile, policy, day)
  const times = income.perHeadFen / standard.value
  if (times >= 2) return 'above'
  if (awaits.length + unseen.length > 0 || profile.household.startsWith('~')) return 'unknown'
  return times < 1 ? 'below-1' : times < 1.5 ? 'below-1.5' : 'below-2'
})
