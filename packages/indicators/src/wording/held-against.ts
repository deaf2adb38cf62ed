import type { Observation } from '@shouwang/contracts'
import type { Rule } from '@shouwang/policy'

/** A value seen beside the number that it was held against. `threshold` stands in where the rule's value is a factor. */
export const heldAgainst = (
  rule: Rule<unknown>,
  seen: Pick<Observation, 'label' | 'observed' | 'unit'> & { readonly threshold: Observation['threshold'] },
): Observation => ({ ...seen, rule: { id: rule.id, from: rule.from, source: rule.source } })

/** A value seen that no number limits, shown beside those that have one. */
export const shownOnly = (seen: Pick<Observation, 'label' | 'observed' | 'unit'>): Observation => ({
  ...seen,
  threshold: null,
  rule: null,
})
