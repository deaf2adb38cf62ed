import { randomUUID } from 'node:crypto'
import { alertTelemetry, openDesk } from '@shouwang/alert'
import { connectClickHouse } from '@shouwang/clickhouse'
import { loadFeeds } from '@shouwang/feeds'
import { createCipher, keyFromText, pseudonymiser } from '@shouwang/identity'
import { ingestTelemetry } from '@shouwang/ingest'
import { loadPolicies } from '@shouwang/policy'
import { type Engines, openEngines, type ProcessWorld } from '@shouwang/service-process'
import { lagReading } from '@shouwang/telemetry'
import { backendOf, type Surroundings } from './backend/backend-of.ts'
import { everyRead, settledCheck } from './backend/settled.ts'
import { taskNews } from './backend/task-news.ts'
import type { Config } from './config.ts'
import { type ConsoleOptions, consoleApp } from './console-app.ts'
import { listen } from './listen.ts'
import { consoleTelemetry } from './telemetry.ts'

/** Serves the console in a process of its own, on the engines that the settings name. */
export const runConsole = async (process: ProcessWorld<Config>): Promise<void> => {
  const { settings, signal, instance, log, metrics, health, clock } = process
  const engines = await openEngines(process)
  if (engines === undefined) return
  const outage = {
    waiting: (error: unknown, retryInMs: number): void => log.warn({ err: error, retryInMs }, 'an engine is away'),
    resumed: (): void => log.info('the engine is back'),
  }
  const url = settings.SHOUWANG_CLICKHOUSE_URL
  const warehouse = url === undefined ? undefined : connectClickHouse(url)
  const news = taskNews({ ...engines, group: `console-${instance}-${clock.nowMs()}`, signal, outage })
  const surroundings = surroundingsOf(process, { ...engines, warehouse }, news.subscribe)
  lagReading(metrics, everyRead(surroundings.feeds), engines.log.lag)
  const telemetry = consoleTelemetry(log, metrics)
  const app = consoleApp(backendOf(surroundings), optionsOf(settings, telemetry))
  const server = await listen(app, settings.CONSOLE_HOST, settings.CONSOLE_PORT)
  telemetry.listening(server.address)
  health.ready(process.name)
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
  await server.close()
  await news.ended
  await warehouse?.close()
  await engines.close()
}

/** The desk works here as in the alert service: what it saves, its own process publishes. */
const surroundingsOf = (
  process: ProcessWorld<Config>,
  engines: Engines & Surroundings['engines'],
  subscribe: Surroundings['desk']['subscribe'],
): Surroundings => {
  const { settings, signal, instance, clock, metrics, log } = process
  const { log: events, sql } = engines
  const feeds = loadFeeds()
  const policies = loadPolicies()
  const cipher = createCipher([keyFromText(settings.SHOUWANG_VAULT_KEY)])
  const unwatched = { log, metrics, health: { ready: () => undefined, waiting: () => undefined, report: noReport } }
  const desk = openDesk({
    log: events,
    sql,
    policies,
    signal,
    instance,
    tell: alertTelemetry(unwatched),
    clock: () => ({ now: clock.now(), today: clock.today() }),
    supervisionCron: '',
  })
  return {
    engines,
    clock,
    feeds,
    policies,
    cipher,
    desk: { ...desk, subscribe },
    identity: pseudonymiser(keyFromText(settings.SHOUWANG_PSEUDONYM_KEY)),
    intake: {
      sql,
      to: events,
      cipher,
      feeds,
      region: settings.SHOUWANG_REGION,
      now: clock.now,
      newId: () => `d-${randomUUID()}`,
      tell: ingestTelemetry(unwatched),
    },
    isSettled: settledCheck({ lag: events.lag, sql }, everyRead(feeds)),
  }
}

/** No stage runs here, so the desk's and the intake's telemetry have no part in the readiness of this process. */
const noReport = () => ({ ready: true, parts: {} })

const optionsOf = (settings: Config, telemetry: ReturnType<typeof consoleTelemetry>): ConsoleOptions => ({
  signIn:
    settings.SHOUWANG_SIGN_IN === 'demo'
      ? { mode: 'demo' }
      : { mode: 'staff-secret', key: settings.SHOUWANG_SIGN_IN_KEY ?? '' },
  secureCookies: settings.CONSOLE_SECURE_COOKIES,
  maxBacklog: settings.SHOUWANG_INTAKE_BACKLOG,
  telemetry,
  ...(settings.SHOUWANG_OPERATOR_TOKEN === undefined ? {} : { operatorToken: settings.SHOUWANG_OPERATOR_TOKEN }),
})
