import { alertReadings, alertTelemetry, startAlert } from '@shouwang/alert'
import { openTaskCommands, type TaskCommands } from '@shouwang/commands'
import { everyRead, idleCheck, untilIdle } from '@shouwang/console'
import type { RegionCode, ServiceName } from '@shouwang/contracts'
import { eventFeeds, type Feed, openFeeds, whileFeeds } from '@shouwang/feeds'
import type { Cipher, Pseudonymiser } from '@shouwang/identity'
import type { RowKeys } from '@shouwang/identity/sealed-row'
import {
  aheadOf,
  ingestReadings,
  ingestReads,
  ingestTelemetry,
  keepDropFolder,
  keepResealing,
  type PullDependencies,
  schedulePulls,
  startIngest,
  watchDropFolder,
} from '@shouwang/ingest'
import { type IntakeDependencies, intakeDependencies, intakeTelemetry } from '@shouwang/intake'
import type { PolicyBook } from '@shouwang/policy'
import { retentionTelemetry, type Terms } from '@shouwang/retention'
import { reviewHouseholds, type ScoringDependencies, scoringTelemetry, startScoring } from '@shouwang/scoring'
import { type Clock, declaredLog, keepFresh, type OpenedPolicies, type TopicUse } from '@shouwang/service-process'
import { type Health, type Logger, lagReading, type Metrics, stageTelemetry } from '@shouwang/telemetry'
import { startWarehouse, warehouseTelemetry } from '@shouwang/warehouse'
import type { EmbeddedEngines } from './engines.ts'

export type PipelineOptions = {
  readonly engines: EmbeddedEngines
  readonly cipher: Cipher
  readonly identity: Pseudonymiser
  /** Open what departments sealed themselves. */
  readonly rowKeys: Pick<RowKeys, 'open'>
  readonly opened: OpenedPolicies
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  readonly health: Health
  /** The region that a delivery covers unless it says otherwise. */
  readonly region: RegionCode
  /** The folder of the installation's own feeds. */
  readonly feedsFolder: string
  /** For how long what is kept. */
  readonly terms: Terms
  /** A folder whose files are taken as they come. */
  readonly dropFolder: string | undefined
  /** What reference files do: they apply at once only where sign-in asks for no password. */
  readonly reference: IntakeDependencies['reference']
  /** When late tasks are looked for, as a cron line. */
  readonly supervisionCron: string
  /** Names this process among those that publish. */
  readonly instance: string
  /** Told of every topic that a service reads or writes. */
  readonly topicUsed?: ((use: TopicUse) => void) | undefined
}

/** All services in one process on the embedded engines. */
export type Running = PipelineOptions & {
  readonly feeds: readonly Feed[]
  readonly ownFeeds: { readonly folder: string; readonly refresh: () => void }
  readonly policies: PolicyBook
  readonly commands: TaskCommands
  readonly intake: IntakeDependencies
  /** Resolves when everything that was taken in is judged, its tasks exist, and the warehouse has its copy. */
  readonly untilIdle: () => Promise<void>
  readonly isIdle: () => Promise<boolean>
  /** Judges again what time alone could have changed by today. Returns how many households. */
  readonly review: () => Promise<number>
  /**
   * Lets no task open until the returned function is called, which waits until all that was sent so far is judged: a family
   * is seen whole before somebody is sent to it.
   */
  readonly holdTasks: () => () => Promise<void>
  /**
   * Does what is due by today: judges households again, lets that settle, and reports late tasks. Returns how many
   * households it looked at.
   */
  readonly doWhatIsDue: () => Promise<number>
  /** Pulls the feeds that declare it, at their hours; `secret` gives the tokens that they name. */
  readonly pull: (secret: PullDependencies['secret']) => Promise<void>
  /** Stops every service at its next batch and resolves when all have stopped. */
  readonly stop: () => Promise<void>
}

/** As many events as scoring takes at once here. */
const scoringTakes = 5_000

/** Starts ingest, scoring, alert and the warehouse copy. */
export const startPipeline = (options: PipelineOptions): Running => {
  const { engines, cipher, identity, rowKeys, clock, log, region, opened, instance } = options
  const stopping = new AbortController()
  const { signal } = stopping
  const telemetry = { log, metrics: options.metrics, health: options.health }
  const ownFeeds = openFeeds(options.feedsFolder)
  const { feeds } = ownFeeds
  const policies = opened.book
  const logOf = (service: ServiceName) => declaredLog(service, engines.log, options.topicUsed)
  const base = { sql: engines.sql, signal, instance }

  const ingestEvents = ingestTelemetry(telemetry)
  const scoring: ScoringDependencies = {
    ...base,
    log: logOf('scoring'),
    policies,
    refreshPolicies: opened.refresh,
    events: scoringTelemetry(telemetry),
  }
  const alertEvents = alertTelemetry(telemetry)
  const now = () => ({ now: clock.now(), today: clock.today() })
  const commands = openTaskCommands({ ...base, log: logOf('console'), policies, events: alertEvents, clock: now })
  const intake = intakeDependencies({
    reference: options.reference,
    sql: engines.sql,
    to: logOf('console'),
    cipher,
    feeds,
    region,
    now: clock.now,
    events: intakeTelemetry(telemetry),
  })
  const ownIntake = { ...intake, to: logOf('ingest') }
  const { dropFolder: folder } = options
  let holders = 0
  const ahead = aheadOf(engines.log.lag, scoringTakes)
  const ended = Promise.all([
    folder === undefined
      ? undefined
      : watchDropFolder({
          folder,
          intake: ownIntake,
          today: clock.today,
          months: options.terms.files.months,
          signal,
          events: stageTelemetry('drop-folder', telemetry),
        }),
    folder === undefined
      ? undefined
      : keepDropFolder({
          folder,
          sql: engines.sql,
          terms: options.terms,
          today: clock.today,
          events: retentionTelemetry(telemetry),
          signal,
        }),
    whileFeeds(ownFeeds, signal, (now, until) =>
      startIngest({
        ...{ ...base, feeds: now, signal: until, cipher, identity, rowKeys, clock, region, ahead },
        ...{ log: logOf('ingest'), events: ingestEvents },
      }),
    ),
    keepFresh(ownFeeds, signal, (err) => log.warn({ err }, 'the feeds of the installation could not be read')),
    keepResealing({
      ...base,
      cipher,
      lag: async () => engines.log.lag('ingest', ingestReads(feeds).topics),
      events: ingestEvents,
    }),
    startScoring(scoring),
    keepFresh(opened, signal, (err) => log.warn({ err }, 'adopted policies could not be read')),
    startAlert({
      ...base,
      log: logOf('alert'),
      policies,
      events: alertEvents,
      clock: now,
      commands,
      supervisionCron: options.supervisionCron,
      held: () => holders > 0,
    }),
    startWarehouse({
      log: logOf('warehouse'),
      client: engines.warehouse,
      events: warehouseTelemetry(telemetry),
      signal,
    }),
  ])
  const reads = everyRead(feeds)
  lagReading(telemetry.metrics, reads, engines.log.lag)
  ingestReadings(telemetry.metrics, { sql: engines.sql, feeds, today: clock.today })
  alertReadings(telemetry.metrics, { sql: engines.sql, today: clock.today })
  const behindScoring: readonly string[] = ['alert', 'warehouse']
  const isJudged = idleCheck(
    { lag: engines.log.lag, sql: engines.sql },
    reads.filter(({ group }) => !behindScoring.includes(group)),
  )
  const review = () => reviewHouseholds(scoring, clock.today())
  const isIdle = idleCheck({ lag: engines.log.lag, sql: engines.sql }, reads)
  return {
    ...options,
    ...telemetry,
    feeds,
    ownFeeds: { folder: options.feedsFolder, refresh: ownFeeds.refresh },
    policies,
    commands,
    intake,
    untilIdle: () => untilIdle(isIdle),
    isIdle,
    review,
    holdTasks: () => {
      holders += 1
      return async () => {
        await untilIdle(isJudged)
        holders -= 1
      }
    },
    doWhatIsDue: async () => {
      const reviewed = await review()
      if (reviewed > 0) await untilIdle(isIdle)
      const supervised = await commands.supervise(clock.today(), signal)
      if (supervised > 0) await untilIdle(isIdle)
      return reviewed + supervised
    },
    pull: (secret) =>
      whileFeeds(ownFeeds, signal, (now, until) =>
        schedulePulls(
          { intake: ownIntake, today: clock.today, secret, events: ingestEvents, signal: until },
          eventFeeds(now),
        ),
      ),
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}
