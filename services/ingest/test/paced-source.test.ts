import type { Received, Source } from '@shouwang/flow'
import { memoryLog } from '@shouwang/flow/testing'
import { expect, test } from 'vitest'
import { pacedSource } from '../src/paced-source.ts'

const running = new AbortController().signal

test('a million rows of one feed wait at their door while enough events wait to be judged', async () => {
  const log = memoryLog()
  await log.append('records.flood', [{ key: '', value: 'row' }])
  let waiting = 10
  const source = log.source({ topics: ['records.flood'], group: 'ingest' })
  const paced = pacedSource(source, { waiting: async () => waiting, most: 10, mostShared: 10 }, running)
  expect(await paced.read({ max: 5, waitMs: 1 })).toEqual([])
  waiting = 9
  expect(await paced.read({ max: 5, waitMs: 1 })).toMatchObject([{ value: 'row' }])
})

const rows = (sender: string, delivery: string, count: number) =>
  Array.from({ length: count }, (_, at) => ({ key: delivery, value: JSON.stringify({ sender, rowNo: at + 1 }) }))

test('a million rows of one sender leave others half a second’s work, not two batches, to wait behind', async () => {
  const log = memoryLog()
  await log.append('records.flood', rows('flood', 'd-flood', 100))
  let waiting = 0
  const source = log.source({ topics: ['records.flood', 'records.other'], group: 'ingest' })
  const paced = pacedSource(source, { waiting: async () => waiting, most: 50, mostShared: 5 }, running)
  expect(await paced.read({ max: 20, waitMs: 0 })).toHaveLength(20)
  await log.append('records.other', rows('other', 'd-other', 100))
  await paced.read({ max: 90, waitMs: 0 })
  waiting = 0
  for (let taken = 0; taken < 30; ) taken += (await paced.read({ max: 100, waitMs: 100 })).length
  const shared = await paced.read({ max: 100, waitMs: 100 })
  expect(shared.length).toBeLessThanOrEqual(5)
})

test('many files of one import were taken for many senders, and read in small batches', async () => {
  const log = memoryLog()
  for (let file = 0; file < 10; file++) await log.append('records.roll', rows('import', `d-${file}`, 10))
  const source = log.source({ topics: ['records.roll'], group: 'ingest' })
  const paced = pacedSource(source, { waiting: async () => 0, most: 50, mostShared: 5 }, running)
  let largest = 0
  for (let taken = 0; taken < 100; ) {
    const read = await paced.read({ max: 40, waitMs: 100 })
    taken += read.length
    largest = Math.max(largest, read.length)
  }
  expect(largest).toBe(40)
})

/** A source that always has more of these topics’ rows, which departments produced themselves, `ageMs` before. */
const produced = (topics: Readonly<Record<string, number>>): Source => {
  let offset = 0
  const row = (topic: string, ageMs: number): Received => {
    const writtenAtMs = Date.now() - ageMs
    return { topic, partition: 0, offset: offset++, key: String(offset), value: '{"姓名":"甲"}', writtenAtMs }
  }
  return {
    read: async ({ max }) => {
      const rows = Array.from({ length: max }, () => Object.entries(topics).map(([topic, ageMs]) => row(topic, ageMs)))
      return rows.flat().slice(0, max)
    },
    commit: async () => undefined,
    close: async () => undefined,
  }
}

const largestOf = async (source: Source): Promise<number> => {
  const paced = pacedSource(source, { waiting: async () => 0, most: 50_000, mostShared: 5 }, running)
  await paced.read({ max: 40, waitMs: 0 })
  return (await paced.read({ max: 40, waitMs: 0 })).length
}

test('a night’s rows of many departments are a backlog of each, not senders who wait for one another', async () => {
  const hour = 3_600_000
  expect(await largestOf(produced({ 'records.a': hour, 'records.b': hour }))).toBe(40)
  expect(await largestOf(produced({ 'records.a': hour, 'records.b': 100 }))).toBe(5)
})

test('each row that a department produced itself was taken for a sender', async () => {
  expect(await largestOf(produced({ 'records.a': 100 }))).toBe(40)
})

test('a log that can’t tell how much waits keeps nobody from reading: the source itself tells of an outage', async () => {
  const away = async (): Promise<number> => {
    throw new Error('no broker answers')
  }
  const log = memoryLog()
  await log.append('records.flood', [{ key: '', value: 'row' }])
  for (const waiting of [away, () => new Promise<number>(() => undefined)]) {
    const source = log.source({ topics: ['records.flood'], group: `ingest-${waiting.name}` })
    const paced = pacedSource(source, { waiting, most: 1, mostShared: 1 }, running)
    expect(await paced.read({ max: 1, waitMs: 1 })).toMatchObject([{ value: 'row' }])
  }
})
