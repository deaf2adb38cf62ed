import { recordsTopic, topics } from '@shouwang/contracts'
import { memoryLog } from '@shouwang/flow/testing'
import { expect, test } from 'vitest'
import { declaredLog, type TopicUse } from '../src/index.ts'

const message = { key: 'k', value: '{}' }

test('a service cannot write or read what the topology does not say, and nothing of it reaches the log', async () => {
  const log = memoryLog()
  const scoring = declaredLog('scoring', log)
  await expect(scoring.append(topics.taskEvents, [message])).rejects.toThrow('scoring writes "task-events.v1"')
  await expect(scoring.append('unheard-of', [message])).rejects.toThrow(RangeError)
  expect(() => scoring.source({ topics: [topics.changeEvents, topics.taskEvents], group: 'g' })).toThrow(RangeError)
  expect(log.messages(topics.taskEvents)).toEqual([])
})

test('what the topology says goes through and is told, the topics of all feeds under one name', async () => {
  const log = memoryLog()
  const uses: TopicUse[] = []
  const ingest = declaredLog('ingest', log, (use) => uses.push(use))
  ingest.source({ topics: [recordsTopic('fire'), recordsTopic('disaster')], group: 'g' })
  await ingest.append(topics.changeEvents, [message])
  expect(log.messages(topics.changeEvents)).toHaveLength(1)
  const reads = { service: 'ingest', way: 'reads', topic: 'records' }
  expect(uses).toEqual([reads, reads, { service: 'ingest', way: 'writes', topic: 'changeEvents' }])
})

test('a service may finish the work of another: a message that crashed is sent again', async () => {
  const log = memoryLog()
  await declaredLog('scoring', log).append(topics.changeEvents, [message])
  expect(log.messages(topics.changeEvents)).toHaveLength(1)
})
