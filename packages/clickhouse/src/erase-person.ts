import { namingTables } from './compact-warehouse.ts'
import type { WarehouseClient } from './warehouse-client.ts'

/**
 * Deletes a person from the warehouse: what is about him goes, what names him beside others or a payment stays under `alias`.
 * Returns how many rows named him; 0 where none is left. Done again after a crash it comes to the same.
 */
export const eraseFromWarehouse = async (
  client: WarehouseClient,
  { person, alias }: { readonly person: string; readonly alias: string },
): Promise<number> => {
  const values = { person, alias }
  let rows = 0
  for (const [table, columns] of Object.entries(namingTables)) {
    const names = columns.map((column) => `position(${column}, {person:String}) > 0`).join(' or ')
    const answer = await client.query({
      query: `select count() as rows from ${table} where ${names}`,
      query_params: values,
      format: 'JSONEachRow',
    })
    const [found] = await answer.json<{ rows: number | string }>()
    const there = Number(found?.rows ?? 0)
    if (there === 0) continue
    rows += there
    const renamed = columns.map((column) => `replaceAll(${column}, {person:String}, {alias:String}) as ${column}`)
    const own = table === 'change_events' ? ' and subject != {person:String}' : ''
    await client.command({
      query: `insert into ${table} select * replace (${renamed.join(', ')}) from ${table} where (${names})${own}`,
      query_params: values,
    })
    await client.command({
      query: `alter table ${table} delete where ${names}`,
      query_params: values,
      clickhouse_settings: { mutations_sync: '2' },
    })
  }
  return rows
}

/** The kinds of rows in the warehouse that have a term, and the day of each. */
const dated = {
  'change-events': {
    tables: { change_events: 'business_day' },
    held: 'feed in {feeds:Array(String)} or subject in {persons:Array(String)}',
  },
  assessments: { tables: { assessments: 'day', verdicts: 'day' }, held: 'household in {households:Array(String)}' },
  quarantine: { tables: { quarantine: 'business_day' }, held: 'feed in {feeds:Array(String)}' },
} as const

/** The kinds of rows in the warehouse that have a term. */
export type WarehouseKind = keyof typeof dated

/** What no term may touch while it is held. */
export type HeldInWarehouse = {
  readonly households: readonly string[]
  readonly persons: readonly string[]
  readonly feeds: readonly string[]
}

/** How many rows of a kind there are, and how many are over before a day and not held. */
export const countOverInWarehouse = async (
  client: WarehouseClient,
  kind: WarehouseKind,
  before: string,
  held: HeldInWarehouse,
): Promise<{ readonly kept: number; readonly due: number }> => {
  const sums = { kept: 0, due: 0 }
  for (const [table, day] of Object.entries(dated[kind].tables)) {
    const answer = await client.query({
      query: `select count() as kept, countIf(${day} < {before:Date} and not (${dated[kind].held})) as due from ${table}`,
      query_params: { before, ...held },
      format: 'JSONEachRow',
    })
    const [row] = await answer.json<{ kept: number | string; due: number | string }>()
    sums.kept += Number(row?.kept ?? 0)
    sums.due += Number(row?.due ?? 0)
  }
  return sums
}

/** Deletes the rows of a kind that are over before a day and not held. Returns how many. */
export const deleteOverInWarehouse = async (
  client: WarehouseClient,
  kind: WarehouseKind,
  before: string,
  held: HeldInWarehouse,
): Promise<number> => {
  const { due } = await countOverInWarehouse(client, kind, before, held)
  if (due === 0) return 0
  for (const [table, day] of Object.entries(dated[kind].tables))
    await client.command({
      query: `alter table ${table} delete where ${day} < {before:Date} and not (${dated[kind].held})`,
      query_params: { before, ...held },
      clickhouse_settings: { mutations_sync: '2' },
    })
  return due
}
