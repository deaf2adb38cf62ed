import { type RawRecord, recordsTopic } from '@shouwang/contracts'
import type { EventFeed } from '@shouwang/feeds'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveFile, receiveRecords } from '../src/index.ts'
import { memoryIntake } from './memory-intake.ts'

let world: Awaited<ReturnType<typeof memoryIntake>>
beforeAll(async () => {
  world = await memoryIntake()
})
afterAll(() => world.sql.close())

const problemsOf = (feed: string, delivery: string): readonly (string | undefined)[] =>
  world.log
    .messages(recordsTopic(feed))
    .map(({ value }) => JSON.parse(value) as RawRecord)
    .filter((record) => record.delivery === delivery && record.end === undefined)
    .map(({ problem }) => problem)

const sent = async (feed: string, rows: readonly Record<string, string>[], within: string) => {
  const records = rows.map((cells, at) => ({ rowNo: at + 1, cells }))
  const by = { sender: 'key:思明消防', within }
  const taken = await receiveRecords(
    world.intake,
    world.intake.feeds.find(({ id }) => id === feed) as EventFeed,
    records,
    '2026-10-31',
    by,
  )
  return taken.ok ? problemsOf(feed, taken.delivery) : taken
}

test('a key of one district sent another’s fires as its own: such a row is set aside', async () => {
  const rows = [{ 区划代码: '350203001001' }, { 区划代码: '350211001001' }, { 地址: '湖滨南路' }]
  expect(await sent('fire', rows, '350203')).toEqual([undefined, 'other-region', undefined])
  expect(await sent('fire', rows, '')).toEqual([undefined, undefined, undefined])
})

test('who moves to another district is reported by the one that he leaves', async () => {
  expect(await sent('resident-change', [{ 新区划代码: '350211001001' }], '350203')).toEqual([undefined])
})

test('a file of a district’s officer has rows of another district set aside, too', async () => {
  const bytes = async function* () {
    yield Buffer.from('区划代码,身份证号,姓名,时间\n350203001,35020319790602784342,魏兰,2026-10-30\n350211001,,,\n')
  }
  const about = { fileName: '消防_火灾.csv', feed: 'fire', asOf: '2026-10-31', within: '350203' }
  const taken = await receiveFile(world.intake, bytes(), about)
  expect(taken.kind === 'delivery' ? problemsOf('fire', taken.delivery) : taken).toEqual([undefined, 'other-region'])
})
