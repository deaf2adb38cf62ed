import type { Capture } from '@shouwang/feeds'

type Row = Readonly<Record<string, unknown>>

/** One change of a row: as it was and as it is; null where it was or is not there, or where nobody tells. */
export type CapturedChange = { readonly before: Row | null; readonly after: Row | null; readonly atMs: number }

/**
 * The changes in a message that was captured from a database's log: none for a change of the table's form (DDL), a heartbeat,
 * or a table that does not count; undefined where the message is no such envelope, or says that the table was emptied.
 */
export const capturedChanges = (
  capture: Capture,
  message: Row,
  isDay: (column: string) => boolean,
): readonly CapturedChange[] | undefined =>
  capture.format === 'debezium' ? debeziumChanges(capture, message, isDay) : canalChanges(capture, message)

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)
const rowOrNull = (value: unknown): Row | null => (isRow(value) ? value : null)

/** A moment in ms; undefined where none of the values is one. */
const momentIn = (...values: unknown[]): number | undefined =>
  values.map(Number).find((value) => Number.isSafeInteger(value) && value > 0)

/** Rows read by a snapshot are as new ones; a message with `ddl` changes the table's form, one without `op` is a heartbeat. */
const debeziumChanges = (
  { table }: Capture,
  message: Row,
  isDay: (column: string) => boolean,
): readonly CapturedChange[] | undefined => {
  if ('payload' in message && message.payload === null) return []
  const body = isRow(message.payload) ? message.payload : message
  const source = rowOrNull(body.source)
  if ('ddl' in body || 'tableChanges' in body || (!('op' in body) && 'ts_ms' in body)) return []
  if (body.op === 'm' || (table !== undefined && source !== null && source.table !== table)) return []
  const atMs = momentIn(body.ts_ms, source?.ts_ms)
  if (atMs === undefined) return undefined
  const types = debeziumTypes(message)
  const read = (value: unknown): Row | null => (isRow(value) ? plainRow(value, types, isDay) : null)
  const [before, after] = [read(body.before), read(body.after)]
  switch (body.op) {
    case 'c':
    case 'r':
      return after === null ? undefined : [{ before: null, after, atMs }]
    case 'u':
      return after === null ? undefined : [{ before, after, atMs }]
    case 'd':
      return before === null ? undefined : [{ before, after: null, atMs }]
    default:
      return undefined
  }
}

/** What the message's own schema says of its columns; nothing where schemas are switched off. */
const debeziumTypes = ({ schema }: Row): ReadonlyMap<string, Row> => {
  const parts = isRow(schema) && Array.isArray(schema.fields) ? schema.fields.filter(isRow) : []
  const columns = parts.find(({ field }) => field === 'after')?.fields
  return new Map((Array.isArray(columns) ? columns.filter(isRow) : []).map((column) => [String(column.field), column]))
}

const plainRow = (row: Row, types: ReadonlyMap<string, Row>, isDay: (column: string) => boolean): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const type = types.get(column)
      if (type?.name === 'org.apache.kafka.connect.data.Decimal') return [column, decimalOf(value, type)]
      if (type !== undefined) return [column, momentOf(value, clocksByName.get(String(type.name)))]
      return [column, isDay(column) ? dayOf(value) : value]
    }),
  )

/** A decimal comes as the bytes of a whole number, in base64, and its scale stands in the schema. */
const decimalOf = (value: unknown, { parameters }: Row): unknown => {
  if (typeof value !== 'string') return value
  const bytes = Buffer.from(value, 'base64')
  if (bytes.length === 0) return value
  const whole = BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex')}`))
  const scale = Number(rowOrNull(parameters)?.scale ?? 0)
  const digits = (whole < 0n ? -whole : whole).toString().padStart(scale + 1, '0')
  const [units, fraction] = [digits.slice(0, digits.length - scale), digits.slice(digits.length - scale)]
  return `${whole < 0n ? '-' : ''}${units}${scale === 0 ? '' : `.${fraction}`}`
}

const dayMs = 86_400_000
/** How time is counted in columns of these types, by both ways in which Debezium can be told to write it. */
const clocksByName: ReadonlyMap<string, (value: number) => number> = new Map([
  ['io.debezium.time.Date', (value) => value * dayMs],
  ['io.debezium.time.Timestamp', (value) => value],
  ['io.debezium.time.MicroTimestamp', (value) => value / 1e3],
  ['io.debezium.time.NanoTimestamp', (value) => value / 1e6],
  ['org.apache.kafka.connect.data.Date', (value) => value * dayMs],
  ['org.apache.kafka.connect.data.Timestamp', (value) => value],
])
/** How Debezium counts time, by how great the number is: days, then ms, µs and ns. What lies between is a day's own digits. */
const clocks = [
  { from: 0, to: 2e5, ms: (value: number) => value * dayMs },
  { from: 1e11, to: 1e14, ms: (value: number) => value },
  { from: 1e14, to: 1e17, ms: (value: number) => value / 1e3 },
  { from: 1e17, to: 1e20, ms: (value: number) => value / 1e6 },
] as const

/** A number that counts as its column's type says, as the clock that wrote it showed; anything else stays as it is. */
const momentOf = (value: unknown, ms: ((value: number) => number) | undefined): unknown => {
  const isCount = typeof value === 'number' || (typeof value === 'string' && /^-?\d{1,19}$/.test(value))
  return ms === undefined || !isCount ? value : clockText(ms(Number(value)))
}

/** A number of days or moments since 1970 as the clock that wrote it showed, where no type says in what it counts. */
const dayOf = (value: unknown): unknown => {
  const number =
    typeof value === 'number' || (typeof value === 'string' && /^-?\d{12,19}$/.test(value)) ? Number(value) : NaN
  const clock = clocks.find(({ from, to }) => Math.abs(number) >= from && Math.abs(number) < to)
  return clock === undefined ? value : clockText(clock.ms(number))
}

/** A moment as text; empty beyond the years that a calendar has. */
const clockText = (ms: number): string =>
  Math.abs(ms) > lastMs ? '' : new Date(ms).toISOString().slice(0, 19).replace('T', ' ')

const lastMs = 8.64e15

/** A message holds all rows that one statement changed; `old` has the former values of what changed in each. */
const canalChanges = ({ table }: Capture, message: Row): readonly CapturedChange[] | undefined => {
  if (table !== undefined && 'table' in message && message.table !== table) return []
  if (message.type === 'TRUNCATE') return undefined
  if (message.isDdl === true || message.type === 'QUERY') return []
  const atMs = momentIn(message.ts, message.es)
  if (atMs === undefined || !Array.isArray(message.data) || !message.data.every(isRow)) return undefined
  const old: readonly unknown[] = Array.isArray(message.old) ? message.old : []
  const rows: readonly Row[] = message.data
  switch (message.type) {
    case 'INSERT':
      return rows.map((after) => ({ before: null, after, atMs }))
    case 'UPDATE':
      return rows.map((after, at) => ({ before: { ...after, ...rowOrNull(old[at]) }, after, atMs }))
    case 'DELETE':
      return rows.map((before) => ({ before, after: null, atMs }))
    default:
      return undefined
  }
}
