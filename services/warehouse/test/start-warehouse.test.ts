import type { WarehouseClient } from '@shouwang/clickhouse'
import { topics } from '@shouwang/contracts'
import { EngineAway, type Log } from '@shouwang/flow'
import { memoryLog } from '@shouwang/flow/testing'
import { createHealth, createLogger, createMetrics } from '@shouwang/telemetry'
import { expect, test } from 'vitest'
import { startWarehouse, warehouseTelemetry } from '../src/index.ts'

const unreadable = (count: number) => Array.from({ length: count }, () => ({ key: 'k', value: 'not json' }))

/** Copies what is in a log until all of it is committed; each insert may throw first. */
const copyAll = async (log: Log, insert: (rows: number) => void) => {
  const stop = new AbortController()
  const [waited, committed]: [unknown[], number[]] = [[], []]
  const handled: { readonly count: number; readonly copied: number }[] = []
  const quiet = createLogger({ name: 'test', level: 'silent' })
  const telemetry = warehouseTelemetry({ log: quiet, metrics: createMetrics(), health: createHealth() })
  const client = { insert: async ({ values }: { values: readonly object[] }) => insert(values.length) }
  const watched: Log = {
    ...log,
    source: (options) => {
      const source = log.source(options)
      const commit: typeof source.commit = async (messages) => {
        committed.push(messages.length)
        await source.commit(messages)
      }
      return { ...source, commit }
    },
  }
  await startWarehouse({
    log: watched,
    client: client as unknown as WarehouseClient,
    events: {
      ...telemetry,
      waiting: (error) => void waited.push(error),
      handled: (count, copied) => {
        handled.push({ count, copied })
        stop.abort()
      },
    },
    signal: stop.signal,
    batches: { max: 10, gatherFrom: 10, gatherMs: 0 },
  })
  return { waited, committed, handled }
}

test('ClickHouse that is away is waited for like every engine, and nothing is committed before it has the rows', async () => {
  const log = memoryLog()
  await log.append(topics.changeEvents, unreadable(3))
  let failures = 2
  const inserted: number[] = []
  const { waited, committed, handled } = await copyAll(log, (rows) => {
    if (failures-- > 0) throw new Error('connection refused')
    inserted.push(rows)
  })
  expect(waited).toHaveLength(2)
  expect(waited.every((error) => error instanceof EngineAway)).toBe(true)
  expect(String(waited[0])).toContain('ClickHouse is away: connection refused')
  expect([inserted, committed, handled]).toEqual([[3], [3], [{ count: 3, copied: 3 }]])
})
