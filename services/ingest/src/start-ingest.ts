import { type RawRecord, type RegionCode, recordsTopic, topics } from '@shouwang/contracts'
import { eventFeeds, type Feed, mapRow } from '@shouwang/feeds'
import { type Log, runStage } from '@shouwang/flow'
import { type Cipher, leadNumber, nameKey, type Pseudonymiser, phoneKey } from '@shouwang/identity'
import type { RowKeys } from '@shouwang/identity/sealed-row'
import { ingestRepository, type Sql, savedUpTo, sqlStore } from '@shouwang/postgres'
import type { Mapping } from './feed-record.ts'
import { ingestStage } from './flow.ts'
import { openedSource } from './opened-source.ts'
import { type Ahead, pacedSource } from './paced-source.ts'
import type { StreamClock } from './stream-row.ts'
import type { IngestTelemetry } from './telemetry.ts'

/** What turning rows into change events needs. */
export type IngestDependencies = {
  readonly log: Log
  readonly sql: Sql
  readonly feeds: readonly Feed[]
  readonly cipher: Cipher
  readonly identity: Pseudonymiser
  /** Open what departments sealed themselves. */
  readonly rowKeys: Pick<RowKeys, 'open'>
  readonly events: IngestTelemetry
  readonly signal: AbortSignal
  readonly clock: StreamClock
  /** The region of a delivery that no door announced. */
  readonly region: RegionCode
  /** Names this process among those that ingest. */
  readonly instance: string
  /** How far it may run ahead of scoring; as far as it can when omitted. */
  readonly ahead?: Ahead
}

/** Of several senders: enough that scoring's batches stay large, few enough that nobody waits behind a whole file (docs/decisions/0025). */
const mostShared = 10_000

/**
 * How much may wait to be judged where scoring takes batches of `batch` events: of one sender the next two, so that it never
 * idles; of several senders as much as is judged in half a second.
 */
export const aheadOf = (
  lag: (group: string, topics: readonly string[]) => number | Promise<number>,
  batch: number,
): Ahead => ({
  waiting: async () => lag('scoring', [topics.changeEvents]),
  most: 2 * batch,
  mostShared,
})

/** The consumer group of ingest, and the topics it reads: one for each feed that brings events. */
export const ingestReads = (feeds: readonly Feed[]) => ({
  group: 'ingest',
  get topics() {
    return eventFeeds(feeds).map(({ id }) => recordsTopic(id))
  },
})

/** Turns departmental rows into change events until the signal aborts. */
export const startIngest = async (dependencies: IngestDependencies): Promise<void> => {
  const { log, sql, cipher, events, signal, instance, ahead } = dependencies
  const { group, topics: read } = ingestReads(dependencies.feeds)
  const source = log.source({ group, topics: read, savedUpTo: () => savedUpTo(sql, group) })
  const records = openedSource(source, dependencies.rowKeys)
  const from = ahead === undefined ? records : pacedSource(records, ahead, signal)
  const store = sqlStore(sql, ingestRepository(cipher.seal), { instance, events })
  await runStage(ingestStage(mappingOf(dependencies)), { from, store, to: log, events, signal })
}

/** How rows of the declared feeds are read. */
export const mappingOf = ({
  feeds,
  cipher,
  identity,
  clock,
  region,
}: Pick<IngestDependencies, 'feeds' | 'cipher' | 'identity' | 'clock' | 'region'>): Mapping => {
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
    nameKey: (name) => nameKey(identity, name),
    phoneKey: (phone) => phoneKey(identity, phone),
    leadNo: (feed, key) => leadNumber(identity, feed, key),
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
