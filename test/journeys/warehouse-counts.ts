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

/** What makes a message of each topic the same message. */
const nameOf: Readonly<Record<string, (message: Record<string, unknown>) => unknown[]>> = {
  [topics.changeEvents]: ({ id }) => [id],
  [topics.quarantine]: ({ delivery, rowNo, quarantineId }) => [delivery, rowNo, quarantineId],
  [topics.assessments]: ({ household, version }) => [household, version],
  [topics.taskEvents]: ({ taskId, seq }) => [taskId, seq],
}

/** The different messages in the log, by topic. */
export const distinctMessages = (log: LmdbLog): Counts =>
  Object.fromEntries(
    Object.entries(nameOf).map(([topic, name]) => {
      const seen = new Set<string>()
      for (const { value } of log.messages(topic)) seen.add(JSON.stringify(name(JSON.parse(value))))
      return [topic, seen.size]
    }),
  )
