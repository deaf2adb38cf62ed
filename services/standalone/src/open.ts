import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { backendOf, type ConsoleOptions, consoleApp, consoleTelemetry } from '@shouwang/console'
import { createClock } from '@shouwang/service-process'
import { createLogger } from '@shouwang/telemetry'
import { Hono } from 'hono'
import { destination } from 'pino'
import type { Config } from './config.ts'
import { openEngines } from './engines.ts'
import { type Lock, lockDataFolder } from './instance-lock.ts'
import { type Keys, loadKeys } from './keys.ts'
import { operationsRoutes } from './operations-routes.ts'
import { type Running, startPipeline } from './pipeline.ts'

/** An open installation: its pipeline runs, and its HTTP API answers in process, whether or not anybody listens. */
export type Standalone = Running & {
  readonly app: Hono
  readonly token: string
  readonly lock: Lock
  readonly close: () => Promise<void>
}

/**
 * Opens a data folder and starts every service on it.
 * @throws DataFolderProblem when the folder is in use or cannot be written.
 */
export const openStandalone = async (config: Config): Promise<Standalone> => {
  growByLittle()
  const data = resolve(config.SHOUWANG_DATA)
  const lock = await lockDataFolder(data)
  try {
    const [keys, engines] = await Promise.all([loadKeys(data), openEngines(data, config)])
    await mkdir(join(data, 'logs'), { recursive: true })
    const logFile = destination({ dest: join(data, 'logs', 'shouwang.log'), sync: false })
    const log = createLogger({ name: 'shouwang', level: config.SHOUWANG_LOG_LEVEL, to: logFile })
    const running = startPipeline({
      engines,
      keys,
      clock: createClock(config.SHOUWANG_AS_OF),
      log,
      region: config.SHOUWANG_REGION,
      dropFolder: config.SHOUWANG_DROP_FOLDER,
      supervisionCron: config.SHOUWANG_SUPERVISION_CRON,
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
        await engines.close()
        logFile.flushSync()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/**
 * Left to itself, V8 lets the heap of a process with much memory grow fourfold between collections. All services and three
 * engines share this process, so it grows by two fifths: a fifth less memory for a seventh more processor time.
 */
const growByLittle = (): void => setFlagsFromString('--heap-growing-percent=40')

const consoleOptions = ({ log, metrics }: Running, keys: Keys, config: Config): ConsoleOptions => ({
  signIn: config.SHOUWANG_SIGN_IN === 'demo' ? { mode: 'demo' } : { mode: 'staff-secret', key: keys.signInKey },
  operatorToken: keys.operatorToken,
  maxBacklog: config.SHOUWANG_INTAKE_BACKLOG,
  telemetry: consoleTelemetry(log, metrics),
})
