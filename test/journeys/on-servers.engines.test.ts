import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openChdb } from '@shouwang/clickhouse'
import { everyRead } from '@shouwang/console'
import { addDays, type PersonId, recordsTopic } from '@shouwang/contracts'
import { installedFeeds } from '@shouwang/feeds'
import type { Received } from '@shouwang/flow'
import { erasureMark, type VaultEntry } from '@shouwang/identity'
import { openKafka } from '@shouwang/kafka'
import { orderErasure } from '@shouwang/postgres'
import { keepRetentionOnce, loadTerms, newAlias, type RetentionDependencies, retainedTopics } from '@shouwang/retention'
import { openKeys } from '@shouwang/service-process'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { scanKept, told } from '../hostile/scan-kept.ts'
import { type Installation, installSample } from './installation.ts'
import { sampleDay, sampleFiles } from './sample.ts'
import { prepareServices, type RunningService, type Services } from './services.ts'
import { assessmentsIn, ledgerIn, openTasks } from './what-came-out.ts'

const { kafka, postgres } = inject('engines')
beforeEach(({ skip }) => {
  skip(kafka.at === undefined, `Kafka: ${kafka.missing}`)
  skip(postgres.at === undefined, `PostgreSQL: ${postgres.missing}`)
})

const limitMs = 240_000
let embedded: Installation
let embeddedClosed: Promise<void> | undefined
/** Only one embedded warehouse may be open in a process. */
const closeEmbedded = (): Promise<void> => {
  embeddedClosed ??= embedded?.close() ?? Promise.resolve()
  return embeddedClosed
}
let services: Services
let running: RunningService[] = []
let address: string

beforeAll(async () => {
  if (kafka.at === undefined || postgres.at === undefined) return
  embedded = await installSample()
  services = await prepareServices({ kafka: kafka.at, postgres: postgres.at }, JSON.parse(embedded.keys), sampleDay)
  running = await Promise.all(
    (['ingest', 'scoring', 'scoring', 'alert', 'warehouse', 'console'] as const).map((name) => services.start(name)),
  )
  address = running.find(({ name }) => name === 'console')?.address ?? ''
}, limitMs)
afterAll(async () => {
  await services?.close()
  await closeEmbedded()
}, limitMs)

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${address}/api/v1${path}`, { ...init, headers: { authorization: `Bearer ${services.token}` } })

const untilIdle = async (): Promise<void> => {
  for (;;) {
    const { settled } = (await (await ask('/pipeline')).json()) as { settled: boolean }
    if (settled) return
    await sleep(500)
  }
}

/** As a department does: 503 says that nothing was taken and the same may come again, as where a busy broker answers late. */
const sentUntilTaken = async (path: string, init: RequestInit): Promise<Response> => {
  for (;;) {
    const answer = await ask(path, init)
    if (answer.status !== 503) return answer
    await sleep(1_000)
  }
}

test('files handed in at the console become the tasks of the embedded program', { timeout: limitMs }, async () => {
  for (const { fileName, bytes } of sampleFiles()) {
    const query = new URLSearchParams({ fileName, asOf: sampleDay })
    const answer = await sentUntilTaken(`/deliveries?${query}`, { method: 'POST', body: new Uint8Array(bytes) })
    expect(answer.status, await answer.clone().text()).toBe(202)
  }
  await untilIdle()
  const { sql } = embedded.standalone.engines
  const tasks = await openTasks(sql)
  expect(tasks).not.toEqual([])
  expect(await openTasks(services.sql)).toEqual(tasks)
  expect(await assessmentsIn(services.sql)).toEqual(await assessmentsIn(sql))
  expect(await ledgerIn(services.sql)).toEqual(await ledgerIn(sql))
})

test('every service shows its metrics and is alive and ready', { timeout: limitMs }, async () => {
  for (const { operations } of running) {
    expect((await fetch(`${operations}/healthz`)).status).toBe(200)
    await expect.poll(async () => (await fetch(`${operations}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${operations}/metrics`)).text()).toContain('flow_lag_messages')
  }
})

test('every service ends cleanly when it is asked to', { timeout: limitMs }, async () => {
  const codes = await Promise.all(running.map(({ stop }) => stop()))
  expect(codes).toEqual(running.map(() => 0))
})

/** All that topics hold, read from the beginning by a group that nobody else is of. */
const everyMessage = async (
  log: ReturnType<typeof openKafka>,
  topics: readonly string[],
): Promise<readonly Received[]> => {
  const group = `scan-${randomUUID()}`
  const messages: Received[] = []
  const source = log.source({ topics, group })
  while ((await log.lag(group, topics)) > 0) {
    const batch = await source.read({ max: 10_000, waitMs: 1_000 })
    messages.push(...batch)
    await source.commit(batch)
  }
  await source.close()
  return messages
}

test('a person who is deleted by order is gone from PostgreSQL, the warehouse and every topic of Kafka', {
  timeout: limitMs,
}, async () => {
  const { sql, environment, folder } = services
  const keys = {
    pseudonymKey: environment.SHOUWANG_PSEUDONYM_KEY ?? '',
    vaultKeys: environment.SHOUWANG_VAULT_KEY ?? '',
    crypto: 'international',
  } as const
  const { cipher } = await openKeys(sql, keys)
  await closeEmbedded()
  const warehouse = await openChdb(join(folder, 'warehouse'))
  const prefix = environment.SHOUWANG_KAFKA_PREFIX ?? ''
  const log = openKafka({ brokers: (kafka.at ?? '').split(','), clientId: 'retention', partitions: 3, prefix })
  const feeds = installedFeeds(undefined)
  const topics = retainedTopics(feeds)
  let today = sampleDay
  const dependencies: RetentionDependencies = {
    ...{ sql, warehouse, cipher, log, topics, newAlias, terms: loadTerms(), reads: everyRead(feeds) },
    ...{ compact: undefined, deleteLogs: undefined, keepOrders: undefined },
    today: () => today,
    events: { waiting: () => undefined, resumed: () => undefined, erased: () => undefined, termsKept: () => undefined },
    signal: new AbortController().signal,
  }
  const [one] = await sql.query<{ person: PersonId; sealed: string }>(
    `select p.person, v.sealed from persons p join tasks t on t.household = p.household
       join vault v on v.person = p.person and v.kind = 'identity'
     where strpos(t.state, p.person) > 0 order by p.person limit 1`,
  )
  const person = one?.person ?? ''
  const { idNumber } = JSON.parse(cipher.open(one?.sealed ?? '', person)) as VaultEntry
  const scanned = async (): Promise<readonly string[]> => {
    const messages = await everyMessage(log, topics)
    return told(await scanKept({ sql, warehouse, cipher, messages }, [person, idNumber]))
  }
  const before = (await scanned()).join('\n')
  for (const where of [
    'table vault, opened',
    'table persons',
    'warehouse change_events',
    'topic change-events.v1',
    'opened',
  ])
    expect(before).toContain(where)

  const about = { orderNo: '厦民函〔2026〕1号', why: '本人申请删除', region: '350200000000', later: 'refuse' } as const
  const by = { proposedBy: 'C8', confirmedBy: 'C9', leads: [] }
  await orderErasure(sql, { ...about, ...by, mark: erasureMark(person), person, alias: newAlias() })
  while ((await keepRetentionOnce(dependencies)) !== 0);
  const inStores = (await scanned()).filter((line) => !line.startsWith('topic '))
  expect(inStores).toEqual([])
  // What comes after the order is read as ever, and stays when the topics are emptied.
  const later = { key: 'k', value: JSON.stringify({ 身份证号: '11010519491231002X' }) }
  await log.append(recordsTopic('fire'), [later])
  today = addDays(sampleDay, 7)
  await keepRetentionOnce(dependencies)
  expect(await sql.query('select log_due as due, done_at is not null as done from erasures')).toEqual([
    { due: today, done: true },
  ])
  expect(await everyMessage(log, topics)).toMatchObject([later])
  expect(await scanned()).toEqual([])
  await log.close()
  await warehouse.close()
})
