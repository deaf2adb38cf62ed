import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, installSample } from './installation.ts'
import { rejectedRows, sampleFiles } from './sample.ts'
import { warehouseCounts } from './warehouse-counts.ts'
import { assessmentsIn, ledgerIn, openTasks, receiptsIn, tasksIn, waitingRows } from './what-came-out.ts'

let city: Installation
const stateOf = async () => {
  const { sql, warehouse } = city.standalone.engines
  const { 'assessments.v1': assessments, 'task-events.v1': happenings } = await warehouseCounts(warehouse)
  return {
    assessments: await assessmentsIn(sql),
    tasks: await tasksIn(sql),
    open: await openTasks(sql),
    published: { assessments, happenings },
    waiting: (await waitingRows(sql)).map(({ quarantineId }) => quarantineId),
  }
}
let before: Awaited<ReturnType<typeof stateOf>>
beforeAll(async () => {
  city = await installSample()
  before = await stateOf()
  await city.deliverAll(sampleFiles())
})
afterAll(() => city?.close())

test('importing the same file again changes nothing: no assessment, no task, nothing published', async () => {
  expect(await stateOf()).toEqual(before)
})

test('every record of it is told to be a duplicate', async () => {
  const { sql } = city.standalone.engines
  const events = (await receiptsIn(sql)).filter(({ feed }) => feed !== 'regions' && feed !== 'staff')
  const byFeed = Object.values(Object.groupBy(events, ({ feed }) => feed))
  for (const receipts of byFeed) {
    const [again, first] = receipts?.[0]?.applied === 0 ? receipts : (receipts ?? []).toReversed()
    expect(again).toMatchObject({ status: 'complete', applied: 0, accepted: first?.accepted })
    expect((again?.duplicate ?? 0) + (again?.stale ?? 0)).toBe(again?.accepted)
  }
  expect((await ledgerIn(sql)).filter(({ balanced }) => !balanced)).toEqual([])
})

test('a row that was set aside twice waits once, and says how often it was seen', async () => {
  const rows = await waitingRows(city.standalone.engines.sql)
  expect(rows).toHaveLength(Object.values(rejectedRows).reduce((sum, count) => sum + count, 0))
  expect(rows.every(({ seen }) => seen === 2)).toBe(true)
})
