import { recordsTopic, topics } from '@shouwang/contracts'
import { policyOn } from '@shouwang/policy'
import type { Sql } from '@shouwang/postgres'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, install } from './installation.ts'
import { sampleBytes, sampleDay } from './sample.ts'
import { assessmentsIn, ledgerIn, receiptsIn, waitingRows } from './what-came-out.ts'

const text = new TextDecoder('gb18030').decode(sampleBytes('残联_残疾人证.csv'))
const names = ['魏兰', '邹志涛', '陈国志']
const rows = (parse(text, { columns: true, bom: true }) as Record<string, string>[]).filter(({ 姓名 }) =>
  names.includes(姓名 ?? ''),
)

let city: Installation
let sql: Sql
beforeAll(async () => {
  city = await install()
  sql = city.standalone.engines.sql
})
afterAll(() => city.close())

/** A bug in every number of the home region, until it is mended. */
const breakNumbers = (): { mend: () => void } => {
  const policy = policyOn(city.standalone.policies, null, sampleDay)
  const { number } = policy
  const bug = () => {
    throw new TypeError('a bug')
  }
  Object.assign(policy, { number: bug })
  return { mend: () => Object.assign(policy, { number }) }
}

const produce = async (topic: string, values: readonly string[]): Promise<void> => {
  await city.standalone.engines.log.append(
    topic,
    values.map((value) => ({ key: 'k', value })),
  )
  await city.untilIdle()
}
const pathTo = (row: { quarantineId: string } | undefined): string =>
  `/quarantine/${encodeURIComponent(row?.quarantineId ?? '')}`
const replay = (one: { quarantineId: string } | undefined, row: object | null = null) =>
  city.operator.post(`${pathTo(one)}/replay`, { row })
const balanced = async () => (await ledgerIn(sql)).every((line) => line.balanced)

test('events that a bug kept from being judged wait in quarantine, and are judged once it is mended', async () => {
  const { mend } = breakNumbers()
  await produce(
    recordsTopic('disability-cert'),
    rows.map((row) => JSON.stringify(row)),
  )
  expect(await receiptsIn(sql)).toMatchObject([{ status: 'complete', accepted: 3, applied: 0, quarantinedLater: 3 }])
  const listed = await city.operator.get('/quarantine?reason=crashed')
  expect(listed.body).toMatchObject({
    total: 3,
    items: [1, 2, 3].map(() => ({ feed: 'disability-cert', stage: 'scoring', reason: 'crashed', state: 'waiting' })),
  })
  expect(await balanced()).toBe(true)

  mend()
  const [first] = await waitingRows(sql)
  const shown = await city.operator.get(pathTo(first))
  expect(shown.body).toMatchObject({ masked: true, text: null, row: { type: 'DisabilityCertified', data: '＊＊＊' } })
  const mended = await replay(first, { type: 'x' })
  expect(mended).toMatchObject({ status: 409 })
  const replayed = await replay(first)
  expect(replayed).toMatchObject({ status: 202, body: { delivery: null } })
  expect(await replay(first)).toMatchObject({ status: 409 })
  await city.untilIdle()
  expect(Object.keys(await assessmentsIn(sql))).toHaveLength(1)
  expect(await receiptsIn(sql)).toMatchObject([{ status: 'complete', applied: 1, quarantinedLater: 2 }])
  expect(await balanced()).toBe(true)

  const all = await city.operator.post('/quarantine/replay', { feed: 'disability-cert', reason: 'crashed' })
  expect(all.body).toMatchObject({ sent: 0, resent: 2, unreadable: 0, deliveries: [], next: null })
  await city.untilIdle()
  expect(await receiptsIn(sql)).toMatchObject([{ status: 'complete', applied: 3, quarantinedLater: 0 }])
  expect(await waitingRows(sql)).toEqual([])
  expect(await balanced()).toBe(true)
})

test('an event that crashes again when it is replayed waits again, and stays accounted for', async () => {
  const { mend } = breakNumbers()
  await produce(recordsTopic('disability-cert'), [JSON.stringify({ ...rows[0], 办证日期: '2026-10-30' })])
  const [before, ...others] = await waitingRows(sql)
  expect(others).toEqual([])
  await replay(before)
  await city.untilIdle()
  const [after, ...more] = await waitingRows(sql)
  expect(more).toEqual([])
  expect(after).toMatchObject({ quarantineId: before?.quarantineId, seen: 2 })
  expect(await balanced()).toBe(true)
  mend()
  await replay(after)
  await city.untilIdle()
  expect(await waitingRows(sql)).toEqual([])
  expect(await balanced()).toBe(true)
})

test('an assessment that crashed alerting is shown for a purpose as it came, and given up for a reason', async () => {
  const bytes = '{"household":"h-of-a-bug","day":"2026-10-31","\0'
  await produce(topics.assessments, [bytes])
  const [row] = await waitingRows(sql)
  expect(row).toMatchObject({ stage: 'alert', feed: 'assessments', field: 'h-of-a-bug', businessDay: '2026-10-31' })
  const path = pathTo(row)
  expect((await city.operator.get(path)).body).toMatchObject({ row: null, text: null })
  expect((await city.operator.post(`${path}/open`, { purpose: 'correct-data' })).body).toMatchObject({ text: bytes })
  const all = await city.operator.post('/quarantine/replay', { feed: 'assessments' })
  expect(all.body).toMatchObject({ resent: 1 })
  await city.untilIdle()
  const [again] = await waitingRows(sql)
  const given = await city.operator.post(`${pathTo(again)}/discard`, { reason: '不是研判结果' })
  expect(given).toMatchObject({ status: 200 })
  expect(await waitingRows(sql)).toEqual([])
})
