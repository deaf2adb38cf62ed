import type { Direction } from '@shouwang/contracts'

const letters = { missed: 'm', wrong: 'w', urgent: 'u' } as const
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * The id of a household's nth task of one direction, e.g. `T-4k0q8zsm2c9x-m2`: the same for the same input, and no part
 * of the household's number can be read from it.
 */
export const taskId = (household: string, direction: Direction, ordinal: number): string =>
  `T-${hash(household)}-${letters[direction]}${ordinal}`

/** FNV-1a over UTF-16 units, in letters that are not mistaken for each other. */
const hash = (text: string): string => {
  let value = 0xcbf29ce484222325n
  for (let i = 0; i < text.length; i++)
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n)
  let letters = ''
  for (let i = 0; i < 12; i++, value >>= 5n) letters += alphabet[Number(value & 31n)]
  return letters
}
