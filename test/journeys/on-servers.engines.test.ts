import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
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
  await embedded?.close()
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

test('files handed in at the console become the tasks of the embedded program', { timeout: limitMs }, async () => {
  for (const { fileName, bytes } of sampleFiles()) {
    const query = new URLSearchParams({ fileName, asOf: sampleDay })
    const answer = await ask(`/deliveries?${query}`, { method: 'POST', body: new Uint8Array(bytes) })
    expect(answer.status).toBe(202)
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
