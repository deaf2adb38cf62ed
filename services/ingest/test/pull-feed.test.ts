import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { recordsTopic } from '@shouwang/contracts'
import type { EventFeed } from '@shouwang/feeds'
import { memoryIntake } from '@shouwang/intake/testing'
import { readPulls } from '@shouwang/postgres'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type PullDependencies, pullFeed } from '../src/index.ts'

type Asked = { since: string | undefined; authorization: string | undefined }

const rowsOf = (from: number, count: number) => Array.from({ length: count }, (_, at) => ({ 行: String(from + at) }))
let stock = rowsOf(0, 5)
let asked: Asked[] = []
let troubles: number[] = []

/** A department that gives two rows at a time, and says where to go on. */
const department = new Hono().get('/rows', (c) => {
  asked.push({ since: c.req.query('since'), authorization: c.req.header('authorization') })
  const trouble = troubles.shift()
  if (trouble !== undefined) return c.json({ problem: 'busy' }, trouble as 500)
  const since = Number(c.req.query('since') ?? 0)
  const rows = stock.slice(since, since + 2)
  return c.json({ data: { rows, next: since + rows.length } })
})

let world: Awaited<ReturnType<typeof memoryIntake>>
let server: ServerType
let feed: EventFeed
let pulls: PullDependencies
let failures: unknown[] = []
beforeAll(async () => {
  world = await memoryIntake()
  server = await new Promise((resolve) => {
    const started = serve({ fetch: department.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started))
  })
  const declared = world.intake.feeds.find(({ id }) => id === 'fire') as EventFeed
  const pull = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rows`,
    cron: '5 * * * *',
    rows: 'data.rows',
    cursor: { parameter: 'since', next: 'data.next' },
    auth: 'FIRE_TOKEN',
  }
  feed = { ...declared, pull }
  pulls = {
    intake: world.intake,
    today: () => '2026-10-31',
    secret: (name) => (name === 'FIRE_TOKEN' ? 'geheim' : undefined),
    events: { pulled: () => undefined, pullFailed: (_, error) => failures.push(error) },
    signal: new AbortController().signal,
    firstRetryMs: 5,
  }
})
beforeEach(() => {
  asked = []
  failures = []
  troubles = []
})
afterAll(async () => {
  server.close()
  await world.sql.close()
})

const rowsTaken = () =>
  world.log.messages(recordsTopic('fire')).filter(({ value }) => !('end' in (JSON.parse(value) as object))).length
const deliveries = () => world.sql.query('select delivery from deliveries')

test('a feed is pulled answer by answer with the token it names, and goes on later where it ended', async () => {
  await pullFeed(pulls, feed)
  expect(asked.map(({ since }) => since)).toEqual([undefined, '2', '4', '5'])
  expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer geheim']))
  expect(rowsTaken()).toBe(5)
  stock = [...stock, ...rowsOf(5, 1)]
  asked = []
  await pullFeed(pulls, feed)
  expect(asked.map(({ since }) => since)).toEqual(['5', '6'])
  expect(rowsTaken()).toBe(6)
  expect(await readPulls(world.sql)).toMatchObject([{ feed: 'fire', secondsAgo: expect.any(Number), problem: null }])
})

test('a department that is busy is asked again, and one that refuses is not', async () => {
  troubles = [503, 429]
  await pullFeed(pulls, feed)
  expect({ failures, times: asked.length }).toEqual({ failures: [], times: 3 })
  troubles = [403]
  asked = []
  await pullFeed(pulls, feed)
  expect({ failures: failures.length, times: asked.length }).toEqual({ failures: 1, times: 1 })
  expect(await readPulls(world.sql)).toMatchObject([{ problem: expect.stringContaining('answered 403') }])
})

test('an answer that a crash makes us fetch again is the same delivery', async () => {
  const before = await deliveries()
  await world.sql.query(`update pulls set cursor = '4' where feed = 'fire'`)
  await pullFeed(pulls, feed)
  const between = await deliveries()
  await world.sql.query(`update pulls set cursor = '4' where feed = 'fire'`)
  await pullFeed(pulls, feed)
  expect(between.length - before.length).toBe(1)
  expect(await deliveries()).toEqual(between)
})

test('two processes do not pull one feed at once', async () => {
  stock = [...stock, ...rowsOf(6, 4)]
  await Promise.all([pullFeed(pulls, feed), pullFeed(pulls, feed)])
  expect(asked.map(({ since }) => since)).toEqual(['6', '8', '10'])
})

test('a feed that needs a token which is not set says which variable would do', async () => {
  await pullFeed({ ...pulls, secret: () => undefined }, feed)
  expect(String(failures[0])).toContain('FIRE_TOKEN')
})
