import { afterAll, beforeAll, expect, test } from 'vitest'
import { announceDelivery, type DeliveryProgress, ingestRepository, readDelivery, type Sql } from '../src/index.ts'
import { completeDeliveries } from '../src/ingest/deliveries.ts'
import { openStore } from './open-store.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openStore()
})
afterAll(() => sql.close())

const kept = ingestRepository((plain) => plain)
const batch: DeliveryProgress = {
  delivery: 'd-1',
  opens: undefined,
  lastRow: 0,
  received: 0,
  accepted: 0,
  mended: 0,
  quarantined: {},
  nameless: 0,
  marked: 0,
  throughMonth: null,
  ended: false,
  wholeOf: null,
  remarks: {},
  problem: null,
}
const save = (...progress: DeliveryProgress[]) =>
  sql.transaction((tx) =>
    kept.save(tx, { progress, statements: [], notes: [], quarantined: [], listed: [], corrected: [], leads: [] }),
  )
const statusOf = async (delivery: string) => (await readDelivery(sql, delivery))?.status
const announce = (delivery: string) =>
  announceDelivery(sql, {
    delivery,
    feed: 'assistance-roll',
    fileName: '名册.csv',
    contentHash: null,
    businessDay: '2026-10-31',
    region: '350200000000',
    part: false,
  })

test('rows that name nobody add up over the batches of a delivery', async () => {
  await announce('d-1')
  await save({ ...batch, lastRow: 2, received: 2, nameless: 2, quarantined: { 'bad-id-number': 2 } })
  await save({ ...batch, lastRow: 3, received: 1, nameless: 1, quarantined: { 'bad-id-number': 1 } })
  const { deliveries } = await sql.transaction((tx) => kept.load(tx, { deliveries: ['d-1'], persons: [], named: [] }))
  expect(deliveries.get('d-1')).toMatchObject({ lastRow: 3, received: 3, nameless: 3 })
})

test('a delivery is complete once scoring has heard of each of its rows set aside that name somebody', async () => {
  await announce('d-2')
  const rows = { ...batch, delivery: 'd-2', received: 1, marked: 1, quarantined: { 'unknown-code': 1 } }
  await save({ ...rows, lastRow: 1 })
  await save({ ...rows, lastRow: 2, ended: true })
  expect(await statusOf('d-2')).toBe('processing')
  for (const status of ['processing', 'complete']) {
    await sql.query(`update deliveries set marks_due = marks_due - 1 where delivery = 'd-2'`)
    await sql.transaction((tx) => completeDeliveries(tx, ['d-2']))
    expect(await statusOf('d-2')).toBe(status)
  }
})

test('why a delivery is no whole roll is kept, whatever comes behind its end', async () => {
  await announce('d-3')
  await save({ ...batch, delivery: 'd-3', ended: true, problem: '名单是空的' })
  await save({ ...batch, delivery: 'd-3' })
  expect(await readDelivery(sql, 'd-3')).toMatchObject({ status: 'complete', problem: '名单是空的' })
})
