import type { QuarantineNotice } from '@shouwang/contracts'
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

test('a batch of several deliveries adds to each its own, and opens those that nobody announced', async () => {
  await announce('d-5')
  const opens = { feed: 'assistance-roll', businessDay: '2026-10-31', region: '350200000000' }
  await save(
    { ...batch, delivery: 'd-5', lastRow: 2, received: 2, remarks: { x: 1 }, quarantined: { 'bad-date': 1 } },
    { ...batch, delivery: 'd-6', opens, lastRow: 1, received: 1, ended: true },
  )
  await save({ ...batch, delivery: 'd-5', lastRow: 3, received: 1, remarks: { x: 2, y: 1 } })
  const rows = await sql.query(
    `select delivery, received, status, part, remarks, quarantined_by from deliveries where delivery in ('d-5', 'd-6') order by 1`,
  )
  expect(rows).toEqual([
    {
      delivery: 'd-5',
      received: 3,
      status: 'receiving',
      part: false,
      remarks: { x: 3, y: 1 },
      quarantined_by: { 'bad-date': 1 },
    },
    { delivery: 'd-6', received: 1, status: 'complete', part: true, remarks: {}, quarantined_by: {} },
  ])
})

test('a row that is set aside twice in one batch counts twice', async () => {
  const notice = (quarantineId: string): QuarantineNotice => ({
    ...{ quarantineId, feed: 'assistance-roll', delivery: 'd-1', rowNo: 4, businessDay: '2026-10-31', stage: 'ingest' },
    ...{ reason: 'bad-id-number', field: '身份证号', at: '2026-11-01T08:00:00Z' },
  })
  const quarantined = ['q-1', 'q-2', 'q-1'].map((id) => ({ notice: notice(id), sealed: 'sealed' }))
  const change = { progress: [], statements: [], notes: [], quarantined, listed: [], corrected: [], leads: [] }
  await sql.transaction((tx) => kept.save(tx, change))
  expect(await sql.query('select quarantine_id, seen from quarantine order by 1')).toEqual([
    { quarantine_id: 'q-1', seen: 2 },
    { quarantine_id: 'q-2', seen: 1 },
  ])
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
