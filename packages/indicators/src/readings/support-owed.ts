import type { Day } from '@shouwang/contracts'
import { type Member, monthlyIncome, type Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { incapacityOf } from './dependants.ts'
import { ableSupporters, supporterNumbers } from './supporters.ts'

const fewChildren = 'support/ratio-few-children'
const manyChildren = 'support/ratio-many-children'

/** The numbers that `supportOwed` reads. */
export const supportOwedNumbers = [fewChildren, manyChildren, 'dibao/monthly-standard', ...supporterNumbers] as const

/** From how many children on the smaller share holds. */
const MANY_CHILDREN = 3

/**
 * 赡养费 by the law's formula, 分 a month: what a supporter's family has per head above the standard, by a share that
 * falls where three children or more share it, divided by those whom he supports; nothing below the standard
 * (docs/domain.md §1.2, S30).
 */
export const supportByFormula = (
  perHeadFen: number,
  { supporters, supported }: { readonly supporters: number; readonly supported: number },
  policy: Policy,
): number => {
  const aboveFen = perHeadFen - policy.number('dibao/monthly-standard').value
  const ratio = policy.number(supporters >= MANY_CHILDREN ? manyChildren : fewChildren).value
  return aboveFen <= 0 || supported === 0 ? 0 : Math.floor((aboveFen * ratio) / supported)
}

/**
 * What the supporters elsewhere would owe at most: their families are not known, so that each is taken to live on his income
 * alone. It is told beside a lead and not counted: what they can give is for people to find out. Null where nothing is
 * seen of anybody's income.
 */
export const supportOwed = (
  profile: Profile,
  members: readonly Member[],
  policy: Policy,
  day: Day,
): { readonly supporters: number; readonly monthlyFen: number } | null => {
  const able = ableSupporters(profile, members, policy, day)
  const supported = members.filter((member) => incapacityOf(member, policy, day) !== null).length
  const sizes = { supporters: able.length, supported }
  let each = 0
  for (const { person, facts } of able) {
    const member: Member = { person, facts, relation: 'other', sex: 'unknown', birthDate: null, livesElsewhere: false }
    const alone = { ...profile, household: '~', members: [member] }
    each += supportByFormula(monthlyIncome(alone, day).perMonthFen, sizes, policy) * supported
  }
  return each === 0 ? null : { supporters: able.length, monthlyFen: each }
}
