import { type Day, daysBetween } from '@shouwang/contracts'
import { eventFeeds, type Feed, overdueAfterDays } from '@shouwang/feeds'
import { countQuarantine, countUnreadRolls, readFeedAccounts, readPulls, type Sql } from '@shouwang/postgres'
import { type Health, type Logger, type Metrics, stageTelemetry } from '@shouwang/telemetry'

/** What ingest tells its operators. */
export const ingestTelemetry = (dependencies: { log: Logger; metrics: Metrics; health: Health }) => {
  const failedPulls = dependencies.metrics.counter(
    'ingest_failed_pulls_total',
    'Pulls that did not come to their end',
    ['feed'],
  )
  const pullIntervals = dependencies.metrics.gauge(
    'ingest_pull_interval_seconds',
    'The longest time between two pulls that a feed declares',
    ['feed'],
  )
  const resealed = dependencies.metrics.counter(
    'ingest_resealed_texts_total',
    'Texts sealed anew with the newest key',
    [],
  )
  return {
    ...stageTelemetry('ingest', dependencies),
    resealed: (texts: number, unopened: number) => {
      resealed.inc({}, texts)
      dependencies.log.info({ texts, unopened }, 'texts of the vault were sealed anew with the newest key')
    },
    vaultKeysReplaced: (keys: readonly string[]) =>
      dependencies.log.info({ keys }, 'nothing needs these keys of the vault any more'),
    pullsEvery: (feed: string, seconds: number) => {
      failedPulls.inc({ feed }, 0)
      pullIntervals.set({ feed }, seconds)
      dependencies.log.info({ feed, seconds }, 'feed is pulled by itself')
    },
    pulled: (feed: string, rows: number) => dependencies.log.info({ feed, rows }, 'feed pulled'),
    pullFailed: (feed: string, error: unknown) => {
      failedPulls.inc({ feed })
      dependencies.log.warn({ feed, err: error }, 'a pull failed; it is tried again at its next hour')
    },
  }
}

export type IngestTelemetry = ReturnType<typeof ingestTelemetry>

export type IngestReadings = {
  readonly sql: Pick<Sql, 'query'>
  readonly feeds: readonly Feed[]
  readonly today: () => Day
}

/** What stands in the store, read at every scrape. Every process that ingests gives the same numbers. */
export const ingestReadings = (metrics: Metrics, { sql, feeds, today }: IngestReadings): void => {
  metrics.reading('ingest_quarantine_waiting_rows', 'Rows that wait for a person', ['feed', 'reason'], async () =>
    (await countQuarantine(sql)).map(({ feed, reason, waiting }) => ({ labels: { feed, reason }, value: waiting })),
  )
  metrics.reading('ingest_feed_overdue_after_days', 'Days after which a delivery is overdue', ['feed'], async () =>
    eventFeeds(feeds).flatMap((feed) => {
      const days = overdueAfterDays(feed)
      return days === null ? [] : [{ labels: { feed: feed.id }, value: days }]
    }),
  )
  metrics.reading('ingest_feed_age_days', 'Days since the business day of the last delivery', ['feed'], async () =>
    (await readFeedAccounts(sql)).map(({ feed, lastDay }) => ({
      labels: { feed },
      value: daysBetween(lastDay, today()),
    })),
  )
  metrics.reading('ingest_pull_age_seconds', 'Seconds since a feed was last pulled to its end', ['feed'], async () =>
    (await readPulls(sql)).flatMap(({ feed, secondsAgo }) =>
      secondsAgo === null ? [] : [{ labels: { feed }, value: secondsAgo }],
    ),
  )
  metrics.reading('ingest_pull_failing', 'Whether the last pull of a feed failed (1) or not (0)', ['feed'], async () =>
    (await readPulls(sql)).map(({ feed, problem }) => ({ labels: { feed }, value: problem === null ? 0 : 1 })),
  )
  metrics.reading('ingest_account_rows', 'Rows by what became of them', ['feed', 'outcome'], async () =>
    (await readFeedAccounts(sql)).flatMap((account) =>
      outcomes.map(([count, outcome]) => ({ labels: { feed: account.feed, outcome }, value: account[count] })),
    ),
  )
  metrics.reading('ingest_unread_rolls', 'Regions of which the last roll is not whole', ['feed'], async () =>
    (await countUnreadRolls(sql)).map(({ feed, regions }) => ({ labels: { feed }, value: regions })),
  )
  metrics.reading('ingest_unbalanced_rows', 'Rows by which an account does not add up', ['feed', 'sum'], async () =>
    (await readFeedAccounts(sql)).flatMap(({ feed, unaccounted, unresolved }) => [
      { labels: { feed, sum: 'received' }, value: unaccounted },
      { labels: { feed, sum: 'accepted' }, value: unresolved },
    ]),
  )
}

const outcomes = [
  ['received', 'received'],
  ['accepted', 'accepted'],
  ['quarantined', 'quarantined'],
  ['applied', 'applied'],
  ['duplicate', 'duplicate'],
  ['stale', 'stale'],
  ['quarantinedLater', 'quarantined-later'],
] as const
