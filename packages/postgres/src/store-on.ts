import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import { freshOnly, type Mark, type Output, type Owed, type Received, type Store, sourcesOf } from '@shouwang/flow'
import type { Sql, Transaction } from './sql.ts'

/** A statement runner inside a transaction. */
export type Tx = Pick<Sql, 'query'>

/** What a stage keeps: how to load what a batch touches, and how to save what changed. */
export type Kept<Touched, State, Change> = {
  load: (tx: Transaction, touched: Touched) => Promise<State>
  save: (tx: Tx, change: Change) => Promise<void>
  /** Told once the transaction has committed. */
  committed?: (change: Change) => void
}

/**
 * The store of a stage on SQL: state, position and outputs owed in one transaction. `instance` names this process among
 * those that run the stage: outputs carry it, so that readers can tell a repeat from a new one.
 */
export const storeOn = <Touched, State, Change>(
  sql: Sql,
  kept: Kept<Touched, State, Change>,
  instance = 'local',
): Store<Touched, State, Change> => ({
  transact: async (consumer, messages, decide, touches) => {
    const saved = await sql.transaction(async (tx) => {
      await tx.hold('positions', partitionsOf(consumer, messages))
      const { fresh, marks } = freshOnly(messages, await loadMarks(tx, consumer, messages))
      if (fresh.length === 0) return undefined
      const { change, outputs } = decide(await kept.load(tx, touches(fresh)), fresh)
      await kept.save(tx, change)
      await saveMarks(tx, consumer, marks)
      return { change, owed: await saveDebt(tx, { consumer, instance, outputs }) }
    })
    if (saved !== undefined) kept.committed?.(saved.change)
    return saved?.owed ?? []
  },
  owed: (consumer) => debtsOf(sql, consumer),
  settle: (owed) => settleDebts(sql, owed),
})

/** Keeps outputs until they are known to be published, deflated: their bytes are what this costs. */
export const saveDebt = async (
  tx: Tx,
  { consumer, instance, outputs }: { consumer: string; instance: string; outputs: readonly Output[] },
): Promise<Owed[]> => {
  if (outputs.length === 0) return []
  const producer = producerOf(consumer, instance)
  const [row] = await tx.query<{ sequence: number }>(
    `insert into positions (consumer, source, sequence) values ($1, 'owed', 1)
     on conflict (consumer, source) do update set sequence = positions.sequence + 1 returning sequence`,
    [producer],
  )
  const sequence = row?.sequence ?? 0
  const id = `${producer}/${sequence}`
  await tx.query('insert into owed (id, consumer, producer, sequence, outputs) values ($1, $2, $3, $4, $5)', [
    id,
    consumer,
    producer,
    sequence,
    await packed(outputs),
  ])
  return [{ id, origin: { producer, sequence }, outputs }]
}

/** What a consumer, or one instance of it, saved and may not have published, oldest first. */
export const debtsOf = async (sql: Tx, consumer: string, instance?: string): Promise<Owed[]> => {
  const rows = await sql.query<{ id: string; producer: string; sequence: number; outputs: string }>(
    `select id, producer, sequence, outputs from owed
     where consumer = $1 and ($2::text is null or producer = $2) order by producer, sequence`,
    [consumer, instance === undefined ? null : producerOf(consumer, instance)],
  )
  return Promise.all(
    rows.map(async ({ id, producer, sequence, outputs }) => ({
      id,
      origin: { producer, sequence },
      outputs: await unpacked(outputs),
    })),
  )
}

/** Who publishes what an instance of a consumer owes. */
export const producerOf = (consumer: string, instance: string): string => `${consumer}@${instance}`

/** Forgets debts that are published. */
export const settleDebts = async (sql: Tx, owed: readonly Owed[]): Promise<void> => {
  if (owed.length > 0) await sql.query('delete from owed where id = any($1)', [owed.map(({ id }) => id)])
}

/** A worker that lost a partition and its new owner take turns, so that the later one sees what the first one did. */
const partitionsOf = (consumer: string, messages: readonly Received[]): string[] => [
  ...new Set(messages.map(({ topic, partition }) => `${consumer} ${topic}/${partition}`)),
]

const loadMarks = async (
  tx: Tx,
  consumer: string,
  messages: readonly Received[],
): Promise<ReadonlyMap<string, Mark>> => {
  const rows = await tx.query<{ source: string; sequence: number; idx: number }>(
    'select source, sequence, idx from positions where consumer = $1 and source = any($2)',
    [consumer, sourcesOf(messages)],
  )
  return new Map(rows.map(({ source, sequence, idx }) => [source, { sequence, index: idx }]))
}

const saveMarks = async (tx: Tx, consumer: string, marks: ReadonlyMap<string, Mark>): Promise<void> => {
  const entries = [...marks]
  await tx.query(
    `insert into positions (consumer, source, sequence, idx)
     select $1, * from unnest($2::text[], $3::bigint[], $4::int[])
     on conflict (consumer, source) do update set sequence = excluded.sequence, idx = excluded.idx`,
    [
      consumer,
      entries.map(([source]) => source),
      entries.map(([, mark]) => mark.sequence),
      entries.map(([, mark]) => mark.index),
    ],
  )
}

const packed = async (outputs: readonly Output[]): Promise<string> =>
  (await promisify(deflate)(JSON.stringify(outputs), { level: 1 })).toString('base64')

const unpacked = async (text: string): Promise<Output[]> =>
  JSON.parse((await promisify(inflate)(Buffer.from(text, 'base64'))).toString())
