import { randomUUID } from 'node:crypto'
import { type RawRecord, type RegionCode, recordsTopic } from '@shouwang/contracts'
import { type EventFeed, type Feed, loadFeeds, mapRow } from '@shouwang/feeds'
import { type Log, run } from '@shouwang/flow'
import { type Cipher, createCipher, keyFromText, type Pseudonymiser, pseudonymiser } from '@shouwang/identity'
import { ingestKept, type Sql, storeOn } from '@shouwang/postgres'
import { openEngines, type ProcessWorld, runService } from '@shouwang/service-process'
import { lagReading, stageTelemetry } from '@shouwang/telemetry'
import { Config } from './config.ts'
import { watchDropFolder } from './drop-folder.ts'
import { ingestStage, type Mapping } from './flow.ts'
import type { IntakeWorld } from './intake.ts'
import { schedulePulls } from './schedule-pulls.ts'
import type { StreamClock } from './stream-row.ts'
import { type IngestTelemetry, ingestReadings, ingestTelemetry } from './telemetry.ts'

export { checkFile, type FileChecked } from './check-file.ts'
export { Config } from './config.ts'
export { type DropFolder, watchDropFolder } from './drop-folder.ts'
export {
  type FileAbout,
  type FileTaken,
  type IntakeWorld,
  type RepeatKey,
  type RowsTaken,
  receiveFile,
  receiveRepeatable,
  receiveRows,
} from './intake.ts'
export { type PullWorld, pullFeed } from './pull-feed.ts'
export { schedulePulls } from './schedule-pulls.ts'
export { type IngestReadings, type IngestTelemetry, ingestReadings, ingestTelemetry } from './telemetry.ts'

export type IngestWorld = {
  readonly log: Log
  readonly sql: Sql
  readonly feeds: readonly Feed[]
  readonly cipher: Cipher
  readonly identity: Pseudonymiser
  readonly tell: IngestTelemetry
  readonly signal: AbortSignal
  readonly clock: StreamClock
  /** The region of a delivery that no door announced. */
  readonly region: RegionCode
  /** Names this process among those that ingest. */
  readonly instance: string
}

/** The consumer group of ingest, and the topics it reads: one for each feed that brings events. */
export const ingestReads = (feeds: readonly Feed[]) => ({
  group: 'ingest',
  topics: eventFeeds(feeds).map(({ id }) => recordsTopic(id)),
})

/** Turns departmental rows into change events until the signal aborts. */
export const startIngest = async (world: IngestWorld): Promise<void> => {
  const { log, sql, cipher, tell, signal, instance } = world
  const from = log.source(ingestReads(world.feeds))
  const store = storeOn(sql, ingestKept(cipher.seal), instance)
  await run(ingestStage(mappingOf(world)), { from, store, to: log, tell, signal })
}

const mappingOf = ({ feeds, cipher, identity, clock, region }: IngestWorld): Mapping => {
  const byTopic = new Map(eventFeeds(feeds).map((feed) => [recordsTopic(feed.id), feed]))
  return {
    feedOf: (topic) => {
      const feed = byTopic.get(topic)
      if (feed === undefined) throw new Error(`no feed is declared for the topic "${topic}"; add it to the catalogue`)
      return feed
    },
    mapRow: (feed, row, record) => mapRow(feed, row, contextOf(record), identity),
    open: cipher.open,
    seal: cipher.seal,
    rowName: (feed, plain) => `q_${identity.keyed(`row:${feed}`, plain)}`,
    clock,
    region,
  }
}

const contextOf = ({ delivery, rowNo, businessDay, asOf, receivedAt }: RawRecord) => ({
  delivery,
  rowNo,
  businessDay,
  receivedAt,
  today: asOf,
})

/** The feeds whose rows become change events. */
export const eventFeeds = (feeds: readonly Feed[]): readonly EventFeed[] =>
  feeds.filter((feed): feed is EventFeed => feed.delivers !== 'reference')

/** Ingests in a process of its own, on the engines that the settings name. */
const runIngest = async (process: ProcessWorld<Config>): Promise<void> => {
  const engines = await openEngines(process)
  if (engines === undefined) return
  const { log, sql } = engines
  const { signal, instance, clock, settings, metrics } = process
  const feeds = loadFeeds()
  ingestReadings(metrics, { sql, feeds, today: clock.today })
  lagReading(metrics, [ingestReads(feeds)], log.lag)
  const cipher = createCipher([keyFromText(settings.SHOUWANG_VAULT_KEY)])
  const identity = pseudonymiser(keyFromText(settings.SHOUWANG_PSEUDONYM_KEY))
  const tell = ingestTelemetry(process)
  const region = settings.SHOUWANG_REGION
  const newId = () => `d-${randomUUID()}`
  const intake: IntakeWorld = { sql, to: log, cipher, feeds, region, now: clock.now, newId, tell }
  const folder = settings.SHOUWANG_DROP_FOLDER
  await Promise.all([
    startIngest({ log, sql, feeds, signal, instance, clock, region, cipher, identity, tell }),
    folder === undefined
      ? undefined
      : watchDropFolder({ folder, intake, today: clock.today, signal, tell: stageTelemetry('drop-folder', process) }),
    schedulePulls({ intake, today: clock.today, secret: process.secret, tell, signal }, eventFeeds(feeds)),
  ])
  await engines.close()
}

if (import.meta.main) await runService({ name: 'ingest', settings: Config, run: runIngest })
