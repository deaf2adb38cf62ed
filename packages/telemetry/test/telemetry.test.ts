import { expect, test } from 'vitest'
import { createHealth, createLogger, createMetrics, lagReading, stageTelemetry } from '../src/index.ts'

const quiet = { write: () => undefined }

test('a log line never carries what identifies a person', () => {
  const lines: string[] = []
  const log = createLogger({ name: 'test', to: { write: (line) => void lines.push(line) } })
  log.info({ person: { name: '李小明', idNumber: '11010519491231002X', phone: '13800000000' } }, 'seen')
  expect(lines.join()).not.toMatch(/李小明|1101051949|138000/)
})

test('a stage that waits is not ready and says for what; it is ready again once its engine is back', async () => {
  const [health, metrics] = [createHealth(), createMetrics()]
  const tell = stageTelemetry('scoring', { log: createLogger({ name: 'test', to: quiet }), metrics, health })
  tell.waiting(new Error('connection refused'), 100)
  expect(health.report()).toEqual({ ready: false, parts: { scoring: 'connection refused' } })
  tell.resumed()
  expect(health.report().ready).toBe(true)
  tell.handled(3, 1, 0.01)
  expect((await metrics.exposition()).text).toContain('flow_messages_total{stage="scoring"} 3')
})

test('a reading is read anew at every scrape, and shows nothing rather than an old value', async () => {
  const metrics = createMetrics()
  let waiting: number | undefined = 3
  metrics.reading('rows', 'Rows that wait', ['feed'], async () => {
    if (waiting === undefined) throw new Error('the store is away')
    return [{ labels: { feed: 'fire' }, value: waiting }]
  })
  const seen = async () => /^rows\{.*$/m.exec((await metrics.exposition()).text)?.[0]
  expect(await seen()).toBe('rows{feed="fire"} 3')
  waiting = 5
  expect(await seen()).toBe('rows{feed="fire"} 5')
  waiting = undefined
  expect(await seen()).toBeUndefined()
})

test('a stage that is ready is 1, and one that waits is 0', async () => {
  const [health, metrics] = [createHealth(), createMetrics()]
  const tell = stageTelemetry('alert', { log: createLogger({ name: 'test', to: quiet }), metrics, health })
  tell.started()
  expect((await metrics.exposition()).text).toContain('flow_stage_ready{stage="alert"} 1')
  tell.waiting(new Error('connection refused'), 100)
  expect((await metrics.exposition()).text).toContain('flow_stage_ready{stage="alert"} 0')
})

test('lag is shown by group and topic', async () => {
  const metrics = createMetrics()
  lagReading(metrics, [{ group: 'scoring', topics: ['change-events.v1'] }], async () => 7)
  expect((await metrics.exposition()).text).toContain('flow_lag_messages{group="scoring",topic="change-events.v1"} 7')
})
