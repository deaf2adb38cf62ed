import type { Day } from '@shouwang/contracts'
import type { Member, Profile } from '@shouwang/household'
import type { Policy, Rule } from '@shouwang/policy'

/** 符合, 不符合, 未知. */
export type CheckState = 'met' | 'not-met' | 'not-known'

/** What would tell of a condition that is not known: a visit, the family's authorisation, a delivery, a number entered. */
export type CheckNeed = 'visit' | 'authorisation' | 'delivery' | 'standard'

/** One condition held against the facts. Texts are plain Chinese; persons are written `{p_…}`. */
export type ConditionCheck = {
  readonly is: string
  /** What is asked for, with the number: `家庭人均月收入低于1,120元`. */
  readonly text: string
  readonly state: CheckState
  /** What was seen; null where nothing was. */
  readonly seen: string | null
  /** The policy numbers that it was held against. */
  readonly rules: readonly Rule[]
  /** Only where it is not known. */
  readonly needs: CheckNeed | null
  /** For alternatives: each of them. */
  readonly of: readonly ConditionCheck[]
}

/** Whose facts are held against the conditions: a living member, or the family as one. */
export type Asked = {
  readonly profile: Profile
  readonly policy: Policy
  readonly day: Day
  readonly person: Member | null
}

/** What was seen, as text or as what writes it: most answers are asked for their state alone. */
export type Seen = string | (() => string) | null

/** What a predicate says, before it is put beside its text. */
export type Answer = Pick<ConditionCheck, 'state' | 'needs'> & { readonly seen: Seen }

/** What was seen, written. */
export const seenText = (seen: Seen): string | null => (typeof seen === 'function' ? seen() : seen)

/** The condition holds. */
export const met = (seen: Seen): Answer => ({ state: 'met', seen, needs: null })

/** The condition does not hold. */
export const notMet = (seen: Seen): Answer => ({ state: 'not-met', seen, needs: null })

/** Nobody can tell until what it needs is there. */
export const notKnown = (needs: CheckNeed, seen: Seen = null): Answer => ({ state: 'not-known', seen, needs })

/** Met or not met. */
export const either = (holds: boolean, seen: Seen): Answer => (holds ? met(seen) : notMet(seen))

/** The state of all together: one that is not met decides, then one that is not known. */
export const allOf = (states: readonly CheckState[]): CheckState =>
  states.includes('not-met') ? 'not-met' : states.includes('not-known') ? 'not-known' : 'met'

/** The state of alternatives: one that is met decides, then one that is not known. */
export const oneOf = (states: readonly CheckState[]): CheckState =>
  states.includes('met') ? 'met' : states.includes('not-known') ? 'not-known' : 'not-met'
