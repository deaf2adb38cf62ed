import { promisify } from 'node:util'
import { constants, inflate, zstdCompress, zstdDecompress } from 'node:zlib'
import { topics } from '@shouwang/contracts'
import {
  deduplicate,
  type OutboxEntry,
  type Output,
  type Positions,
  type Producer,
  producerName,
  type Received,
  replayOf,
  type StageEvents,
  type Store,
  sourcesOf,
} from '@shouwang/flow'
import type { Queryable, Sql, Transaction } from '../engine/sql.ts'

/** The tables of one stage: how to load what a batch touches, and how to save what changed. */
export type StageRepository<Touched, State, Change> = {
  load: (tx: Transaction, touched: Touched) => Promise<State>
  save: (tx: Queryable, change: Change) => Promise<void>
  /** Called once the transaction has committed. */
  committed?: (change: Change) => void
}

/** Under which the last sequence that a producer was given is kept, beside the sources that consumers read. */
const outbox = 'outbox'

/** A process among those that run a stage, and whom it tells of messages that are passed over. */
type StageProcess = {
  /** Outputs carry it, so that readers can tell a repeated output from a new one. */
  readonly instance: string
  readonly events?: Pick<StageEvents, 'unsaved'>
}

/**
 * The store of a stage on SQL: state, positions and the outbox entry in one transaction. What a stage or a command tells is saved
 * before it is published, so a message that the outbox never gave a number was saved by a database that is lost: this one was
 * restored to a moment before. It is passed over, since what it was made of is done again and told anew.
 */
export const sqlStore = <Touched, State, Change>(
  sql: Sql,
  repository: StageRepository<Touched, State, Change>,
  { instance, events }: StageProcess = { instance: 'local' },
): Store<Touched, State, Change> => ({
  transact: async (consumer, messages, decide, touches) => {
    const saved = await sql.transaction(async (tx) => {
      await tx.lockAll('positions', partitionsOf(consumer, messages))
      const had = await loadPositions(tx, consumer, messages)
      const { fresh, positions, unsaved } = deduplicate(messages, had.positions, had.isUnsaved)
      // Repeats too move the position: a group that has committed behind it would be taken for one whose store was restored.
      if (positions.size > 0) await savePositions(tx, consumer, positions)
      if (fresh.length === 0) return { unsaved, entries: [] }
      const { change, outputs } = decide(await repository.load(tx, touches(fresh)), fresh)
      await repository.save(tx, change)
      const entries = await saveOutboxEntry(tx, { producer: { kind: 'stage', consumer, instance }, outputs })
      return { unsaved, entries, change: { saved: change } }
    })
    if (saved.unsaved > 0) events?.unsaved(saved.unsaved)
    if (saved.change !== undefined) repository.committed?.(saved.change.saved)
    return saved.entries
  },
  pending: (consumer) => pendingOutboxEntries(sql, consumer),
  markPublished: (entries) => markPublished(sql, entries),
})

/** Saves outputs until they are known to be published. Compressed: their bytes are what an entry costs. */
export const saveOutboxEntry = async (
  tx: Queryable,
  { producer: by, outputs }: { producer: Producer; outputs: readonly Output[] },
): Promise<OutboxEntry[]> => {
  if (outputs.length === 0) return []
  const producer = producerName(by)
  const [row] = await tx.query<{ sequence: number }>(
    `insert into positions (consumer, source, sequence) values ($1, $2, 1)
     on conflict (consumer, source) do update set sequence = positions.sequence + 1 returning sequence`,
    [producer, outbox],
  )
  const sequence = row?.sequence ?? 0
  const id = `${producer}/${sequence}`
  await tx.query('insert into outbox (id, consumer, producer, sequence, outputs) values ($1, $2, $3, $4, $5)', [
    id,
    by.consumer,
    producer,
    sequence,
    await packed(outputs),
  ])
  return [{ id, origin: { producer, sequence }, outputs }]
}

/** Outbox entries of a consumer, or of one of its producers, that may not be published yet, oldest first. */
export const pendingOutboxEntries = async (
  sql: Queryable,
  consumer: string,
  producer?: Producer,
): Promise<OutboxEntry[]> => {
  const rows = await sql.query<{ id: string; producer: string; sequence: number; outputs: string }>(
    `select id, producer, sequence, outputs from outbox
     where consumer = $1 and ($2::text is null or producer = $2) order by producer, sequence`,
    [consumer, producer === undefined ? null : producerName(producer)],
  )
  return Promise.all(
    rows.map(async ({ id, producer, sequence, outputs }) => ({
      id,
      origin: { producer, sequence },
      outputs: await unpacked(outputs),
    })),
  )
}

/** Deletes outbox entries that are published. */
export const markPublished = async (sql: Queryable, entries: readonly OutboxEntry[]): Promise<void> => {
  if (entries.length > 0) await sql.query('delete from outbox where id = any($1)', [entries.map(({ id }) => id)])
}

/** The keys to lock: a worker that lost a partition and its new owner run one after the other, so that the later one finds the positions of the first. */
const partitionsOf = (consumer: string, messages: readonly Received[]): string[] => [
  ...new Set(messages.map(({ topic, partition }) => `${consumer} ${topic}/${partition}`)),
]

/** The topics that only this program writes, each message out of an outbox. */
const ownTopics: ReadonlySet<string> = new Set(Object.values(topics))

/** Whose outbox a message came out of. On topics of records only replays are ours: what else departments number there is theirs. */
const ownProducerOf = ({ topic, origin }: Received, consumer: string): string | undefined =>
  origin !== undefined && (ownTopics.has(topic) || replayOf(origin.producer, consumer) !== undefined)
    ? origin.producer
    : undefined

/** How far a consumer has come, and which of these messages were saved by a database that is lost. */
const loadPositions = async (
  tx: Queryable,
  consumer: string,
  messages: readonly Received[],
): Promise<{ positions: Positions; isUnsaved: (message: Received) => boolean }> => {
  const producers = [...new Set(messages.flatMap((message) => ownProducerOf(message, consumer) ?? []))]
  const had = sourcesOf(messages).map((source) => [consumer, source] as const)
  const given = producers.map((producer) => [producer, outbox] as const)
  const asked = [...had, ...given]
  const rows = await tx.query<{ consumer: string; source: string; sequence: number; idx: number }>(
    `select consumer, source, sequence, idx from positions
     where (consumer, source) in (select * from unnest($1::text[], $2::text[]))`,
    [asked.map(([name]) => name), asked.map(([, source]) => source)],
  )
  const [outboxes, own] = [
    rows.filter(({ source }) => source === outbox),
    rows.filter(({ source }) => source !== outbox),
  ]
  const last = new Map(outboxes.map((row) => [row.consumer, row.sequence]))
  return {
    positions: new Map(own.map(({ source, sequence, idx }) => [source, { sequence, index: idx }])),
    isUnsaved: (message) => {
      const producer = ownProducerOf(message, consumer)
      return producer !== undefined && (message.origin?.sequence ?? 0) > (last.get(producer) ?? 0)
    },
  }
}

/**
 * Where a consumer's state stands, by `topic/partition`: the offset to go on from. Kafka keeps for itself what a group has
 * committed, and that is more where this database was restored to an earlier moment.
 */
export const savedUpTo = async (sql: Queryable, consumer: string): Promise<ReadonlyMap<string, number>> => {
  const rows = await sql.query<{ source: string; sequence: number }>(
    `select source, sequence from positions where consumer = $1 and source not like '% > %'`,
    [consumer],
  )
  return new Map(rows.map(({ source, sequence }) => [source, sequence + 1]))
}

const savePositions = async (tx: Queryable, consumer: string, positions: Positions): Promise<void> => {
  const entries = [...positions]
  await tx.query(
    `insert into positions (consumer, source, sequence, idx)
     select $1, * from unnest($2::text[], $3::bigint[], $4::int[])
     on conflict (consumer, source) do update set sequence = excluded.sequence, idx = excluded.idx`,
    [
      consumer,
      entries.map(([source]) => source),
      entries.map(([, position]) => position.sequence),
      entries.map(([, position]) => position.index),
    ],
  )
}

/**
 * Outputs as one text: topic, key and value, a line each. As JSON every quote of their values would be escaped, which takes
 * longer than all else that is done with an entry; what has lines of its own, or half a letter, is written so all the same.
 */
const packed = async (outputs: readonly Output[]): Promise<string> => {
  const lines = outputs.flatMap(({ topic, key, value }) => [topic, key, value])
  const text = lines.some((line) => line.includes('\n') || !line.isWellFormed())
    ? JSON.stringify(outputs)
    : lines.join('\n')
  return (await promisify(zstdCompress)(text, fast)).toString('base64')
}

/** Less small than zstd's usual levels, in half their time. */
const fast = { params: { [constants.ZSTD_c_compressionLevel]: -3 } }

/** Earlier versions wrote JSON, and deflated it. */
const unpacked = async (packed: string): Promise<Output[]> => {
  const bytes = Buffer.from(packed, 'base64')
  const isZstd = bytes.length >= 4 && bytes.readUInt32LE(0) === zstdMagic
  const text = (isZstd ? await promisify(zstdDecompress)(bytes) : await promisify(inflate)(bytes)).toString()
  if (text.startsWith('[')) return JSON.parse(text)
  const lines = text.split('\n')
  return Array.from({ length: lines.length / 3 }, (_, i) => {
    const [topic = '', key = '', value = ''] = lines.slice(3 * i, 3 * i + 3)
    return { topic, key, value }
  })
}

const zstdMagic = 0xfd2fb528
