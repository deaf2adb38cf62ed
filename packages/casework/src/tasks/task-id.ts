import { type Direction, stableHash } from '@shouwang/contracts'

const letters = { missed: 'm', wrong: 'w', urgent: 'u' } as const
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * The id of a household's nth task of one direction, e.g. `T-4k0q8zsm2c9x-m2`: the same for the same input, and no part
 * of the household's number can be read from it.
 */
export const taskId = (household: string, direction: Direction, ordinal: number): string =>
  `T-${readableHash(household)}-${letters[direction]}${ordinal}`

/** Twelve letters that are not mistaken for each other, and that no part of a household's number can be read from. */
export const readableHash = (household: string): string => {
  const hash = stableHash(household, 64)
  return Array.from({ length: 12 }, (_, i) => alphabet[Number((hash >> BigInt(5 * i)) & 31n)]).join('')
}
