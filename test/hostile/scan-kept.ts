import type { WarehouseClient } from '@shouwang/clickhouse'
import type { Message } from '@shouwang/flow'
import type { Cipher } from '@shouwang/identity'
import type { Sql } from '@shouwang/postgres'
import { type Found, scannerOf } from './scan.ts'

/** What an installation keeps, on whichever engines. */
export type Stores = {
  readonly sql: Sql
  readonly warehouse: WarehouseClient
  readonly cipher: Pick<Cipher, 'open'>
  readonly messages: Iterable<Message & { readonly topic: string }>
}

/** Looks for needles in every row and every message that is kept, sealed texts opened; the audit stays as it is. */
export const scanKept = async (
  { sql, warehouse, cipher, messages }: Stores,
  needles: readonly string[],
): Promise<readonly Found[]> => {
  const scan = scannerOf(needles)
  const found: Found[] = []
  const look = (where: string, text: string): void => void found.push(...scan(where, Buffer.from(text)))
  const tables = await sql.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  )
  for (const { name } of tables.filter((table) => table.name !== 'audit'))
    for (const { row } of await sql.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`)) {
      look(`table ${name}`, row)
      const { sealed, person, lead_no: leadNo, quarantine_id: id } = JSON.parse(row) as Record<string, string>
      const about = name === 'reported_leads' ? leadNo : (person ?? id)
      if (sealed && about) look(`table ${name}, opened`, cipher.open(sealed, about))
    }
  for (const { topic, key, value } of messages) {
    look(`topic ${topic}`, `${key} ${value}`)
    const { sealed, delivery } = JSON.parse(value) as Record<string, string>
    if (sealed && delivery) look(`topic ${topic}, opened`, cipher.open(sealed, delivery))
  }
  for (const name of ['change_events', 'assessments', 'verdicts', 'task_events', 'case_events', 'quarantine']) {
    const rows = await warehouse.query({ query: `select * from ${name}`, format: 'JSONEachRow' })
    look(`warehouse ${name}`, await rows.text())
  }
  return found
}

/** Each thing that was found once, as a line. */
export const told = (found: readonly Found[]): readonly string[] => [
  ...new Set(found.map(({ where, needle }) => `${where}: ${needle}`)),
]
