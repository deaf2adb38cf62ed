import { type ChangeEventType, changeEventData } from '@shouwang/contracts'
import type { Profile } from '@shouwang/household'

const bits = Object.fromEntries(Object.keys(changeEventData).map((type, index) => [type, 1 << index])) as {
  readonly [T in ChangeEventType]: number
}

/** A bit that no type has and that every profile has. */
const ANY_PROFILE = 1 << 30

/** A set of fact types as bits of one number, so that comparing two sets costs next to nothing; without types, all profiles meet it. */
export const setOf = (types: readonly ChangeEventType[] | undefined): number =>
  types === undefined ? ANY_PROFILE : types.reduce((set, type) => set | bits[type], 0)

/** The types of which at least one member has a fact, to be compared with `setOf`. */
export const typesPresent = ({ members }: Profile): number => {
  let present = ANY_PROFILE
  for (const { facts } of members) for (const type in facts) present |= bits[type as ChangeEventType]
  return present
}
