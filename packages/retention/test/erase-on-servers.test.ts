import { createCipher, erasureMark } from '@shouwang/identity'
import { listErasures, openPglite, orderErasure, placeHold, type Sql } from '@shouwang/postgres'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { keepRetentionOnce, loadTerms, type RetentionDependencies, type ServerLog } from '../src/index.ts'

const cipher = createCipher([Buffer.alloc(32, 7)])
const person = `p_${'a'.repeat(24)}`
const alias = `p_${'c'.repeat(24)}`
const topic = 'change-events.v1'

/** Topics as brokers keep them: where each ends, how far its reader is, and from where it still has messages. */
const topicsOnServers = () => {
  const at = { end: 5, read: 5, first: 0 }
  const log: ServerLog = {
    forgetAfter: async () => undefined,
    ends: async (topics) => new Map(topics.map((name) => [`${name}/0`, at.end])),
    hasRead: async (_, topics, ends) => topics.every((name) => at.read >= (ends.get(`${name}/0`) ?? 0)),
    deleteBefore: async (offsets) => {
      at.first = Math.max(at.first, offsets.get(`${topic}/0`) ?? 0)
    },
  }
  return { at, log }
}

let sql: Sql
let today: string
let brokers: ReturnType<typeof topicsOnServers>
beforeAll(async () => {
  sql = await openPglite()
})
afterAll(() => sql.close())

const known = () =>
  sql.query(`insert into persons (person, household, facts) values ($1, $2, '[]')`, [person, `~${person}`])
const counted = async () => (await sql.query('select 1 from persons')).length
const order = async () => (await listErasures(sql, ''))[0]

beforeEach(async () => {
  await sql.query('delete from erasures')
  await sql.query('delete from persons')
  await sql.query('delete from legal_holds')
  await sql.query('delete from retention_runs')
  today = '2026-10-31'
  brokers = topicsOnServers()
  await known()
  const about = { orderNo: '1号', why: '本人申请', region: '350200000000', later: 'refuse', leads: [] } as const
  const by = { proposedBy: 'C1', confirmedBy: 'C2' }
  await orderErasure(sql, { ...about, ...by, mark: erasureMark(person), person, alias })
})

const dependencies = (): RetentionDependencies => ({
  ...{ sql, cipher, log: brokers.log, warehouse: undefined, terms: loadTerms(), topics: [topic] },
  reads: [{ group: 'scoring', topics: [topic] }],
  ...{ compact: undefined, deleteLogs: undefined, keepOrders: undefined },
  today: () => today,
  newAlias: () => alias,
  events: { waiting: () => undefined, resumed: () => undefined, erased: () => undefined, termsKept: () => undefined },
  signal: new AbortController().signal,
})
const pass = () => keepRetentionOnce(dependencies())

test('an order was done while a stage still had to read what named the person, and he came back', async () => {
  brokers.at.read = 3
  expect(await pass()).toBe(1)
  expect(await counted()).toBe(0)
  // However often it is looked at, no pass counts before the stage has read what was there.
  for (let times = 0; times < 3; times += 1) expect(await pass()).toBe(1)
  expect(await order()).toMatchObject({ logDue: null, doneAt: null })
  await known()
  brokers.at.read = 5
  expect(await pass()).toBe(1)
  expect(await counted()).toBe(0)
  expect(await pass()).toBe(1)
  expect(await pass()).toBe(0)
  expect(await order()).toMatchObject({ logDue: '2026-11-07', doneAt: null })
})

const untilLeft = async (): Promise<void> => {
  while ((await pass()) !== 0);
}

test('topics are emptied a week later up to where they ended, and only then the order is done', async () => {
  await untilLeft()
  brokers.at.end = 9
  const [left] = await sql.query('select person, alias, scope_sealed as sealed from erasures')
  expect(left).toEqual({ person: null, alias: null, sealed: null })
  today = '2026-11-06'
  await pass()
  expect(brokers.at.first).toBe(0)
  today = '2026-11-07'
  await pass()
  expect(brokers.at.first).toBe(5)
  expect(await order()).toMatchObject({ logDue: '2026-11-07', doneAt: expect.any(String) })
})

test('while somebody else is held no topic is emptied, and the order waits until the hold is over', async () => {
  await untilLeft()
  const hold = { kind: 'person', subject: `p_${'b'.repeat(24)}`, until: '2026-12-01' } as const
  await placeHold(sql, { ...hold, orderNo: '2号', why: '调查', region: '350200000000', placedBy: 'C1' })
  today = '2026-12-01'
  await pass()
  expect([brokers.at.first, (await order())?.doneAt]).toEqual([0, null])
  today = '2026-12-02'
  await pass()
  expect(brokers.at.first).toBe(5)
})

test('what nobody knows any more is looked for among what stages have still to read', async () => {
  await sql.query('update erasures set person = null')
  await sql.query('delete from persons')
  brokers.at.read = 3
  expect(await pass()).toBe(1)
  await known()
  brokers.at.read = 5
  await untilLeft()
  expect(await counted()).toBe(0)
})
