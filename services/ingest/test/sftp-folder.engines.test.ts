import { rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordsTopic } from '@shouwang/contracts'
import type { EventFeed, SftpPull } from '@shouwang/feeds'
import { memoryIntake } from '@shouwang/intake/testing'
import { readPulls } from '@shouwang/postgres'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type PullDependencies, pullFeed } from '../src/index.ts'
import { noSshd, startSftp } from './department-servers.ts'

beforeEach(({ skip }) => skip(noSshd !== undefined, noSshd))

let server: Awaited<ReturnType<typeof startSftp>>
let world: Awaited<ReturnType<typeof memoryIntake>>
let pull: SftpPull
let feed: EventFeed
let pulls: PullDependencies
let failures: unknown[] = []
let betweenLooks = async (): Promise<void> => undefined

beforeAll(async () => {
  if (noSshd !== undefined) return
  server = await startSftp()
  world = await memoryIntake()
  const settings: Record<string, string> = {
    FIRE_SFTP: `sftp://${server.user}@127.0.0.1:${server.port}`,
    FIRE_KEY: server.privateKey,
  }
  pull = {
    from: 'sftp',
    address: 'FIRE_SFTP',
    privateKey: 'FIRE_KEY',
    cron: '5 * * * *',
    folder: server.outbox,
    hostKey: server.hostKey,
  }
  feed = { ...(world.intake.feeds.find(({ id }) => id === 'fire') as EventFeed), pull }
  pulls = {
    intake: world.intake,
    today: () => '2026-10-31',
    secret: (name) => settings[name],
    events: { pulled: () => undefined, pullFailed: (_, error) => failures.push(error) },
    signal: new AbortController().signal,
    firstRetryMs: 5,
    untilSecondLook: () => betweenLooks(),
  }
})
beforeEach(() => {
  failures = []
  betweenLooks = async () => undefined
})
afterAll(async () => {
  await server?.end()
  await world?.sql.close()
})

const lay = (name: string, days: readonly string[]): Promise<void> =>
  writeFile(
    join(server.outbox, name),
    ['身份证号,姓名,起火时间', ...days.map((day) => `350203197906027848,魏兰,${day}`)].join('\n'),
  )
const rowsTaken = () =>
  world.log.messages(recordsTopic('fire')).filter(({ value }) => !('end' in (JSON.parse(value) as object))).length

test('the files of a folder are taken once each, the oldest first, and stay where they lie', async () => {
  await lay('火灾_1001.csv', ['2026-10-01', '2026-10-02'])
  await lay('火灾_1003.csv', ['2026-10-03'])
  await pullFeed(pulls, feed)
  expect({ failures, rows: rowsTaken() }).toEqual({ failures: [], rows: 3 })
  await pullFeed(pulls, feed)
  expect(rowsTaken()).toBe(3)
  expect(await readPulls(world.sql)).toMatchObject([{ feed: 'fire', secondsAgo: expect.any(Number), problem: null }])
})

test('a file that is written again under its name is taken again', async () => {
  await lay('火灾_1003.csv', ['2026-10-03', '2026-10-04'])
  await pullFeed(pulls, feed)
  expect(rowsTaken()).toBe(5)
})

test('a file that is still being written waits, by its name or because it grows between two looks', async () => {
  await lay('火灾_1005.csv.part', ['2026-10-05'])
  await pullFeed(pulls, feed)
  expect(rowsTaken()).toBe(5)
  await rename(join(server.outbox, '火灾_1005.csv.part'), join(server.outbox, '火灾_1005.csv'))
  betweenLooks = () => lay('火灾_1005.csv', ['2026-10-05', '2026-10-06'])
  await pullFeed(pulls, feed)
  expect(rowsTaken()).toBe(5)
  betweenLooks = async () => undefined
  await pullFeed(pulls, feed)
  expect({ failures, rows: rowsTaken() }).toEqual({ failures: [], rows: 7 })
})

test('a file laid with the date of long ago is taken too', async () => {
  await lay('火灾_旧.csv', ['2026-09-01'])
  await utimes(join(server.outbox, '火灾_旧.csv'), 1_000_000_000, 1_000_000_000)
  await pullFeed(pulls, feed)
  expect(rowsTaken()).toBe(8)
})

test('a file that is no fire does not keep the others waiting, and is told until it is written anew', async () => {
  const wrong = join(server.outbox, 'a.csv')
  await writeFile(wrong, '')
  await lay('火灾_1007.csv', ['2026-10-07'])
  for (const _ of [1, 2]) {
    await pullFeed(pulls, feed)
    expect(await readPulls(world.sql)).toMatchObject([{ problem: expect.stringContaining('a.csv') }])
  }
  expect(rowsTaken()).toBe(9)
  await lay('a.csv', ['2026-10-08'])
  await pullFeed(pulls, feed)
  expect(await readPulls(world.sql)).toMatchObject([{ problem: null }])
  expect(rowsTaken()).toBe(10)
})

test.each([
  [
    'another server under the same address',
    { hostKey: `SHA256:${'A'.repeat(43)}` },
    'the server shows the key SHA256:',
  ],
  ['a key that is not set', { privateKey: 'NOBODY_KEY' }, 'NOBODY_KEY'],
])('%s is refused', async (_, wrong, told) => {
  await pullFeed(pulls, { ...feed, pull: { ...pull, ...wrong } })
  expect(String(failures)).toContain(told)
  expect(failures).toHaveLength(1)
})

test('a server that does not know our key says so, once', async () => {
  const stranger = {
    ...pulls,
    secret: (name: string) => (name === 'FIRE_SFTP' ? pulls.secret(name) : server.strangeKey),
  }
  await pullFeed(stranger, feed)
  expect(String(failures)).toContain('does not let us in')
})
