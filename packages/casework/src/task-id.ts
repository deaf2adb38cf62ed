import { type Direction, stableHash } from '@shouwang/contracts'

const letters = { missed: 'm', wrong: 'w', urgent: 'u' } as const
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * The id of a household's nth task of one direction, e.g. `T-4k0q8zsm2c9x-m2`: the same for the same input, and no part
 * of the household's number can be read from it.
 */
export const taskId = (household: string, direction: Direction, ordinal: number): string =>
  `T-${lettersOf(stableHash(household, 64))}-${letters[direction]}${ordinal}`

/** Twelve letters that are not mistaken for each other. */
const lettersOf = (hash: bigint): string =>
  Array.from({ length: 12 }, (_, i) => alphabet[Number((hash >> BigInt(5 * i)) & 31n)]).join('')
