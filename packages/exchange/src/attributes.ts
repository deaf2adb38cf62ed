import { HardshipCause, HardshipRing, type RegistryField } from '@shouwang/contracts'

/** How an attribute is compared: with a place, a number, or words of a closed set. */
type Kind =
  | { readonly kind: 'place' }
  | { readonly kind: 'number'; readonly of: 'hardship' | 'size' }
  | { readonly kind: 'words'; readonly of: 'ring' | 'cause'; readonly known: readonly string[] }
  | { readonly kind: 'trait'; readonly prefix: string; readonly known: readonly string[] | null }

/** An attribute that other systems may ask by, and what they must have been granted for it. */
export type Attribute = Kind & { readonly field: RegistryField | null }

/** Every attribute by its name in messages. The names of the standard's Group come first, our own after them. */
export const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  location: { kind: 'place', field: null },
  group_size: { kind: 'number', of: 'size', field: null },
  poverty_score: { kind: 'number', of: 'hardship', field: 'hardship' },
  poverty_ring: { kind: 'words', of: 'ring', known: HardshipRing.options, field: 'hardship' },
  poverty_cause: { kind: 'words', of: 'cause', known: HardshipCause.options, field: 'hardship' },
  programme: { kind: 'trait', prefix: 'on:', known: null, field: 'programmes' },
  age_band: { kind: 'trait', prefix: 'age:', known: ['0-5', '6-17', '18-59', '60-79', '80+'], field: 'traits' },
  disability: { kind: 'trait', prefix: '', known: ['disabled', 'severe'], field: 'traits' },
  housing: { kind: 'trait', prefix: '', known: ['unsafe-housing'], field: 'traits' },
}
