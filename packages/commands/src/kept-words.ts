import { withoutIdentifiers } from '@shouwang/identity'

/** The fields of commands that people write in their own words. */
const written: ReadonlySet<string> = new Set(['note', 'why', 'reasons', 'what', 'label', 'deviation', 'against'])

/**
 * A command with the words that may be kept, wherever in it they stand: histories are copied to every store, and
 * identifiers live in the vault. What names something (a task, a household, a person) stays as it is.
 */
export const keptWords = <Given extends object>(command: Given): Given => kept('', command) as Given

const kept = (field: string, value: unknown): unknown => {
  if (typeof value === 'string') return written.has(field) ? withoutIdentifiers(value) : value
  if (Array.isArray(value)) return value.map((each) => kept(field, each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, kept(name, inner)]))
}
