import type { Pseudonymiser } from '@shouwang/identity'
import { literal } from './code-table.ts'
import type { ValueSource } from './feed.ts'
import type { CellRefusal } from './refusal.ts'
import { transforms } from './transforms.ts'

/** The values of one row: its columns, then what is derived from them. */
type Values = readonly unknown[]

export type MakeValue = (values: Values, identity: Pseudonymiser) => unknown | CellRefusal

/** Compiles how a value is made. `names` gives the place of each column and derived value among the values. */
export const makeValue = (source: ValueSource, names: ReadonlyMap<string, number>): MakeValue => {
  if (typeof source === 'string') return refer(source, names)
  if ('constant' in source) {
    const constant = literal(source.constant)
    return () => constant
  }
  const inputs = source.of.map((reference) => refer(reference, names))
  const { compute } = transforms[source.transform]
  return (values, identity) =>
    compute(
      inputs.map((input) => input(values, identity)),
      identity,
    )
}

const refer = (reference: string, names: ReadonlyMap<string, number>): MakeValue => {
  const [name = '', part] = reference.split('.')
  const index = names.get(name)
  if (index === undefined) throw new RangeError(`no column or derived value is called "${name}"`)
  return part === undefined ? (values) => bare(values[index]) : (values) => partOf(values[index], part)
}

/** A person stands for his pseudonym, a certificate for its keyed number. */
const bare = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  return partOf(value, 'number') ?? partOf(value, 'person') ?? null
}

const partOf = (value: unknown, part: string): unknown => {
  if (typeof value !== 'object' || value === null) return null
  return (value as Readonly<Record<string, unknown>>)[part] ?? null
}

/** The column to name when a value made from this source is refused or missing. */
export const blamed = (source: ValueSource): string | undefined => {
  if (typeof source === 'string') return source.split('.')[0]
  return 'constant' in source ? undefined : source.of.at(-1)?.split('.')[0]
}
