import type { Condition, Programme } from '@shouwang/policy'
import { type CircumstanceId, circumstances } from './circumstances.ts'

/** As much of a precedent as a rule is made of. */
export type RulePrecedent = {
  readonly holds: readonly CircumstanceId[]
  readonly notMet: Readonly<Record<string, readonly Condition[]>>
}

/**
 * The conditions of a programme that would have covered what conferences decided: those of the programme that none of the
 * families was known to fail, and the circumstances that all of them share. Null where they share none.
 */
export const ruleOfPrecedents = (
  programme: Programme,
  precedents: readonly RulePrecedent[],
): { readonly conditions: readonly Condition[]; readonly shared: readonly CircumstanceId[] } | null => {
  const shared = sharedBy(precedents)
  if (shared.length === 0) return null
  const failed = new Set(
    precedents.flatMap(({ notMet }) => notMet[programme.id] ?? []).map((each) => JSON.stringify(each)),
  )
  const kept = programme.conditions.filter((each) => !failed.has(JSON.stringify(each)))
  const known = new Set(kept.map((each) => JSON.stringify(each)))
  const added = shared.map((id): Condition => circumstances[id].condition)
  return { conditions: [...added.filter((each) => !known.has(JSON.stringify(each))), ...kept], shared }
}

/** What holds of every one; the lesser of two burdens says nothing beside the greater. */
const sharedBy = ([first, ...others]: readonly RulePrecedent[]): readonly CircumstanceId[] => {
  const shared = (first?.holds ?? []).filter((id) => others.every(({ holds }) => holds.includes(id)))
  return shared.includes('great-medical-burden') ? shared.filter((id) => id !== 'medical-burden') : shared
}

/** How alike two sets of circumstances are: what both have of what either has, from 0 to 1. */
export const likeness = (one: readonly string[], other: readonly string[]): number => {
  const either = new Set([...one, ...other])
  if (either.size === 0) return 0
  return [...either].filter((id) => one.includes(id) && other.includes(id)).length / either.size
}
