import { createHash } from 'node:crypto'
import type { QueryConfig } from 'pg'
import { binaryTextArray } from './binary-text-array.ts'

type Prepared = { readonly name: string; readonly textArrays: ReadonlySet<number> }

const prepared = new Map<string, Prepared>()

/**
 * A statement as it goes to a server: under a name, so that a connection plans it once and not once per batch, and with
 * what the text calls `text[]` in binary form. Statements are written in the program, so their number is small.
 */
export const statementOf = (text: string, values: readonly unknown[]): QueryConfig => {
  if (values.length === 0) return { text }
  const { name, textArrays } = prepared.get(text) ?? prepare(text)
  return { name, text, values: values.map((value, i) => (textArrays.has(i) ? bound(value) : value)) }
}

const prepare = (text: string): Prepared => {
  const textArrays = new Set([...text.matchAll(/\$(\d+)::text\[\]/g)].map(([, place]) => Number(place) - 1))
  const statement = { name: createHash('sha1').update(text).digest('hex'), textArrays }
  prepared.set(text, statement)
  return statement
}

const bound = (value: unknown): unknown => (Array.isArray(value) ? binaryTextArray(value as (string | null)[]) : value)
