import { hostname } from 'node:os'
import type { ServiceName } from '@shouwang/contracts'
import type { Health, Logger, Metrics } from '@shouwang/telemetry'
import type { z } from 'zod'
import { type Clock, createClock } from './clock.ts'
import { instanceName } from './instance-name.ts'
import { readSettings, SettingsProblem, tlsOf } from './settings.ts'

type CommonSettings = {
  readonly SHOUWANG_INSTANCE?: string | undefined
  readonly SHOUWANG_AS_OF?: string | undefined
  readonly SHOUWANG_LOG_LEVEL: string
  readonly SHOUWANG_TLS_CERT_FILE?: string | undefined
  readonly SHOUWANG_TLS_KEY_FILE?: string | undefined
  readonly METRICS_HOST: string
  readonly METRICS_PORT: number
}

/** What a process gives its service. `signal` aborts when the process is asked to end. */
export type ProcessDependencies<Settings> = {
  readonly name: ServiceName
  readonly settings: Settings
  readonly log: Logger
  readonly metrics: Metrics
  readonly health: Health
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly instance: string
  /** The environment variable of that name: for secrets whose names data declares. */
  readonly secret: (name: string) => string | undefined
}

/** A service as a process. `run` resolves once everything has stopped after the signal, and is to close what it opened. */
export type Service<Settings> = {
  readonly name: ServiceName
  readonly settings: z.ZodType<Settings>
  readonly run: (dependencies: ProcessDependencies<Settings>) => Promise<void>
}

const patienceMs = 25_000

/**
 * Runs a service until SIGTERM or SIGINT, then ends the process: with 0 when it stopped cleanly, with 1 when its settings
 * cannot be used or it failed, with 130 on a second signal.
 */
export const runService = async <Settings extends CommonSettings>({
  name,
  settings: schema,
  run,
}: Service<Settings>): Promise<never> => {
  const settings = settingsOrEnd(name, schema)
  // Loaded by who runs a service only: the command line takes no more than the clock from this package.
  const { createHealth, createLogger, createMetrics } = await import('@shouwang/telemetry')
  const { serveOperations } = await import('./operations.ts')
  const log = createLogger({ name, level: settings.SHOUWANG_LOG_LEVEL })
  const telemetry = { log, metrics: createMetrics(), health: createHealth() }
  const signal = signalOfTheEnd(log)
  // A process is not ready before its service says so under its own name.
  telemetry.health.waiting(name, 'starting')
  try {
    const at = { host: settings.METRICS_HOST, port: settings.METRICS_PORT, tls: tlsOf(settings) }
    const operations = await serveOperations(telemetry, at)
    log.info({ at: operations.address }, 'metrics and health are served')
    const instance = settings.SHOUWANG_INSTANCE ?? instanceName(hostname(), process.pid, performance.timeOrigin)
    await run({
      ...telemetry,
      name,
      settings,
      clock: createClock(settings.SHOUWANG_AS_OF),
      signal,
      instance,
      secret: (variable) => process.env[variable],
    })
    if (!signal.aborted) throw new Error('the service stopped without being asked to')
    await operations.close()
    log.info('stopped')
    return process.exit(0)
  } catch (error) {
    // What a person can mend has a sentence of its own, in both languages.
    if (error instanceof Error && 'zh' in error) process.stderr.write(`${name}: ${error.message}\n`)
    log.fatal({ err: error }, 'the service failed')
    return process.exit(1)
  }
}

const settingsOrEnd = <Settings>(name: string, schema: z.ZodType<Settings>): Settings => {
  try {
    return readSettings(schema, process.env)
  } catch (error) {
    if (!(error instanceof SettingsProblem)) throw error
    process.stderr.write(`${name}: ${error.message}\n`)
    return process.exit(1)
  }
}

/** Aborts at the first signal; a second one, or a batch that takes too long, ends the process at once. */
const signalOfTheEnd = (log: Logger): AbortSignal => {
  const ending = new AbortController()
  const end = (): void => {
    if (ending.signal.aborted) process.exit(130)
    log.info('ending after the batch in hand')
    ending.abort()
    setTimeout(() => {
      log.error('the batch in hand takes too long; what it did not commit is done again')
      process.exit(1)
    }, patienceMs).unref()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end)
  return ending.signal
}
