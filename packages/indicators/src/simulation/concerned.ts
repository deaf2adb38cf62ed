import type { Day } from '@shouwang/contracts'
import type { Profile } from '@shouwang/household'
import { differingIds, type Policy, policyDifference } from '@shouwang/policy'
import { assess } from '../judging/assess.ts'
import type { LevelHistory } from '../judging/level-history.ts'
import { noting } from '../judging/policy-asked.ts'

const known = new WeakMap<Policy, WeakMap<Policy, ReadonlySet<string>>>()

/**
 * Whether judging a household reads anything that differs between two policies. One that reads nothing of it is judged by
 * both alike, so only those concerned are judged again when a draft is adopted.
 */
export const isConcerned = (
  profile: Profile,
  before: Policy,
  after: Policy,
  day: Day,
  history: LevelHistory | undefined,
): boolean => {
  const differing = idsBetween(before, after)
  if (differing.size === 0) return false
  let reads = false
  const noted = noting(before, (id) => {
    reads ||= differing.has(id)
  })
  assess(profile, noted, day, history)
  return reads
}

const idsBetween = (before: Policy, after: Policy): ReadonlySet<string> => {
  const found = known.get(before)?.get(after)
  if (found !== undefined) return found
  const ids = differingIds(policyDifference(before, after))
  const others = known.get(before) ?? new WeakMap<Policy, ReadonlySet<string>>()
  known.set(before, others.set(after, ids))
  return ids
}
