import { topics } from '@shouwang/contracts'
import { memoryLog } from '@shouwang/flow/testing'
import type { KafkaLog } from '@shouwang/kafka'
import { declaredLog, type TopicUse } from '@shouwang/service-process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TaskChange } from '../src/backend/answers.ts'
import { taskNews } from '../src/backend/task-news.ts'
import { type FakeBackend, fakeBackend, taskIdOf } from './test-data/fake-backend.ts'

let world: FakeBackend
beforeAll(async () => {
  world = await fakeBackend()
})
afterAll(() => world.sql.close())

test('a console of its own hears of tasks from their topic, as the topology says, from the moment it starts', async () => {
  const uses: TopicUse[] = []
  const memory = memoryLog()
  const started: string[][] = []
  const startNow = async (_: string, names: readonly string[]) => void started.push([...names])
  const kafka = { ...memory, startNow } as unknown as KafkaLog
  const log = declaredLog('console', kafka, (use) => uses.push(use))
  const stopping = new AbortController()
  const failed = (error: unknown): never => {
    throw error
  }
  const events = { waiting: failed, resumed: () => undefined }
  const news = taskNews({ log, sql: world.sql, group: 'console-1', signal: stopping.signal, events })
  const heard = new Promise<TaskChange>((resolve) => news.subscribe(resolve))
  const taskId = taskIdOf('350100000001')
  const about = { taskId, seq: 1, at: '2026-10-31T09:00:00+08:00', day: '2026-10-31', by: 'W0001' }
  await memory.append(topics.taskEvents, [{ key: 'k', value: JSON.stringify({ ...about, type: 'TaskAccepted' }) }])
  expect(await heard).toMatchObject({ taskId, type: 'TaskAccepted', householdNo: '350100000001' })
  stopping.abort()
  await news.ended
  expect(started).toEqual([[topics.taskEvents]])
  expect(uses).toEqual([{ service: 'console', way: 'reads', topic: 'taskEvents' }])
})
