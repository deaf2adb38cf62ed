import { expect, test } from 'vitest'
import { coalesced, serialQueue } from '../src/index.ts'

test('work is done one after the other in the order of asking, and a failure is its asker’s alone', async () => {
  const queue = serialQueue()
  const done: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = queue(() => gate.promise.then(() => done.push('first')))
  const failing = queue(async () => {
    done.push('failing')
    throw new Error('away')
  })
  const last = queue(async () => done.push('last'))
  gate.resolve()
  await expect(failing).rejects.toThrow('away')
  await Promise.all([first, last])
  expect(done).toEqual(['first', 'failing', 'last'])
})

test('work that is asked for many times while it runs, runs once more', async () => {
  let runs = 0
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const begun = Promise.withResolvers<void>()
  const work = coalesced(async () => {
    runs += 1
    begun.resolve()
    await gates[runs - 1]?.promise
    return runs
  })
  const first = work()
  await begun.promise
  const later = [work(), work(), work()]
  gates[0]?.resolve()
  gates[1]?.resolve()
  expect(await first).toBe(1)
  expect(await Promise.all(later)).toEqual([2, 2, 2])
})
