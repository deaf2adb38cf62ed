import { recordsTopic } from '@shouwang/contracts'
import { listDeliveries, listQuarantine, type Sql } from '@shouwang/postgres'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, install } from './installation.ts'
import { sampleBytes, sampleDay } from './sample.ts'
import { ledgerIn } from './what-came-out.ts'

const file = '残联_残疾人证.csv'
const text = new TextDecoder('gb18030').decode(sampleBytes(file))
const [known = {}] = parse(text, { columns: true, bom: true }) as Record<string, string>[]

let city: Installation
let sql: Sql
beforeAll(async () => {
  city = await install()
  sql = city.standalone.engines.sql
})
afterAll(() => city.close())

const produce = async (rows: readonly object[]): Promise<void> => {
  await city.standalone.engines.log.append(
    recordsTopic('disability-cert'),
    rows.map((row) => ({ key: '', value: JSON.stringify(row) })),
  )
  await city.untilIdle()
}
const waiting = async () => (await listQuarantine(sql, { state: 'waiting' }, { limit: 10, offset: 0 })).items
const receiptOf = async (delivery: string) =>
  (await listDeliveries(sql, { limit: 500, offset: 0 })).find((receipt) => receipt.delivery === delivery)

type Replayed = { sent: number; unreadable: number; deliveries: string[]; next: string | null }

const replayAll = async (filter: object): Promise<Replayed[]> => {
  const steps: Replayed[] = []
  for (let after: string | null = ''; after !== null; after = steps.at(-1)?.next ?? null) {
    const { status, body } = await city.operator.post('/quarantine/replay', { ...filter, after })
    expect(status).toBe(202)
    steps.push(body as unknown as Replayed)
  }
  await city.untilIdle()
  return steps
}

test('a replay older than what is known by now ends as stale in its receipt, and changes nothing', async () => {
  await produce([{ ...known, 办证日期: '2026-05-01', 残疾等级: '八级' }])
  const [set] = await waiting()
  await produce([{ ...known, 办证日期: '2026-09-01', 残疾等级: '二级' }])
  const { status, body } = await city.operator.post(`/quarantine/${set?.quarantineId}/replay`, {
    row: { 残疾等级: '一级' },
  })
  expect(status).toBe(202)
  await city.untilIdle()
  const { delivery } = body as unknown as { delivery: string }
  expect(await receiptOf(delivery)).toMatchObject({ status: 'complete', accepted: 1, applied: 0, stale: 1 })
})

test('thousands of rows that a mapping did not understand are replayed in steps once it does', async () => {
  const count = 2_345
  const { cipher } = city.standalone
  for (let at = 0; at < count; at += 500) {
    const ids = Array.from({ length: Math.min(500, count - at) }, (_, i) => `q_${String(at + i).padStart(6, '0')}`)
    await sql.query(
      `insert into quarantine (quarantine_id, feed, delivery, row_no, business_day, stage, reason, field, sealed)
       select id, 'disability-cert', 'd-old', 1, $3, 'ingest', 'unknown-code', '残疾等级', sealed
       from unnest($1::text[], $2::text[]) as t (id, sealed)`,
      [ids, ids.map((id) => cipher.seal(JSON.stringify({ ...known, 姓名: id }), id)), sampleDay],
    )
  }
  await sql.query(
    `insert into quarantine (quarantine_id, feed, delivery, row_no, business_day, stage, reason, sealed)
     values ('q_words', 'disability-cert', 'd-old', 2, $2, 'ingest', 'unknown-code', $1)`,
    [cipher.seal('一行乱码', 'q_words'), sampleDay],
  )
  const before = await city.operator.get('/quarantine?feed=disability-cert&reason=unknown-code&limit=1')
  expect(before.body).toMatchObject({ total: count + 1 })
  const steps = await replayAll({ feed: 'disability-cert', reason: 'unknown-code' })
  expect(steps.map(({ sent, unreadable }) => sent + unreadable)).toEqual([1000, 1000, 346])
  expect((await waiting()).map(({ quarantineId }) => quarantineId)).toEqual(['q_words'])
  expect((await ledgerIn(sql)).every(({ balanced }) => balanced)).toBe(true)
})

test('a replay of many rows ends when all of them are refused again, and they wait again', async () => {
  await sql.query(`delete from quarantine`)
  await produce([1, 2, 3].map((level) => ({ ...known, 残疾等级: `${level}0级` })))
  expect(await waiting()).toHaveLength(3)
  expect(await replayAll({ feed: 'disability-cert' })).toMatchObject([{ sent: 3, next: null }])
  expect(await waiting()).toHaveLength(3)
})

test('rows are narrowed by business day, and so are their counts', async () => {
  const none = await city.operator.get('/quarantine?to=2026-01-01')
  expect(none.body).toMatchObject({ items: [], total: 0, counts: [] })
  const all = await city.operator.get(`/quarantine?from=${sampleDay}&to=${sampleDay}`)
  expect(all.body).toMatchObject({ total: 3, counts: [{ feed: 'disability-cert', waiting: 3 }] })
  expect(await replayAll({ feed: 'disability-cert', to: '2026-01-01' })).toMatchObject([{ sent: 0, next: null }])
})
