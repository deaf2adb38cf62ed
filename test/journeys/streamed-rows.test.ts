import { recordsTopic } from '@shouwang/contracts'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, install } from './installation.ts'
import { sampleBytes, sampleDay } from './sample.ts'
import { ledgerIn, receiptsIn } from './what-came-out.ts'

const file = '残联_残疾人证.csv'
const text = new TextDecoder('gb18030').decode(sampleBytes(file))
const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[]

let city: Installation
beforeAll(async () => {
  city = await install()
})
afterAll(() => city.close())

const produce = async (values: readonly string[]): Promise<void> => {
  await city.standalone.engines.log.append(
    recordsTopic('disability-cert'),
    values.map((value) => ({ key: '', value })),
  )
  await city.untilIdle()
}

test('rows that a department produces straight to the log are judged and accounted for', async () => {
  await produce([...rows.map((row) => JSON.stringify(row)), '一行乱码'])
  const { sql } = city.standalone.engines
  const [receipt] = await receiptsIn(sql)
  expect(receipt).toMatchObject({
    delivery: `stream:disability-cert:${sampleDay}:0`,
    status: 'complete',
    received: rows.length + 1,
    quarantinedBy: { 'bad-row': 1 },
  })
  expect(receipt?.applied).toBeGreaterThan(0)
  expect((await ledgerIn(sql)).every(({ balanced }) => balanced)).toBe(true)
})

test('the file of the same rows says nothing new', async () => {
  const [streamed] = await receiptsIn(city.standalone.engines.sql)
  await city.deliver(file, new Uint8Array(sampleBytes(file)))
  await city.untilIdle()
  const filed = (await receiptsIn(city.standalone.engines.sql)).find(({ fileName }) => fileName === file)
  expect(filed).toMatchObject({ applied: 0, accepted: streamed?.accepted, duplicate: streamed?.accepted })
})

test('rows that come later join the delivery of the day', async () => {
  await produce([JSON.stringify(rows[0])])
  const streamed = (await receiptsIn(city.standalone.engines.sql)).find(({ fileName }) => fileName === null)
  expect(streamed).toMatchObject({ status: 'complete', received: rows.length + 2 })
})
