import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { logContract } from '@shouwang/flow/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LmdbLog, openLmdbLog } from '../src/index.ts'

let directory: string
let log: LmdbLog

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lmdb-log-'))
  log = openLmdbLog(directory)
})
afterAll(async () => {
  await log.close()
  await rm(directory, { recursive: true })
})

logContract.forEach(({ says, check }, i) => {
  test(`on LMDB, ${says}`, () => check(log, `topic-${i}`))
})

test('lag counts what a group has not committed', async () => {
  await log.append('lagging', [
    { key: 'k', value: '1' },
    { key: 'k', value: '2' },
  ])
  expect(log.lag('group', ['lagging'])).toBe(2)
  const source = log.source({ topics: ['lagging'], group: 'group' })
  await source.commit(await source.read({ max: 1, waitMs: 10 }))
  expect(log.lag('group', ['lagging'])).toBe(1)
})

test('what was appended is there after the log is opened again', async () => {
  const other = await mkdtemp(join(tmpdir(), 'lmdb-log-'))
  const before = openLmdbLog(other)
  await before.append('kept', [{ key: 'k', value: 'still here' }])
  await before.close()
  const after = openLmdbLog(other)
  expect([...after.messages('kept')].map((message) => message.value)).toEqual(['still here'])
  await after.close()
  await rm(other, { recursive: true })
})

test('a topic with many messages keeps those of another waiting for one batch', async () => {
  const many = Array.from({ length: 1_000 }, (_, at) => ({ key: 'k', value: `${at}` }))
  await log.append('flood', many)
  const source = log.source({ topics: ['flood', 'trickle'], group: 'fair' })
  await source.read({ max: 10, waitMs: 0 })
  await log.append('trickle', [{ key: 'k', value: 'mine' }])
  const next = [...(await source.read({ max: 10, waitMs: 0 })), ...(await source.read({ max: 10, waitMs: 0 }))]
  expect(next.map(({ value }) => value)).toContain('mine')
})
