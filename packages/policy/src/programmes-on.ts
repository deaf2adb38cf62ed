import type { Programme, ProgrammeChanges } from './programme.ts'
import { conditionDays, conditionsOn } from './programme-condition.ts'

/** A region's changes of one programme. */
export type RegionalProgramme = { readonly id: string; readonly region: string; readonly file: ProgrammeChanges }

/** The nation's programmes, and what regions say otherwise. */
export type ProgrammeBook = {
  readonly programmes: ReadonlyMap<string, Programme>
  readonly programmeChanges: readonly RegionalProgramme[]
}

/**
 * Every programme as it stood on a day for the regions of a chain, nearest first: each farther region's changes are laid
 * over the nation's programme before each nearer one's, in the order of their days. Of its conditions those stay that law asks
 * on the day.
 */
export const programmesOn = (
  { programmes, programmeChanges }: ProgrammeBook,
  chain: readonly string[],
  day: string,
): ReadonlyMap<string, Programme> => {
  const concerned = programmeChanges.filter(({ region }) => chain.includes(region))
  const result = new Map(programmes)
  for (const { id, file } of concerned.toSorted((a, b) => chain.indexOf(b.region) - chain.indexOf(a.region)))
    for (const { from, ...change } of file.changes) {
      const programme = result.get(id)
      if (programme !== undefined && from <= day) result.set(id, { ...programme, ...change })
    }
  for (const [id, programme] of result)
    if (conditionDays(programme.conditions).length > 0)
      result.set(id, { ...programme, conditions: conditionsOn(programme.conditions, day) })
  return result
}

/** The days on which programmes change for the regions of a chain. */
export const programmeDays = (
  { programmes, programmeChanges }: ProgrammeBook,
  chain: readonly string[],
): readonly { readonly id: string; readonly from: string }[] => {
  const changes = programmeChanges
    .filter(({ region }) => chain.includes(region))
    .flatMap(({ id, file }) => file.changes.map((change) => ({ id, change })))
  const stated = [
    ...[...programmes].map(([id, { conditions }]) => ({ id, conditions })),
    ...changes.map(({ id, change: { conditions = [] } }) => ({ id, conditions })),
  ]
  return [
    ...changes.map(({ id, change }) => ({ id, from: change.from })),
    ...stated.flatMap(({ id, conditions }) => conditionDays(conditions).map((from) => ({ id, from }))),
  ]
}

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
