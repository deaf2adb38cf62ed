import type { ChangeEventType } from '@shouwang/contracts'
import type { Profile } from '@shouwang/household'

/** A set of fact types; the same types are the same number. */
export type FactTypes = number

/** Whole numbers are exact up to so many bits; each type that a set was made of takes one. */
const MOST_BITS = 52
/** The operators on bits see only so many; the upper half is compared apart. */
const LOWER_BITS = 26
const HALF = 2 ** LOWER_BITS

/** The place of each type that a set was made of; there are more types than a number has bits, and few are asked for. */
const places: { [T in ChangeEventType]?: number } = {}
let given = 1

/** A type that every profile has. */
const ANY_PROFILE: FactTypes = 1

/** A set of these types, so that comparing two costs next to nothing; without types, all profiles meet it. */
export const setOf = (types: readonly ChangeEventType[] | undefined): FactTypes =>
  types === undefined ? ANY_PROFILE : [...new Set(types.map(placeOf))].reduce((set, place) => set + 2 ** place, 0)

const placeOf = (type: ChangeEventType): number => {
  const known = places[type]
  if (known !== undefined) return known
  if (given === MOST_BITS) throw new Error(`no bit is left for the facts of type ${type}`)
  places[type] = given
  return given++
}

/** True where two sets have a type in common. */
export const meet = (one: FactTypes, other: FactTypes): boolean =>
  ((one % HALF) & (other % HALF)) !== 0 || ((one / HALF) & (other / HALF)) !== 0

/** The types of which at least one member has a fact, to be compared with `setOf`; only those that a set was made of count. */
export const typesPresent = ({ members }: Profile): FactTypes => {
  let lower = ANY_PROFILE
  let upper = 0
  for (const { facts } of members)
    for (const type in facts) {
      const place = places[type as ChangeEventType]
      if (place === undefined) continue
      if (place < LOWER_BITS) lower |= 1 << place
      else upper |= 1 << (place - LOWER_BITS)
    }
  return upper * HALF + lower
}
