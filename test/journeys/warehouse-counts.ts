import type { WarehouseClient } from '@shouwang/clickhouse'
import { topics } from '@shouwang/contracts'
import type { LmdbLog } from '@shouwang/lmdb-log'

/** How many different messages each topic holds. */
export type Counts = Readonly<Record<string, number>>

const tables: Readonly<Record<string, string>> = {
  [topics.changeEvents]: 'change_events',
  [topics.quarantine]: 'quarantine',
  [topics.assessments]: 'assessments',
  [topics.taskEvents]: 'task_events',
  [topics.caseEvents]: 'case_events',
}

/** Rows of the warehouse by the topic that they came from, each counted once however often it was copied. */
export const warehouseCounts = async (client: WarehouseClient): Promise<Counts> => {
  const counts: Record<string, number> = {}
  for (const [topic, table] of Object.entries(tables)) {
    const answer = await client.query({ query: `select count() as rows from ${table} final`, format: 'JSONEachRow' })
    const [row] = await answer.json<{ rows: string }>()
    counts[topic] = Number(row?.rows)
  }
  return counts
}

/** What makes a message of each topic the same message: its fields, and the columns that hold them in the warehouse. */
const namedBy: Readonly<Record<string, readonly (readonly [field: string, column: string])[]>> = {
  [topics.changeEvents]: [['id', 'event_id']],
  [topics.quarantine]: [
    ['delivery', 'delivery'],
    ['rowNo', 'row_no'],
    ['quarantineId', 'quarantine_id'],
  ],
  [topics.assessments]: [
    ['household', 'household'],
    ['version', 'version'],
  ],
  [topics.taskEvents]: [
    ['taskId', 'task_id'],
    ['seq', 'seq'],
  ],
  [topics.caseEvents]: [
    ['caseId', 'case_id'],
    ['seq', 'seq'],
  ],
}

/** The name of a message: equal for repeats, different for different messages of its topic. */
export const messageName = (topic: string, value: string): string => {
  const message = JSON.parse(value) as Record<string, unknown>
  return (namedBy[topic] ?? []).map(([field]) => String(message[field])).join(' ')
}

/** The names of the messages of a topic that the warehouse holds. */
export const warehouseNames = async (client: WarehouseClient, topic: string): Promise<ReadonlySet<string>> => {
  const columns = (namedBy[topic] ?? []).map(([, column]) => column)
  const query = `select ${columns.join(', ')} from ${tables[topic]} final`
  const rows = await (await client.query({ query, format: 'JSONEachRow' })).json<Record<string, unknown>>()
  return new Set(rows.map((row) => columns.map((column) => String(row[column])).join(' ')))
}

/** The different messages in the log, by topic. */
export const distinctMessages = (log: LmdbLog): Counts =>
  Object.fromEntries(
    Object.keys(namedBy).map((topic) => {
      const seen = new Set<string>()
      for (const { value } of log.messages(topic)) seen.add(messageName(topic, value))
      return [topic, seen.size]
    }),
  )
