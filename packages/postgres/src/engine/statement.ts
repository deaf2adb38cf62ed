import { createHash } from 'node:crypto'
import type { QueryConfig } from 'pg'

type Prepared = { readonly name: string; readonly textArrays: ReadonlySet<number> }

const prepared = new Map<string, Prepared>()

/**
 * A statement as it goes to a server: under a name, so that a connection plans it once and not once per batch, and with its
 * `$n::text[]` values in binary form. Names are kept for ever: the statements are texts of the program, a few hundred.
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

const headerBytes = 20
const textOid = 25

/**
 * A one-dimensional `text[]` in PostgreSQL's binary form. In text form every quote of every value is escaped here and read
 * back there character by character, which costs more than writing the rows.
 */
export const binaryTextArray = (values: readonly (string | null)[]): Buffer => {
  const lengths = values.map((value) => (value === null ? -1 : Buffer.byteLength(value)))
  const size = lengths.reduce((sum, length) => sum + 4 + Math.max(0, length), headerBytes)
  const bytes = Buffer.allocUnsafe(size)
  bytes.writeInt32BE(1, 0)
  bytes.writeInt32BE(values.includes(null) ? 1 : 0, 4)
  bytes.writeInt32BE(textOid, 8)
  bytes.writeInt32BE(values.length, 12)
  bytes.writeInt32BE(1, 16)
  let at = headerBytes
  values.forEach((value, i) => {
    at = bytes.writeInt32BE(lengths[i] ?? -1, at)
    if (value !== null) at += bytes.write(value, at)
  })
  return bytes
}
