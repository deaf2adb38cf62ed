import type { ChangeEventType } from '@shouwang/contracts'
import type { Profile } from '@shouwang/household'

/** A bit for each type that a set was made of; there are more types than a number has bits, and few are asked for. */
const bits: { [T in ChangeEventType]?: number } = {}
let given = 0

/** A bit that no type has and that every profile has. */
const ANY_PROFILE = 1 << 30

/** A set of fact types as bits of one number, so that comparing two sets costs next to nothing; without types, all profiles meet it. */
export const setOf = (types: readonly ChangeEventType[] | undefined): number =>
  types === undefined ? ANY_PROFILE : types.reduce((set, type) => set | bitOf(type), 0)

/** The last bit is shared by all types that come after: who has a fact of one of them is asked by the rules of all. */
const bitOf = (type: ChangeEventType): number => {
  const known = bits[type]
  if (known !== undefined) return known
  const bit = 1 << given
  if (bit !== ANY_PROFILE >> 1) given += 1
  bits[type] = bit
  return bit
}

/** The types of which at least one member has a fact, to be compared with `setOf`; only those that a set was made of count. */
export const typesPresent = ({ members }: Profile): number => {
  let present = ANY_PROFILE
  for (const { facts } of members) for (const type in facts) present |= bits[type as ChangeEventType] ?? 0
  return present
}
