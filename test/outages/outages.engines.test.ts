import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type OwnEngines, startOwnEngines } from '../faults/own-engines.ts'
import { install } from '../journeys/installation.ts'
import { sampleDay } from '../journeys/sample.ts'
import { prepareServices, type RunningService, type ServiceName, type Services } from '../journeys/services.ts'
import { assessmentsIn, ledgerIn, openTasks, receiptsIn, waitingRows } from '../journeys/what-came-out.ts'
import { type ClickHouseStandIn, startClickHouseStandIn } from './clickhouse-stand-in.ts'
import { type Department, openDepartment } from './department.ts'
import { countyInParcels } from './parcels.ts'
import { lookAt, untilReady, watch } from './watch.ts'

const county = countyInParcels({ seed: 5, people: 1_500, to: sampleDay })
const limitMs = 120_000
const backWithinMs = 60_000
const noticedWithinMs = 30_000
const warmUpMs = 1_500
/** Far below what trying without a pause would come to. */
const mostRetries = 40
/** Below the memory that infra/kubernetes gives a service. */
const mostBytes = 700 * 1024 * 1024

let missing: string | undefined
let engines: OwnEngines
let clickhouse: ClickHouseStandIn
let calm: Awaited<ReturnType<typeof withoutOutage>>
let services: Services
let running: RunningService[]
let department: Department
let sent = 0

beforeAll(async () => {
  const started = await startOwnEngines()
  if ('missing' in started) {
    missing = started.missing
    return
  }
  engines = started
  clickhouse = await startClickHouseStandIn()
  calm = await withoutOutage()
  const at = { kafka: engines.broker.at, postgres: engines.postgres.at }
  services = await prepareServices(at, JSON.parse(calm.keys), sampleDay, {
    SHOUWANG_CHDB_PATH: '',
    SHOUWANG_CLICKHOUSE_URL: clickhouse.url,
  })
  running = await Promise.all(
    (['ingest', 'scoring', 'alert', 'warehouse', 'console'] as const).map((name) => services.start(name)),
  )
  for (const { fileName, csv } of county.references)
    await ask(`/deliveries?${new URLSearchParams({ fileName, asOf: sampleDay })}`, csv)
  const { key } = await ask('/intake-keys', JSON.stringify({ name: '部门', feeds: county.feeds }))
  department = openDepartment(the('console').address ?? '', key ?? '')
}, limitMs)
afterAll(async () => {
  await department?.end()
  await services?.close()
  await clickhouse?.close()
  await engines?.end()
}, limitMs)
beforeEach(({ skip }) => skip(missing !== undefined, `Kafka and PostgreSQL of its own: ${missing}`))

const the = (name: ServiceName): RunningService => {
  const found = running.find((service) => service.name === name)
  if (found === undefined) throw new Error(`${name} does not run`)
  return found
}

const ask = async (path: string, body?: string): Promise<{ readonly key?: string; readonly settled?: boolean }> => {
  const answer = await fetch(`${the('console').address}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${services.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as { key?: string; settled?: boolean }
}

/** What the same rows come to where nothing is ever away. */
const withoutOutage = async () => {
  const city = await install()
  for (const { fileName, csv } of county.references) await city.deliver(fileName, csv)
  for (const { feed, rows } of county.parcels) await city.operator.post(`/feeds/${feed}/records`, rows)
  await city.untilIdle()
  const { sql } = city.standalone.engines
  const result = { keys: city.keys, ...(await outcomeIn(sql)) }
  await city.close()
  return result
}

const outcomeIn = async (sql: Services['sql']) => ({
  tasks: await openTasks(sql),
  assessments: await assessmentsIn(sql),
  ledger: (await ledgerIn(sql)).map(({ feed, received, accepted, quarantined, balanced }) => ({
    feed,
    received,
    accepted,
    quarantined,
    balanced,
  })),
})

/** A way in which an engine goes away, and comes back. */
type Away = { readonly go: () => Promise<void> | void; readonly comeBack: () => Promise<void> | void }

/**
 * Sends a share of the county while an engine goes away, and comes back once these services were seen to wait for it: what was
 * seen and answered meanwhile. It is away for `awayMs` at least, so that the others could meet it too.
 */
const sendThrough = async (share: number, engine: Away, waiting: readonly ServiceName[], awayMs: number) => {
  const parcels = county.parcels.slice(sent, sent + Math.ceil(county.parcels.length * share))
  sent += parcels.length
  department.send(parcels)
  await sleep(warmUpMs)
  const before = new Map(await Promise.all(running.map(async (service) => [service, await lookAt(service)] as const)))
  department.answers()
  const watching = watch(running)
  await engine.go()
  await sleep(awayMs)
  await watching.untilUnready(waiting.map(the), noticedWithinMs)
  const answers = department.answers()
  await engine.comeBack()
  await untilReady(running, backWithinMs)
  await watching.end()
  await department.done()
  return {
    answers,
    seen: (name: ServiceName) => {
      const service = the(name)
      const looks = watching.seen(service)
      const unready = looks.filter(({ status }) => status === 503)
      const words = unready.flatMap(({ parts }) => Object.values(parts)).filter((state) => state !== 'ready')
      return {
        words: [...new Set(words)],
        waited: unready.length > 0 && looks.some(({ ready }) => !ready),
        retries: (looks.at(-1)?.retries ?? 0) - (before.get(service)?.retries ?? 0),
        bytes: Math.max(...looks.map(({ residentBytes }) => residentBytes)),
      }
    },
  }
}

type Through = Awaited<ReturnType<typeof sendThrough>>

/** It said what it waited for, tried again a few times with growing pauses, and took no more memory than it may. */
const expectWaited = ({ seen }: Through, name: ServiceName, words: RegExp): void => {
  const { waited, ...shown } = seen(name)
  expect(waited, `${name} was not ready, on /readyz and as a metric: ${JSON.stringify(shown)}`).toBe(true)
  expect(shown.words.length).toBeGreaterThan(0)
  for (const word of shown.words) expect(word, name).toMatch(words)
  expect(shown.retries, `${name} tried again`).toBeGreaterThan(0)
  expect(shown.retries, `${name} paused between its attempts`).toBeLessThan(mostRetries)
}

/** It named nothing else, where it had rows in hand: the intake takes none meanwhile, so it may have had none. */
const expectSaid = ({ seen }: Through, name: ServiceName, words: RegExp): void => {
  const shown = seen(name)
  for (const word of shown.words) expect(word, name).toMatch(words)
  expect(shown.retries, `${name} paused between its attempts`).toBeLessThan(mostRetries)
}

const expectWentOn = ({ seen }: Through, names: readonly ServiceName[]): void => {
  for (const name of names) expect(seen(name), name).toMatchObject({ words: [], retries: 0 })
}

const expectBounded = ({ seen }: Through): void => {
  for (const { name } of running) expect(seen(name).bytes, name).toBeLessThan(mostBytes)
}

const limit = { timeout: limitMs }

test('while the broker is away every stage waits for it, and the intake promises nothing', limit, async () => {
  const stages = ['ingest', 'scoring', 'alert', 'warehouse'] as const
  const through = await sendThrough(0.35, { go: engines.broker.kill, comeBack: engines.broker.restart }, stages, 7_000)
  for (const name of stages) expectWaited(through, name, /^Kafka is away: ./)
  expectWentOn(through, ['console'])
  expect(Object.keys(through.answers)).toContain('503')
  expectBounded(through)
})

test('while PostgreSQL hangs, its sockets open, the stages that keep something wait for it', limit, async () => {
  const through = await sendThrough(
    0.25,
    { go: engines.postgres.freeze, comeBack: engines.postgres.thaw },
    ['scoring'],
    14_000,
  )
  expectWaited(through, 'scoring', /^PostgreSQL is away: ./)
  expectSaid(through, 'ingest', /^PostgreSQL is away: ./)
  expectWentOn(through, ['warehouse'])
  // What the console does beside answering, leads to be routed and notices to be sent, names the outage too.
  expectSaid(through, 'console', /^PostgreSQL is away: ./)
  expect(through.seen('console').retries, 'console answers at once').toBe(0)
  expectBounded(through)
})

test('while PostgreSQL is down the stages that keep something wait for it', limit, async () => {
  const away = { go: engines.postgres.kill, comeBack: engines.postgres.restart }
  const through = await sendThrough(0.2, away, ['scoring'], 5_000)
  expectWaited(through, 'scoring', /^PostgreSQL is away: ./)
  expectSaid(through, 'ingest', /^PostgreSQL is away: ./)
  expectWentOn(through, ['warehouse'])
  // What the console does beside answering, leads to be routed and notices to be sent, names the outage too.
  expectSaid(through, 'console', /^PostgreSQL is away: ./)
  expect(through.seen('console').retries, 'console answers at once').toBe(0)
  expect(Object.keys(through.answers)).toContain('503')
  expectBounded(through)
})

test('while ClickHouse is away the warehouse copy waits for it, and everything else goes on', limit, async () => {
  const away = { go: clickhouse.goAway, comeBack: clickhouse.comeBack }
  const through = await sendThrough(1, away, ['warehouse'], 6_000)
  expectWaited(through, 'warehouse', /^ClickHouse is away: ./)
  expect(clickhouse.refusals()).toBeLessThan(mostRetries)
  expectWentOn(through, ['ingest', 'scoring', 'alert', 'console'])
  expect(Object.keys(through.answers)).toEqual(['202'])
  expectBounded(through)
})

test(
  'the same processes end with what came out without an outage, and what was acknowledged is there',
  limit,
  async () => {
    while (!(await ask('/pipeline')).settled) await sleep(200)
    for (const { child } of running) expect(child.exitCode).toBe(null)
    const { keys: _, ...expected } = calm
    expect(expected.tasks.length).toBeGreaterThan(0)
    expect(await outcomeIn(services.sql)).toEqual(expected)
    expect(expected.ledger.filter(({ balanced }) => !balanced)).toEqual([])
    const receipts = new Map((await receiptsIn(services.sql)).map((receipt) => [receipt.delivery, receipt]))
    expect(department.taken.size).toBe(county.parcels.length)
    for (const { key, rows } of county.parcels)
      expect(receipts.get(department.taken.get(key) ?? '')).toMatchObject({ status: 'complete', received: rows.length })
  },
)

test('nothing was set aside because of an outage, and the warehouse has all of it once', limit, async () => {
  expect((await waitingRows(services.sql)).filter(({ reason }) => reason === 'crashed')).toEqual([])
  const count = async (query: string): Promise<number> =>
    Number((await services.sql.query<{ rows: number }>(query))[0]?.rows)
  const accepted = calm.ledger.filter(({ feed }) => county.feeds.includes(feed)).map((line) => line.accepted)
  expect(clickhouse.rows('change_events')).toBe(accepted.reduce((sum, rows) => sum + rows, 0))
  expect(clickhouse.rows('assessments')).toBe(await count('select sum(version) as rows from households'))
  expect(clickhouse.rows('task_events')).toBe(await count('select count(*) as rows from task_events'))
})
