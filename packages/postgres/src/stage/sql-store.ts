import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import {
  deduplicate,
  type OutboxEntry,
  type Output,
  type Positions,
  type Producer,
  producerName,
  type Received,
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

/**
 * The store of a stage on SQL: state, positions and the outbox entry in one transaction. `instance` names this process among
 * those that run the stage: outputs carry it, so that readers can tell a repeated output from a new one.
 */
export const sqlStore = <Touched, State, Change>(
  sql: Sql,
  repository: StageRepository<Touched, State, Change>,
  instance = 'local',
): Store<Touched, State, Change> => ({
  transact: async (consumer, messages, decide, touches) => {
    const saved = await sql.transaction(async (tx) => {
      await tx.lockAll('positions', partitionsOf(consumer, messages))
      const { fresh, positions } = deduplicate(messages, await loadPositions(tx, consumer, messages))
      if (fresh.length === 0) return undefined
      const { change, outputs } = decide(await repository.load(tx, touches(fresh)), fresh)
      await repository.save(tx, change)
      await savePositions(tx, consumer, positions)
      return {
        change,
        entries: await saveOutboxEntry(tx, { producer: { kind: 'stage', consumer, instance }, outputs }),
      }
    })
    if (saved !== undefined) repository.committed?.(saved.change)
    return saved?.entries ?? []
  },
  pending: (consumer) => pendingOutboxEntries(sql, consumer),
  markPublished: (entries) => markPublished(sql, entries),
})

/** Saves outputs until they are known to be published. Deflated: their bytes are what an entry costs. */
export const saveOutboxEntry = async (
  tx: Queryable,
  { producer: by, outputs }: { producer: Producer; outputs: readonly Output[] },
): Promise<OutboxEntry[]> => {
  if (outputs.length === 0) return []
  const producer = producerName(by)
  const [row] = await tx.query<{ sequence: number }>(
    `insert into positions (consumer, source, sequence) values ($1, 'outbox', 1)
     on conflict (consumer, source) do update set sequence = positions.sequence + 1 returning sequence`,
    [producer],
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

const loadPositions = async (tx: Queryable, consumer: string, messages: readonly Received[]): Promise<Positions> => {
  const rows = await tx.query<{ source: string; sequence: number; idx: number }>(
    'select source, sequence, idx from positions where consumer = $1 and source = any($2)',
    [consumer, sourcesOf(messages)],
  )
  return new Map(rows.map(({ source, sequence, idx }) => [source, { sequence, index: idx }]))
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

const packed = async (outputs: readonly Output[]): Promise<string> =>
  (await promisify(deflate)(JSON.stringify(outputs), { level: 1 })).toString('base64')

const unpacked = async (text: string): Promise<Output[]> =>
  JSON.parse((await promisify(inflate)(Buffer.from(text, 'base64'))).toString())
