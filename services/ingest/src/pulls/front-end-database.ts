import { type DatabasePull, type EventFeed, isDeclared } from '@shouwang/feeds'
import { type ColumnKind, type Database, isPermanent, quotedTable, type Value } from './database.ts'
import { openMysql } from './mysql-database.ts'
import { type Page, PullRefused } from './page.ts'
import { openPostgres } from './postgres-database.ts'

const rowsPerPage = 5_000

const openers = { mysql: openMysql, postgres: openPostgres } as const

/**
 * Reads the next rows of a front-end database behind a cursor, which holds the cursor column and the key of the last row.
 * Columns that the feed does not declare are never read. Throws `PullRefused` on what no repetition will better, and for
 * rows without a cursor, which would never be read.
 */
export const askDatabase = async (
  feed: EventFeed,
  pull: DatabasePull,
  address: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page> => {
  if (!URL.canParse(address) || !protocols[pull.from].test(address))
    throw new PullRefused(`${pull.address} holds no address like ${pull.from}://user:password@host/database`)
  try {
    const database = await openers[pull.from](address, signal)
    try {
      return await readPage(database, feed, pull, cursor)
    } finally {
      await database.close()
    }
  } catch (error) {
    if (!isPermanent(error)) throw error
    throw new PullRefused(`${pull.table}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

const protocols = { mysql: /^(mysql|mariadb):/, postgres: /^postgres(ql)?:/ } as const

const readPage = async (
  database: Database,
  feed: EventFeed,
  pull: DatabasePull,
  cursor: string | null,
): Promise<Page> => {
  const columns = await database.columns(pull.table)
  for (const name of [pull.cursor, pull.key])
    if (!columns.has(name)) throw new PullRefused(`${pull.table} has no column "${name}"; it has ${list(columns)}`)
  const declared = isDeclared([feed])
  const read = [...columns.keys()].filter(declared)
  if (read.length === 0) throw new PullRefused(`${pull.table} has no column of "${feed.id}"; it has ${list(columns)}`)
  const { statement, values } = nextRows(database, pull, read, columns, cursor)
  const found = await database.query(statement, values)
  const last = found.at(-1)
  if (last === undefined) await refuseRowsWithout(database, pull)
  return {
    rows: found.map((row) => Object.fromEntries(read.map((name) => [name, row[name] ?? null]))),
    next: last === undefined ? cursor : JSON.stringify([last[pull.cursor], last[pull.key]]),
  }
}

const list = (columns: ReadonlyMap<string, unknown>): string => [...columns.keys()].join(', ')

/** The rows behind the cursor, oldest first: an index of cursor and key answers it without sorting. */
const nextRows = (
  { quote, place, ago }: Database,
  { table, cursor: by, key, settleSeconds }: DatabasePull,
  read: readonly string[],
  columns: ReadonlyMap<string, ColumnKind>,
  cursor: string | null,
): { readonly statement: string; readonly values: readonly Value[] } => {
  const [c, k] = [quote(by), quote(key)]
  const values = cursor === null ? [] : valuesOf(cursor, [columns.get(by), columns.get(by), columns.get(key)])
  const conditions = [
    cursor === null ? `${c} is not null` : `${c} >= ${place(1)} and (${c} > ${place(2)} or ${k} > ${place(3)})`,
    ...(settleSeconds === undefined ? [] : [`${c} <= ${ago(settleSeconds, columns.get(by) ?? 'other')}`]),
  ]
  const selected = [...new Set([...read, by, key])].map(quote).join(', ')
  return {
    statement: `select ${selected} from ${quotedTable(quote, table)} where ${conditions.join(' and ')} order by ${c}, ${k} limit ${rowsPerPage}`,
    values,
  }
}

const valuesOf = (cursor: string, kinds: readonly (ColumnKind | undefined)[]): readonly Value[] => {
  const [by, key] = JSON.parse(cursor) as [string, string]
  return [by, by, key].map((text, at) => ({ text, as: kinds[at] ?? 'other' }))
}

/** A row that has no cursor lies before and behind everything: it would be left out for ever, and nobody would know. */
const refuseRowsWithout = async ({ query, quote }: Database, { table, cursor, key }: DatabasePull): Promise<void> => {
  const [counted] = await query(
    `select count(*) as left_out from ${quotedTable(quote, table)} where ${quote(cursor)} is null or ${quote(key)} is null`,
    [],
  )
  const rows = Number(counted?.left_out ?? 0)
  if (rows > 0)
    throw new PullRefused(`${rows} rows of ${table} have no ${cursor} or no ${key}: they can't be read until they do`)
}
