import type { ChangeEventType } from '@shouwang/contracts'
import type { Policy } from '@shouwang/policy'
import { concernOf } from './concern.ts'

/**
 * The types of facts of which a household has at least one if anything of it differs between two policies; null where no fact
 * is needed. A change of one number concerns few: who has none of these facts need not be unpacked and judged.
 */
export const factsOfConcerned = (before: Policy, after: Policy): readonly ChangeEventType[] | null => {
  const { programmes, indicators } = concernOf(before, after)
  const needs = [
    ...programmes.map((programme) => programme.needs),
    ...indicators.map(({ indicator }) => indicator.quietWithout ?? null),
  ]
  return needs.includes(null) ? null : [...new Set(needs.flatMap((types) => types ?? []))]
}
