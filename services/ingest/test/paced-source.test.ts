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

test('a log that can’t tell how much waits is an outage, and nothing is read', async () => {
  const away = async (): Promise<number> => {
    throw new Error('no broker answers')
  }
  const source = memoryLog().source({ topics: ['records.flood'], group: 'ingest' })
  await expect(pacedSource(source, { waiting: away, most: 1 }, running).read({ max: 1, waitMs: 1 })).rejects.toThrow(
    'no broker answers',
  )
})
