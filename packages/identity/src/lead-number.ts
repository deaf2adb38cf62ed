import type { Pseudonymiser } from './pseudonymiser.ts'

const NUMBERS = 10n ** 12n

/**
 * The number of a lead that somebody told of: twelve digits that one can say on the telephone and nobody guesses. What was told
 * under the same key of the same source has the same number.
 */
export const leadNumber = (identity: Pick<Pseudonymiser, 'keyed'>, source: string, key: string): string =>
  (BigInt(`0x${identity.keyed('lead', `${source}|${key}`)}`) % NUMBERS).toString().padStart(12, '0')
