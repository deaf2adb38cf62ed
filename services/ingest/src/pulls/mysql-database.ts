import { createConnection, type FieldPacket, type RowDataPacket } from 'mysql2/promise'
import { type ColumnKind, type Database, type DatabaseRow, quotedTable, type Value } from './database.ts'
import { answerLimitMs } from './page.ts'

/** Type ids of MySQL: decimal, tiny, short, long, float, double, longlong, int24, year, new decimal; timestamp. */
const numbers: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 8, 9, 13, 246])

const timestamp = 7

const kindOf = (id: number): ColumnKind => (numbers.has(id) ? 'number' : id === timestamp ? 'instant' : 'other')

/** What a clock in the server's own zone shows, as its programs write it into a datetime. */
const serversTime = `convert_tz(utc_timestamp(6), '+00:00', @@global.time_zone)`

/** Connects to MySQL or MariaDB for reading alone, with days as they are in Shanghai. */
export const openMysql = async (address: string, signal: AbortSignal): Promise<Database> => {
  const connection = await createConnection({
    uri: address,
    charset: 'utf8mb4',
    connectTimeout: answerLimitMs,
    typeCast: (field: { string: (encoding?: BufferEncoding) => string | null }) => field.string('utf8'),
  })
  const abort = (): void => connection.destroy()
  signal.addEventListener('abort', abort, { once: true })
  // A connection that ends while nothing is asked fails the next question; without a listener it would end the process.
  connection.on('error', () => undefined)
  const ask = (sql: string): Promise<[RowDataPacket[], FieldPacket[]]> =>
    connection.query<RowDataPacket[]>({ sql, timeout: answerLimitMs })
  const close = async (): Promise<void> => {
    signal.removeEventListener('abort', abort)
    await connection.end().catch(() => connection.destroy())
  }
  try {
    await ask(`set time_zone = '+08:00'`)
    await ask('set session transaction read only')
  } catch (error) {
    await close()
    throw error
  }
  return {
    columns: async (table) => {
      const [, fields] = await ask(`select * from ${quotedTable(quote, table)} limit 0`)
      return new Map(fields.map(({ name, columnType = -1 }) => [name, kindOf(columnType)]))
    },
    query: async (statement, values) => {
      const parts = statement.split('?')
      const written = parts.map((part, at) => (at === 0 ? part : `${literal(connection, values[at - 1])}${part}`))
      return (await ask(written.join('')))[0] as unknown as readonly DatabaseRow[]
    },
    quote,
    place: () => '?',
    ago: (seconds, kind) => `${kind === 'instant' ? 'now(6)' : serversTime} - interval ${seconds} second`,
    close,
  }
}

const quote = (name: string): string => `\`${name}\``

/** A number is written as its digits: MySQL would compare its text as a double, and take two running numbers for one. */
const literal = (connection: { escape: (value: string) => string }, value: Value | undefined): string => {
  if (value === undefined) throw new RangeError('the statement names more values than it was given')
  return value.as === 'number' && /^-?\d+(\.\d+)?$/.test(value.text) ? value.text : connection.escape(value.text)
}
