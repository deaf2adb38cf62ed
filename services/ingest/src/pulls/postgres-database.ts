import { Client } from 'pg'
import { type ColumnKind, type Database, type DatabaseRow, quotedTable, type Value } from './database.ts'
import { answerLimitMs } from './page.ts'

/** Type ids of PostgreSQL: bool; int8, int2, int4, float4, float8, numeric; timestamptz. */
const boolean = 16
const numbers: ReadonlySet<number> = new Set([20, 21, 23, 700, 701, 1700])

const instant = 1184

const kindOf = (id: number): ColumnKind => (numbers.has(id) ? 'number' : id === instant ? 'instant' : 'other')

/** What a clock in the server's own zone shows, as its programs write it. */
const serversTime = `(now() at time zone (select reset_val from pg_settings where name = 'TimeZone'))`

const asText = (text: string): string => text
/** Offices' code tables know 1 and 0, and no t and f. */
const asFlag = (text: string): string => (text === 't' ? '1' : '0')
const types = { getTypeParser: (id: number) => (id === boolean ? asFlag : asText) } as never

/** Connects to PostgreSQL for reading alone, with days as they are in Shanghai. */
export const openPostgres = async (address: string, signal: AbortSignal): Promise<Database> => {
  const client = new Client({
    connectionString: address,
    connectionTimeoutMillis: answerLimitMs,
    query_timeout: answerLimitMs,
    types,
  })
  const end = (): Promise<void> => client.end().catch(() => undefined)
  const abort = (): void => void end()
  signal.addEventListener('abort', abort, { once: true })
  // A connection that ends while nothing is asked fails the next question; without a listener it would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(`set timezone = 'Asia/Shanghai'; set datestyle = 'ISO'; set default_transaction_read_only = on`)
  } catch (error) {
    await end()
    throw error
  }
  return {
    columns: async (table) => {
      const { fields } = await client.query(`select * from ${quotedTable(quote, table)} limit 0`)
      return new Map(fields.map(({ name, dataTypeID }) => [name, kindOf(dataTypeID)]))
    },
    query: async (statement, values: readonly Value[]) =>
      (
        await client.query<DatabaseRow>(
          statement,
          values.map(({ text }) => text),
        )
      ).rows,
    quote,
    place: (at) => `$${at}`,
    ago: (seconds, kind) => `${kind === 'instant' ? 'now()' : serversTime} - interval '${seconds} seconds'`,
    close: async () => {
      signal.removeEventListener('abort', abort)
      await end()
    },
  }
}

const quote = (name: string): string => `"${name}"`
