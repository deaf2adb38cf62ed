import { resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { backendOf, consoleApp } from '@shouwang/console'
import { readRootRegion } from '@shouwang/postgres'
import { createClock, operationsRoutes } from '@shouwang/service-process'
import { Hono } from 'hono'
import { markAtRest, unmarkAtRest } from './at-rest.ts'
import type { Config } from './config.ts'
import { consoleOptions } from './console-options.ts'
import { openEmbeddedEngines } from './engines.ts'
import { type Lock, lockDataFolder } from './instance-lock.ts'
import { loadKeys } from './keys.ts'
import { openLogFile } from './log-file.ts'
import { type PipelineOptions, type Running, startPipeline } from './pipeline.ts'

/** An open installation: its pipeline runs, and its HTTP API answers in process, whether or not anybody listens. */
export type Standalone = Running & {
  readonly app: Hono
  readonly token: string
  readonly lock: Lock
  readonly close: () => Promise<void>
}

/**
 * Opens a data folder and starts every service on it; `topicUsed` is told of every topic that one reads or writes.
 * @throws DataFolderProblem when the folder is in use or cannot be written.
 */
export const openStandalone = async (config: Config, topicUsed?: PipelineOptions['topicUsed']): Promise<Standalone> => {
  growByLittle()
  const data = resolve(config.SHOUWANG_DATA)
  const lock = await lockDataFolder(data)
  try {
    await unmarkAtRest(data)
    const [keys, engines] = await Promise.all([loadKeys(data), openEmbeddedEngines(data, config)])
    const logFile = await openLogFile(data, config.SHOUWANG_LOG_LEVEL)
    const running = startPipeline({
      engines,
      keys,
      clock: createClock(config.SHOUWANG_AS_OF),
      log: logFile.log,
      region: config.SHOUWANG_REGION,
      reference: config.SHOUWANG_SIGN_IN === 'demo' ? 'apply' : 'propose',
      dropFolder: config.SHOUWANG_DROP_FOLDER,
      supervisionCron: config.SHOUWANG_SUPERVISION_CRON,
      topicUsed,
    })
    const app = new Hono()
      .route('/', operationsRoutes(running))
      .route('/', consoleApp(backendOf(running), consoleOptions(running, keys, config)))
    return {
      ...running,
      app,
      token: keys.operatorToken,
      lock,
      close: async () => {
        await running.stop()
        await restIfIdle(data, config, running)
        await engines.close()
        logFile.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** With servers in place of the embedded engines other processes may write: then a folder never says that it rests. */
const restIfIdle = async (data: string, config: Config, { isIdle, engines }: Running): Promise<void> => {
  const servers = [config.SHOUWANG_KAFKA_BROKERS, config.SHOUWANG_POSTGRES_URL, config.SHOUWANG_CLICKHOUSE_URL]
  if (servers.some((address) => address !== undefined) || !(await isIdle())) return
  await markAtRest(data, { rootRegion: (await readRootRegion(engines.sql)) ?? null })
}

/**
 * Left to itself, V8 lets the heap of a process with much memory grow fourfold between collections. All services and three
 * engines share this process, so it grows by two fifths: a fifth less memory for a seventh more processor time.
 */
const growByLittle = (): void => setFlagsFromString('--heap-growing-percent=40')
