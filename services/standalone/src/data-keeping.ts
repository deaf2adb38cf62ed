import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { compactWarehouse } from '@shouwang/clickhouse'
import { everyRead } from '@shouwang/console'
import type { Day } from '@shouwang/contracts'
import { compactStore, type Sql } from '@shouwang/postgres'
import {
  type FileLog,
  keepRetention,
  keepRetentionOnce,
  keptOrdersFile,
  newAlias,
  type RetentionDependencies,
  retainedTopics,
  retentionTelemetry,
  type ServerLog,
} from '@shouwang/retention'
import type { Config } from './config.ts'
import type { EmbeddedEngines } from './engines.ts'
import type { KeysPlace } from './keys.ts'
import type { Running } from './pipeline.ts'
import type { WriteGate } from './write-gate.ts'

/** What of an open installation the keeping of its data needs. */
type Kept = {
  readonly config: Config
  readonly data: string
  readonly place: KeysPlace
  readonly engines: EmbeddedEngines
  readonly gate: WriteGate
  readonly running: Running
  readonly signal: AbortSignal
}

/** Orders to delete are kept beside the keys, so that a backup from before an order does not bring anybody back. */
const ordersOf = ({ folder }: KeysPlace, sql: Sql) => keptOrdersFile(join(folder, 'erasures.json'), sql)

/** Gives a restored store the orders that it does not know, before anything runs on it. */
export const reapplyOrders = async (place: KeysPlace, sql: Sql): Promise<void> => {
  await ordersOf(place, sql).reapply()
}

/** Deletes what is ordered, and what its term no longer keeps. */
export const dataKeeping = (kept: Kept) => {
  const dependencies = dependenciesOf(kept)
  let working: Promise<unknown> = Promise.resolve()
  const once = async (): Promise<number> => {
    const mine = working.then(() => keepRetentionOnce(dependencies))
    working = mine.catch(() => undefined)
    return (await mine) ?? 0
  }
  return {
    keepData: once,
    keepDataAlways: () => keepRetention(dependencies, once),
    /** Resolves once nothing is under way. */
    keepingEnded: async () => void (await working),
  }
}

const dependenciesOf = ({ config, data, place, engines, gate, running, signal }: Kept): RetentionDependencies => ({
  sql: engines.sql,
  warehouse: engines.warehouse,
  cipher: running.cipher,
  terms: running.terms,
  get topics() {
    return retainedTopics(running.feeds)
  },
  log: engines.log as unknown as FileLog | ServerLog,
  reads: everyRead(running.feeds),
  compact: async () => {
    const release = await gate.hold()
    try {
      if (config.SHOUWANG_POSTGRES_URL === undefined) await compactStore(engines.sql)
      if (config.SHOUWANG_CLICKHOUSE_URL === undefined) await compactWarehouse(engines.warehouse)
    } finally {
      release()
    }
  },
  deleteLogs: (before) => deleteLogs(join(data, 'logs'), before),
  keepOrders: ordersOf(place, engines.sql).keep,
  today: running.clock.today,
  newAlias,
  events: retentionTelemetry(running),
  signal,
})

const olderFile = /^shouwang\.log\.\d+$/

/** Deletes the full files of the log that were last written before a day. */
const deleteLogs = async (folder: string, before: Day): Promise<number> => {
  let gone = 0
  for (const name of await readdir(folder)) {
    if (!olderFile.test(name)) continue
    if ((await stat(join(folder, name))).mtime.toISOString().slice(0, 10) >= before) continue
    await rm(join(folder, name))
    gone += 1
  }
  return gone
}
