import { type ChangeEventType, changeEventData } from '@shouwang/contracts'
import type { Profile } from '@shouwang/household'

const bits = Object.fromEntries(Object.keys(changeEventData).map((type, index) => [type, 1 << index])) as {
  readonly [T in ChangeEventType]: number
}

/** A set of fact types as bits of one number, so that comparing two sets costs next to nothing. */
export const setOf = (types: readonly ChangeEventType[]): number => types.reduce((set, type) => set | bits[type], 0)

/** The types of which at least one member has a fact. */
export const typesPresent = ({ members }: Profile): number => {
  let present = 0
  for (const { facts } of members) for (const type in facts) present |= bits[type as ChangeEventType]
  return present
}
