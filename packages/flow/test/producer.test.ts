import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isInstanceName, type Producer, producerName, replayOf } from '../src/index.ts'

test('producers keep the names under which installations hold their sequences and positions', () => {
  expect(producerName({ kind: 'stage', consumer: 'scoring', instance: 'host-7' })).toBe('scoring@host-7')
  expect(producerName({ kind: 'review', consumer: 'scoring', instance: 'host-7' })).toBe('scoring@host-7-review')
  expect(producerName({ kind: 'recheck', consumer: 'scoring', instance: 'host-7' })).toBe('scoring@host-7-recheck')
  expect(producerName({ kind: 'replay', consumer: 'alert', quarantineId: 'assessments.v1/0/4' })).toBe(
    'alert@replay-assessments.v1/0/4',
  )
  const commands = { kind: 'commands', consumer: 'alert-desk', instance: 'standalone' } as const
  expect(producerName({ ...commands, topic: 'task-events.v1' })).toBe('alert-desk@standalone/task-events.v1')
  expect(producerName({ ...commands, topic: 'change-events.v1' })).toBe('alert-desk@standalone/change-events.v1')
})

test('no two producers share a name, however processes are named', () => {
  const instance = fc
    .array(fc.constantFrom('a', 'b', '-', '/', '@', 'review', '-review', 'recheck', 'replay-', 'task-events.v1'), {
      minLength: 1,
      maxLength: 5,
    })
    .map((parts) => parts.join(''))
    .filter(isInstanceName)
  const producer: fc.Arbitrary<Producer> = fc.oneof(
    fc.record({ kind: fc.constantFrom('stage', 'review', 'recheck'), consumer: fc.constantFrom('scoring'), instance }),
    fc.record({ kind: fc.constant('replay'), consumer: fc.constant('scoring'), quarantineId: instance }),
    fc.record({
      kind: fc.constant('commands'),
      consumer: fc.constant('alert-desk'),
      instance,
      topic: fc.constantFrom('task-events.v1', 'change-events.v1'),
    }),
  )
  fc.assert(
    fc.property(producer, producer, (one, other) => {
      if (JSON.stringify(one) === JSON.stringify(other)) return
      expect(producerName(one)).not.toBe(producerName(other))
    }),
    { numRuns: 2_000 },
  )
})

test('a process that would be taken for another producer may not have its name', () => {
  for (const instance of ['replay-7', 'host-review', 'host-recheck']) {
    expect(isInstanceName(instance)).toBe(false)
    expect(() => producerName({ kind: 'stage', consumer: 'scoring', instance })).toThrow(RangeError)
  }
})

test('a replay is recognised by its producer, and only in the stage that it was replayed to', () => {
  const name = producerName({ kind: 'replay', consumer: 'scoring', quarantineId: 'change-events.v1/0/9' })
  expect(replayOf(name, 'scoring')).toBe('change-events.v1/0/9')
  expect(replayOf(name, 'alert')).toBeUndefined()
  expect(replayOf('scoring@host-7', 'scoring')).toBeUndefined()
})
