import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { backendOf, consoleApp, consoleTelemetry, startShippingAudit, tellPartners } from '@shouwang/console'
import { readPolicyAdoptions, readRootRegion } from '@shouwang/postgres'
import { instanceName, type OpenedKeys, openPolicies, operationsRoutes } from '@shouwang/service-process'
import { createClock } from '@shouwang/service-process/clock'
import { createHealth, createMetrics } from '@shouwang/telemetry'
import { Hono } from 'hono'
import { markAtRest, unmarkAtRest } from './at-rest.ts'
import { backupRoutes } from './backup/backup-routes.ts'
import { type BackedUp, type BackupTaken, takeBackup } from './backup/take-backup.ts'
import type { Config } from './config.ts'
import { consoleOptions } from './console-options.ts'
import { dataKeeping, reapplyOrders } from './data-keeping.ts'
import { diskFullText, freeBytesOf, guardedEngines, roomOf } from './disk-guard.ts'
import { closeOpened, type EmbeddedEngines, openEmbeddedEngines } from './engines.ts'
import { DataFolderProblem, type Lock, lockDataFolder } from './instance-lock.ts'
import { type Keys, keysPlace, loadKeys } from './keys.ts'
import { openLogFile } from './log-file.ts'
import { noticeSenderOf } from './notice-sender-of.ts'
import { openedKeys, openedRowKeys } from './opened-keys.ts'
import { ownFeedsFolder } from './own-feeds-folder.ts'
import { type PipelineOptions, type Running, startPipeline } from './pipeline.ts'
import { refuseOlderLog } from './refuse-older-log.ts'
import { diskTelemetry } from './telemetry.ts'
import { termsOf } from './terms-of.ts'
import { type WriteGate, writeGate } from './write-gate.ts'

/** An open installation: its pipeline runs, and its HTTP API answers in process, whether or not anybody listens. */
export type Standalone = Running & {
  readonly app: Hono
  readonly token: string
  readonly lock: Lock
  /** Copies all that is kept as it stands at one moment. */
  /** Carries out orders to delete, and what the terms of today ask for. Returns how many orders need another pass. */
  readonly keepData: () => Promise<number>
  /** The same, again and again, until it is closed. */
  readonly keepDataAlways: () => Promise<void>
  readonly backUp: (folder: string) => Promise<BackupTaken>
  readonly close: () => Promise<void>
}

/**
 * Opens a data folder and starts every service on it; `topicUsed` is told of every topic that one reads or writes.
 * @throws DataFolderProblem when the folder is in use or cannot be written.
 */
export const openStandalone = async (config: Config, topicUsed?: PipelineOptions['topicUsed']): Promise<Standalone> => {
  growByLittle()
  const data = resolve(config.SHOUWANG_DATA)
  const tellNotices = noticeSenderOf(config)
  const lock = await lockDataFolder(data)
  const opened: { readonly close: () => Promise<unknown> }[] = []
  try {
    const place = keysPlace(data, config.SHOUWANG_KEYS)
    const keys = await loadKeys(place)
    const rowKeys = await openedRowKeys(place)
    await unmarkAtRest(data)
    const logFile = await openLogFile(data, config.SHOUWANG_LOG_LEVEL)
    opened.unshift(logFile)
    const telemetry = { log: logFile.log, metrics: createMetrics(), health: createHealth() }
    const gate = writeGate()
    const engines = await enginesWithRoom(data, config, telemetry, gate)
    opened.unshift(engines)
    const known = await openedSafely(engines, keys, config)
    await reapplyOrders(place, engines.sql)
    const running = startPipeline({
      engines,
      ...known,
      rowKeys,
      clock: createClock(config.SHOUWANG_AS_OF),
      ...telemetry,
      region: config.SHOUWANG_REGION,
      reference: config.SHOUWANG_SIGN_IN === 'demo' ? 'apply' : 'propose',
      dropFolder: config.SHOUWANG_DROP_FOLDER,
      feedsFolder: ownFeedsFolder(config),
      terms: termsOf(config),
      supervisionCron: config.SHOUWANG_SUPERVISION_CRON,
      instance: instanceOf(config),
      topicUsed,
    })
    const events = consoleTelemetry(telemetry.log, telemetry.metrics)
    const closing = new AbortController()
    const { signal } = closing
    const shipping = startShippingAudit(config, { sql: engines.sql, signal, events, metrics: telemetry.metrics })
    const telling = tellNotices({
      ...{ sql: engines.sql, cipher: running.cipher, ...telemetry, signal },
      nowMs: running.clock.nowMs,
      holder: randomUUID(),
    })
    const backend = backendOf(running)
    const exchanging = tellPartners({ backend, events, signal }, telemetry.metrics)
    const keeping = dataKeeping({ config, data, place, engines, gate, running, signal })
    const backUp = backUpOf({ data, config, engines, gate, now: running.clock.now })
    const app = new Hono()
      .route('/', operationsShown(config) ? operationsRoutes(running) : new Hono())
      .route('/', backupRoutes(backUp, keys.operatorToken))
      .route('/', consoleApp(backend, consoleOptions(events, keys, config)))
    return {
      ...running,
      app,
      token: keys.operatorToken,
      lock,
      ...keeping,
      backUp,
      close: async () => {
        closing.abort()
        await Promise.all([running.stop(), shipping, telling, exchanging, keeping.keepingEnded()])
        await restIfIdle(data, config, running)
        await engines.close()
        await logFile.close()
        await lock.release()
      },
    }
  } catch (error) {
    await closeOpened(opened.map((each) => Promise.resolve(each)))
    await lock.release()
    throw error
  }
}

/** A demonstration answers on this machine alone, so its operations stand beside its pages. */
const operationsShown = ({ SHOUWANG_SIGN_IN }: Config): boolean => SHOUWANG_SIGN_IN === 'demo'

const serversOf = ({ SHOUWANG_KAFKA_BROKERS, SHOUWANG_POSTGRES_URL, SHOUWANG_CLICKHOUSE_URL }: Config) =>
  [SHOUWANG_KAFKA_BROKERS, SHOUWANG_POSTGRES_URL, SHOUWANG_CLICKHOUSE_URL].filter((address) => address !== undefined)

/** On a folder all is restored together; servers are restored each by itself, so whoever publishes gets a new name at each start. */
const instanceOf = (config: Config): string =>
  serversOf(config).length === 0 ? 'standalone' : instanceName(hostname(), process.pid, performance.timeOrigin)

/** Servers have backups of their own, and no moment in common with this folder. */
const backUpOf =
  ({ config, ...backedUp }: BackedUp & { readonly config: Config }): Standalone['backUp'] =>
  async (folder) => {
    if (serversOf(config).length === 0) return takeBackup(backedUp, folder)
    throw new DataFolderProblem('数据在单独的服务器上：请用它们自己的备份，次序见 docs/operations/backup.md。')
  }

/** The keys and the policies, once it is sure that keys, store and embedded log belong together. */
const openedSafely = async (
  { sql, log }: EmbeddedEngines,
  keys: Keys,
  config: Config,
): Promise<OpenedKeys & Pick<PipelineOptions, 'opened'>> => {
  if (config.SHOUWANG_KAFKA_BROKERS === undefined) await refuseOlderLog(sql, log)
  return { ...(await openedKeys(sql, keys, config)), opened: await openPolicies(sql) }
}

/** The engines of a data folder, as long as its disk has room. @throws DataFolderProblem where there is none to begin with */
const enginesWithRoom = async (
  data: string,
  config: Config,
  telemetry: Parameters<typeof diskTelemetry>[0],
  gate: WriteGate,
): Promise<EmbeddedEngines> => {
  const room = roomOf(config.SHOUWANG_DISK_RESERVE_MB)
  const free = () => freeBytesOf(data)
  if (free() < room.least)
    throw new DataFolderProblem(`${diskFullText(free(), room.least)}。守望没有启动，数据没有改动。`)
  return guardedEngines(await openEmbeddedEngines(data, config), room, free, diskTelemetry(telemetry), gate)
}

/** With servers in place of the embedded engines other processes may write: then a folder never says that it rests. */
const restIfIdle = async (data: string, config: Config, { isIdle, engines }: Running): Promise<void> => {
  if (serversOf(config).length > 0 || !(await isIdle())) return
  const adopted = (await readPolicyAdoptions(engines.sql)).length > 0
  await markAtRest(data, { rootRegion: (await readRootRegion(engines.sql)) ?? null, adopted })
}

/**
 * Left to itself, V8 lets the heap of a process with much memory grow fourfold between collections. All services and three
 * engines share this process, so it grows by two fifths: a fifth less memory for a seventh more processor time.
 */
const growByLittle = (): void => setFlagsFromString('--heap-growing-percent=40')
