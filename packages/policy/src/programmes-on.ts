import type { Programme, ProgrammeChanges } from './programme.ts'

/** A region's changes of one programme. */
export type RegionalProgramme = { readonly id: string; readonly region: string; readonly file: ProgrammeChanges }

/** The nation's programmes, and what regions say otherwise. */
export type ProgrammeBook = {
  readonly programmes: ReadonlyMap<string, Programme>
  readonly programmeChanges: readonly RegionalProgramme[]
}

/**
 * Every programme as it stood on a day for the regions of a chain, nearest first: each farther region's changes are laid
 * over the nation's programme before each nearer one's, in the order of their days.
 */
export const programmesOn = (
  { programmes, programmeChanges }: ProgrammeBook,
  chain: readonly string[],
  day: string,
): ReadonlyMap<string, Programme> => {
  const concerned = programmeChanges.filter(({ region }) => chain.includes(region))
  if (concerned.length === 0) return programmes
  const result = new Map(programmes)
  for (const { id, file } of concerned.toSorted((a, b) => chain.indexOf(b.region) - chain.indexOf(a.region)))
    for (const { from, ...change } of file.changes) {
      const programme = result.get(id)
      if (programme !== undefined && from <= day) result.set(id, { ...programme, ...change })
    }
  return result
}

/** The days on which programmes change for the regions of a chain. */
export const programmeDays = (
  { programmeChanges }: ProgrammeBook,
  chain: readonly string[],
): readonly { readonly id: string; readonly from: string }[] =>
  programmeChanges
    .filter(({ region }) => chain.includes(region))
    .flatMap(({ id, file }) => file.changes.map(({ from }) => ({ id, from })))

/** Every id of a number or list that a value names, with the key under which it does. */
export const numbersNamed = (value: unknown, key = ''): readonly { readonly key: string; readonly id: string }[] => {
  if (typeof value === 'string') return numberKeys.has(key.split('.').at(-1) ?? '') ? [{ key, id: value }] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) => numbersNamed(each, key === '' ? name : `${key}.${name}`))
}

const numberKeys = new Set([
  'elder',
  'minor',
  'number',
  'times',
  'any',
  'mental',
  'days',
  'ratio',
  'months',
  'cap',
  'codes',
])
