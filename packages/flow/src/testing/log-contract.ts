import type { Log, Received } from '../ports.ts'

/** One promise of the `log` port, and a check that throws when an adapter breaks it. */
export type LogPromise = { readonly says: string; readonly check: (log: Log, topic: string) => Promise<void> }

const say = (...values: string[]) => values.map((value) => ({ key: 'k', value }))

const readAll = async (log: Log, topic: string, group: string, count: number, commit = true): Promise<Received[]> => {
  const source = log.source({ topics: [topic], group })
  const messages: Received[] = []
  for (let patience = 0; messages.length < count && patience < 100; patience++) {
    const batch = await source.read({ max: 2, waitMs: 200 })
    messages.push(...batch)
    if (commit && batch.length > 0) await source.commit(batch)
  }
  await source.close()
  return messages
}

const expectValues = (messages: readonly Received[], expected: readonly string[]): void => {
  const values = messages.map((message) => message.value)
  if (values.join() !== expected.join()) throw new Error(`expected ${expected.join()}, read ${values.join()}`)
}

/** What every event log must do; run by each adapter's own test, on the fake and on the real engine. */
export const logContract: readonly LogPromise[] = [
  {
    says: 'messages come in the order of their append, with growing offsets',
    check: async (log, topic) => {
      await log.append(topic, say('1', '2'))
      await log.append(topic, say('3'))
      const messages = await readAll(log, topic, 'a', 3)
      expectValues(messages, ['1', '2', '3'])
      if (!messages.every((m, i) => i === 0 || m.offset > (messages[i - 1]?.offset ?? -1)))
        throw new Error('offsets do not grow')
    },
  },
  {
    says: 'a group goes on behind what it committed, and reads again what it did not',
    check: async (log, topic) => {
      await log.append(topic, say('1', '2', '3'))
      expectValues(await readAll(log, topic, 'a', 2), ['1', '2'])
      expectValues(await readAll(log, topic, 'a', 1, false), ['3'])
      expectValues(await readAll(log, topic, 'a', 1), ['3'])
    },
  },
  {
    says: 'groups do not disturb each other',
    check: async (log, topic) => {
      await log.append(topic, say('1', '2'))
      expectValues(await readAll(log, topic, 'a', 2), ['1', '2'])
      expectValues(await readAll(log, topic, 'b', 2), ['1', '2'])
    },
  },
  {
    says: 'a message keeps its key, its Chinese text and its origin',
    check: async (log, topic) => {
      const origin = { producer: 'scoring/x/0', sequence: 41, index: 7 }
      await log.append(topic, [{ key: '户', value: '{"事":"火灾"}', origin }])
      const [message] = await readAll(log, topic, 'a', 1)
      if (message?.key !== '户' || message.value !== '{"事":"火灾"}') throw new Error(`came back as ${message?.value}`)
      if (JSON.stringify(message.origin) !== JSON.stringify(origin)) throw new Error('the origin was lost')
    },
  },
  {
    says: 'a reader that waits is woken by an append',
    check: async (log, topic) => {
      const source = log.source({ topics: [topic], group: 'a' })
      const read = source.read({ max: 10, waitMs: 5_000 })
      await log.append(topic, say('late'))
      const messages = await read
      await source.close()
      expectValues(messages, ['late'])
    },
  },
]
