import { expect, test } from 'vitest'
import { type OutboxEntry, publishPending, runTransaction } from '../src/index.ts'
import { memoryLog } from '../src/testing/index.ts'

/** An outbox in memory that saves values one by one under one producer. */
const setting = () => {
  const log = memoryLog()
  let entries: readonly OutboxEntry[] = []
  let sequence = 0
  const save = (value: string) => async () => {
    sequence += 1
    const origin = { producer: 'commands@a', sequence }
    entries = [...entries, { id: String(sequence), origin, outputs: [{ topic: 'out', key: 'k', value }] }]
    return value
  }
  const outbox = {
    to: log,
    pending: async () => entries,
    markPublished: async (published: readonly OutboxEntry[]) => {
      entries = entries.filter(({ id }) => !published.some((one) => one.id === id))
    },
  }
  const values = () => log.messages('out').map(({ value }) => value)
  return { outbox, save, values, left: () => entries.length }
}

test('work is saved, then published, then marked published', async () => {
  const { outbox, save, values, left } = setting()
  const { saved, published } = await runTransaction(save('first'), () => publishPending(outbox))
  expect(saved).toBe('first')
  await published
  expect(values()).toEqual(['first'])
  expect(left()).toBe(0)
})

test('what could not be saved is not published', async () => {
  const { outbox, values } = setting()
  const away = () => Promise.reject(new Error('the store is away'))
  await expect(runTransaction(away, () => publishPending(outbox))).rejects.toThrow('the store is away')
  expect(values()).toEqual([])
})

test('what an outage kept from being published goes out first with the next work', async () => {
  const { outbox, save, values, left } = setting()
  const away = { ...outbox, to: { append: () => Promise.reject(new Error('the log is away')) } }
  const first = await runTransaction(save('first'), () => publishPending(away))
  await expect(first.published).rejects.toThrow('the log is away')
  expect([values(), left()]).toEqual([[], 1])
  await (await runTransaction(save('second'), () => publishPending(outbox))).published
  expect(values()).toEqual(['first', 'second'])
})

test('a crash before entries are marked published repeats them under their origin', async () => {
  const { outbox, save, values, left } = setting()
  const crashing = { ...outbox, markPublished: () => Promise.reject(new Error('killed')) }
  const first = await runTransaction(save('first'), () => publishPending(crashing))
  await expect(first.published).rejects.toThrow('killed')
  await publishPending(outbox)
  expect(values()).toEqual(['first', 'first'])
  expect(new Set(outbox.to.messages('out').map(({ origin }) => JSON.stringify(origin))).size).toBe(1)
  expect(left()).toBe(0)
})
