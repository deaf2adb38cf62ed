import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { logContract } from '@shouwang/flow/testing'
import { open } from 'lmdb'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { packBlocks } from '../src/block.ts'
import { type LmdbLog, LogProblem, openLmdbLog } from '../src/index.ts'
import { openTables } from '../src/tables.ts'

let directory: string
let log: LmdbLog

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lmdb-log-'))
  log = await openLmdbLog(directory)
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
  const before = await openLmdbLog(other)
  await before.append('kept', [{ key: 'k', value: 'still here' }])
  await before.close()
  const after = await openLmdbLog(other)
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

/** A log as earlier versions made it: their memory became its pages as it was. */
const unzeroed = async (path: string, topics: Readonly<Record<string, readonly string[]>>): Promise<void> => {
  const env = open({ path, maxDbs: 4, mapSize: 2 ** 40, noMemInit: true })
  const [blocks, ends] = [env.openDB({ name: 'blocks', encoding: 'binary' }), env.openDB({ name: 'ends' })]
  for (const [topic, values] of Object.entries(topics)) {
    const [block] = await packBlocks(values.map((value) => ({ key: 'k', value })))
    await blocks.put([topic, 0], block?.bytes as Buffer)
    await ends.put(topic, values.length)
  }
  await env.openDB({ name: 'commits' }).put(['ingest', 'a'], 1)
  await env.close()
}

const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'lmdb-log-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return join(made, 'log')
}

test('a log of an earlier version is written anew, without what stood in its memory, and says the same', async () => {
  const path = await folder()
  await unzeroed(path, { a: ['1', '2'], b: ['3'] })
  const needle = Buffer.from('11010519491231002X')
  const dirty = Buffer.concat([await readFile(join(path, 'data.mdb')), needle])
  await writeFile(join(path, 'data.mdb'), dirty)
  for (let openedAgain = 0; openedAgain < 2; openedAgain += 1) {
    const opened = await openLmdbLog(path)
    expect([...opened.messages('a'), ...opened.messages('b')].map(({ value }) => value)).toEqual(['1', '2', '3'])
    expect(opened.lag('ingest', ['a', 'b'])).toBe(2)
    await opened.close()
    expect((await readFile(join(path, 'data.mdb'))).includes(needle)).toBe(false)
    expect(await readdir(join(path, '..'))).toEqual(['log'])
  }
})

test('a log that was killed while it was written anew loses nothing', async () => {
  const path = await folder()
  await unzeroed(`${path}-new`, { a: ['half'] })
  await unzeroed(path, { a: ['1', '2'] })
  const before = await openLmdbLog(path)
  expect([...before.messages('a')].map(({ value }) => value)).toEqual(['1', '2'])
  await before.close()
  await rename(path, `${path}-new`)
  const after = await openLmdbLog(path)
  expect([...after.messages('a')].map(({ value }) => value)).toEqual(['1', '2'])
  await after.close()
})

test('what the process held in memory never becomes a page of the file', async () => {
  const path = await folder()
  const { env, blocks } = openTables(path)
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const secret = 'secret-11010519491231002X'.repeat(160)
  for (let round = 0; round < 30; round += 1) {
    // Memory of a page's size that was freed is what the next page is made of.
    for (let at = 0; at < 400; at += 1) Buffer.allocUnsafeSlow(4_096).fill(secret)
    collect()
    env.transactionSync(() => {
      for (let at = 0; at < 20; at += 1) void blocks.put(['t', round * 20 + at], Buffer.alloc(600 + at))
    })
  }
  await env.close()
  expect((await readFile(join(path, 'data.mdb'))).includes('secret-')).toBe(false)
})

test('a log of which the end is gone is refused in one sentence, and never read', async () => {
  const path = await folder()
  const opened = await openLmdbLog(path)
  await opened.append(
    't',
    Array.from({ length: 20_000 }, () => ({ key: 'k', value: randomBytes(50).toString('hex') })),
  )
  await opened.close()
  const file = join(path, 'data.mdb')
  const whole = await readFile(file)
  await truncate(file, Math.floor(whole.length / 2))
  const refused = await openLmdbLog(path).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(LogProblem)
  expect((refused as LogProblem).zh).toMatch(
    /^日志文件 .* 被截断（应有 \d+ 字节，实有 \d+ 字节）：请用 pnpm shouwang restore 从备份恢复。/,
  )
  await writeFile(file, whole)
  const again = await openLmdbLog(path)
  expect(again.lag('g', ['t'])).toBe(20_000)
  await again.close()
})

const noise = (): string => randomBytes(400).toString('hex')

test('a rewritten log has no byte of what went, and goes on where it was', async () => {
  const other = await mkdtemp(join(tmpdir(), 'lmdb-log-'))
  const path = join(other, 'log')
  const rewritten = await openLmdbLog(path)
  onTestFinished(() => rm(other, { recursive: true }))
  const needle = noise()
  const values = Array.from({ length: 600 }, (_, at) => (at % 3 === 0 ? `${at} ${needle}` : `${at} ${noise()}`))
  await rewritten.append(
    'read',
    values.map((value) => ({ key: 'k', value })),
  )
  await rewritten.append('unread', [{ key: 'k', value: needle }])
  const source = rewritten.source({ topics: ['read'], group: 'reader' })
  await source.commit(await source.read({ max: 500, waitMs: 0 }))
  const [left] = await source.read({ max: 1, waitMs: 0 })

  const [counts] = await Promise.all([
    rewritten.rewrite((message) =>
      message.value.includes(needle) ? undefined : message.offset === 1 ? { key: 'k', value: 'changed' } : message,
    ),
    rewritten.append('read', [{ key: 'k', value: 'meanwhile' }]),
  ])
  expect(counts).toEqual({ gone: 167, changed: 1 })
  const after = [...rewritten.messages('read')]
  expect(after.map(({ offset, value }) => [offset, value])).toEqual([
    ...values.flatMap((value, at) => (at < 500 && at % 3 === 0 ? [] : [[at, at === 1 ? 'changed' : value]])),
    [600, 'meanwhile'],
  ])
  expect(left?.offset).toBe(500)
  expect((await source.read({ max: 1_000, waitMs: 0 })).at(-1)).toMatchObject({ offset: 600, value: 'meanwhile' })
  expect([...rewritten.messages('unread')].map(({ value }) => value)).toEqual([needle])
  await rewritten.close()
  expect((await readdir(other)).toSorted()).toEqual(['log'])
  const again = await openLmdbLog(path)
  expect([...again.messages('read')]).toHaveLength(434)
  await again.close()
})
