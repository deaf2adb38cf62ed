import { memoryLog } from '@shouwang/flow/testing'
import { expect, test } from 'vitest'
import { pacedSource } from '../src/paced-source.ts'

const running = new AbortController().signal

test('a million rows of one feed wait at their door while enough events wait to be judged', async () => {
  const log = memoryLog()
  await log.append('records.flood', [{ key: '', value: 'row' }])
  let waiting = 10
  const source = log.source({ topics: ['records.flood'], group: 'ingest' })
  const paced = pacedSource(source, { waiting: async () => waiting, most: 10 }, running)
  expect(await paced.read({ max: 5, waitMs: 1 })).toEqual([])
  waiting = 9
  expect(await paced.read({ max: 5, waitMs: 1 })).toMatchObject([{ value: 'row' }])
})

test('a log that can’t tell how much waits keeps nobody from reading: the source itself tells of an outage', async () => {
  const away = async (): Promise<number> => {
    throw new Error('no broker answers')
  }
  const log = memoryLog()
  await log.append('records.flood', [{ key: '', value: 'row' }])
  for (const waiting of [away, () => new Promise<number>(() => undefined)]) {
    const source = log.source({ topics: ['records.flood'], group: `ingest-${waiting.name}` })
    const paced = pacedSource(source, { waiting, most: 1 }, running)
    expect(await paced.read({ max: 1, waitMs: 1 })).toMatchObject([{ value: 'row' }])
  }
})
