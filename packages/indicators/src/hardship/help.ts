import type { Day } from '@shouwang/contracts'
import { listingsOn, livingMembers, ownMembers, type Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { aidCounts } from '../readings/aid-counts.ts'
import { yuanText } from '../wording/yuan-text.ts'
import { nothing, type Weighed, weightsOf } from './part.ts'

/**
 * 已得救助: what the family has of living allowances in a year and was given within one, against what it lives on at the
 * standard for a year. Takes off, and never more than is there.
 */
export const helpPart = (profile: Profile, policy: Policy, day: Day, sumOfOthers: number): Weighed => {
  const { help: most } = weightsOf(policy)
  const givenFen = aidGiven(profile, day)
  const listedFen = allowances(profile, day) * 12
  const standard = policy.standard('dibao/monthly-standard')
  if (givenFen + listedFen === 0 || standard === null) return nothing('help', most, '没有看到已得的救助')
  const yearFen = standard.value * livingMembers(profile, day).length * 12
  const points = Math.min(sumOfOthers, Math.round(most * Math.min(1, (givenFen + listedFen) / yearFen)))
  const says = () => `名册上的救助一年${yuanText(listedFen)}，近12个月另给付${yuanText(givenFen)}`
  return { part: 'help', points: points === 0 ? 0 : -points, most, says, causes: [] }
}

const aidGiven = (profile: Profile, day: Day): number => {
  let sum = 0
  for (const { facts } of ownMembers(profile))
    for (const { data } of facts.AidGiven ?? []) if (aidCounts(data.day, day)) sum += data.amountFen
  return sum
}

/** 分 a month; each roll line of a family carries the sum of all of it. */
const allowances = (profile: Profile, day: Day): number => {
  let sums: Map<string, number> | undefined
  for (const { facts } of profile.members)
    for (const { data } of listingsOn(facts, profile.coverage, day)) {
      sums ??= new Map()
      const line = `${data.programme} ${data.rollNo}`
      sums.set(line, Math.max(sums.get(line) ?? 0, data.householdMonthlyFen))
    }
  return sums === undefined ? 0 : [...sums.values()].reduce((sum, fen) => sum + fen, 0)
}
