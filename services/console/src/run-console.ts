import { randomUUID } from 'node:crypto'
import { connectClickHouse } from '@shouwang/clickhouse'
import { commandTelemetry, openTaskCommands } from '@shouwang/commands'
import { openFeeds } from '@shouwang/feeds'
import { intakeDependencies, intakeTelemetry } from '@shouwang/intake'
import { NoticeSettingsProblem, NoticeTimesProblem, noticeSender } from '@shouwang/notify'
import type { PolicyBook } from '@shouwang/policy'
import {
  keepRetention,
  loadTerms,
  newAlias,
  type RetentionDependencies,
  retainedTopics,
  retentionTelemetry,
  type Terms,
  TermsProblem,
} from '@shouwang/retention'
import {
  authoritiesOf,
  type Engines,
  keepFresh,
  listen,
  type OpenedKeys,
  openEngines,
  openKeys,
  openPolicies,
  type ProcessDependencies,
  SettingsProblem,
  tlsOf,
} from '@shouwang/service-process'
import { lagReading } from '@shouwang/telemetry'
import { startShippingAudit } from './audit/ship-audit.ts'
import type { BackendDependencies } from './backend/backend-dependencies.ts'
import { backendOf } from './backend/backend-of.ts'
import { everyRead, idleCheck } from './backend/idle.ts'
import { taskNews } from './backend/task-news.ts'
import type { Config } from './config.ts'
import { type ConsoleOptions, consoleApp } from './console-app.ts'
import { tellPartners } from './registry/deliver.ts'
import { signInOptions } from './sign-in/sign-in-options.ts'
import { consoleTelemetry } from './telemetry.ts'

/** Serves the console in a process of its own, on the engines that the settings name. */
export const runConsole = async (process: ProcessDependencies<Config>): Promise<void> => {
  const { settings, signal, instance, log, metrics, health, clock } = process
  const tellNotices = senderOf(settings)
  const engines = await openEngines(process)
  if (engines === undefined) return
  const keys = await openKeys(engines.sql, {
    pseudonymKey: settings.SHOUWANG_PSEUDONYM_KEY,
    vaultKeys: settings.SHOUWANG_VAULT_KEY,
    crypto: settings.SHOUWANG_CRYPTO,
  })
  const telemetry = consoleTelemetry(log, metrics)
  const url = settings.SHOUWANG_CLICKHOUSE_URL
  const warehouse = url === undefined ? undefined : connectClickHouse(url, authoritiesOf(settings))
  const news = taskNews({ ...engines, group: `console-${instance}-${clock.nowMs()}`, signal, events: telemetry })
  const policies = await openPolicies(engines.sql)
  const following = keepFresh(policies, signal, (err) => log.warn({ err }, 'adopted policies could not be read'))
  const dependencies = dependenciesOf(process, { ...engines, warehouse }, keys, policies.book, news.subscribe)
  const feeding = keepFresh(dependencies.ownFeeds, signal, (err) =>
    log.warn({ err }, 'the feeds of the installation could not be read'),
  )
  lagReading(metrics, everyRead(dependencies.feeds), engines.log.lag)
  const backend = backendOf(dependencies)
  const app = consoleApp(backend, optionsOf(settings, telemetry))
  const server = await listen(app, settings.CONSOLE_HOST, settings.CONSOLE_PORT, { tls: tlsOf(settings) })
  telemetry.listening(server.address)
  const keeping = keepRetention(retentionOf(process, { ...engines, warehouse }, dependencies))
  const shipping = startShippingAudit(settings, { sql: engines.sql, signal, events: telemetry, metrics })
  const telling = tellNotices({
    ...{ sql: engines.sql, cipher: keys.cipher, log, metrics, signal },
    nowMs: clock.nowMs,
    holder: `${instance} ${randomUUID()}`,
  })
  const exchanging = tellPartners({ backend, events: telemetry, signal }, metrics)
  health.ready(process.name)
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
  await server.close()
  await Promise.all([news.ended, following, feeding, shipping, keeping, telling, exchanging])
  await warehouse?.close()
  await engines.close()
}

/** @throws SettingsProblem where the city's own terms can't be used */
const termsOf = ({ SHOUWANG_RETENTION: file }: Config): Terms => {
  try {
    return loadTerms(file)
  } catch (error) {
    if (error instanceof TermsProblem) throw new SettingsProblem(error.message)
    throw error
  }
}

/** Staff are told outside the console by this process: it alone opens their telephones. @throws SettingsProblem */
const senderOf = (settings: Config): ReturnType<typeof noticeSender> => {
  try {
    return noticeSender(settings)
  } catch (error) {
    if (error instanceof NoticeSettingsProblem || error instanceof NoticeTimesProblem)
      throw new SettingsProblem(error.message)
    throw error
  }
}

/** Commands are handled here as in the alert service: what this process saves, it publishes itself. */
const dependenciesOf = (
  process: ProcessDependencies<Config>,
  engines: Engines & BackendDependencies['engines'],
  { cipher, identity }: OpenedKeys,
  policies: PolicyBook,
  subscribe: BackendDependencies['commands']['subscribe'],
): BackendDependencies => {
  const { settings, instance, clock, metrics, log } = process
  const { log: events, sql } = engines
  const opened = openFeeds(settings.SHOUWANG_FEEDS)
  const { feeds } = opened
  const commands = openTaskCommands({
    log: events,
    sql,
    policies,
    instance,
    events: commandTelemetry({ log, metrics }),
    clock: () => ({ now: clock.now(), today: clock.today() }),
  })
  return {
    engines,
    clock,
    feeds,
    ownFeeds: { folder: settings.SHOUWANG_FEEDS, refresh: opened.refresh },
    terms: termsOf(settings),
    policies,
    cipher,
    commands: { ...commands, subscribe },
    identity,
    intake: intakeDependencies({
      reference: settings.SHOUWANG_SIGN_IN === 'demo' ? 'apply' : 'propose',
      sql,
      to: events,
      cipher,
      feeds,
      region: settings.SHOUWANG_REGION,
      now: clock.now,
      events: intakeTelemetry({ log, metrics }),
    }),
    isIdle: idleCheck({ lag: events.lag, sql }, everyRead(feeds)),
  }
}

/** Orders to delete and terms are carried out here: this process alone has store, warehouse and log. */
const retentionOf = (
  { signal, log, metrics, health }: ProcessDependencies<Config>,
  { log: topicsLog, sql, warehouse }: Engines & BackendDependencies['engines'],
  { cipher, clock, feeds, terms }: BackendDependencies,
): RetentionDependencies => ({
  sql,
  warehouse,
  cipher,
  terms,
  get topics() {
    return retainedTopics(feeds)
  },
  log: topicsLog,
  reads: everyRead(feeds),
  compact: undefined,
  deleteLogs: undefined,
  keepOrders: undefined,
  today: clock.today,
  newAlias,
  events: retentionTelemetry({ log, metrics, health }),
  signal,
})

const optionsOf = (settings: Config, telemetry: ReturnType<typeof consoleTelemetry>): ConsoleOptions => ({
  ...signInOptions(settings),
  maxBacklog: settings.SHOUWANG_INTAKE_BACKLOG,
  telemetry,
  ...(settings.SHOUWANG_OPERATOR_TOKEN === undefined ? {} : { operatorToken: settings.SHOUWANG_OPERATOR_TOKEN }),
})
