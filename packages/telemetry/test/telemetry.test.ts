import { expect, test } from 'vitest'
import { createHealth, createLogger, createMetrics, stageTelemetry } from '../src/index.ts'

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
