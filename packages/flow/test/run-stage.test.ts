import { expect, test } from 'vitest'
import {
  type Log,
  type Received,
  runStage,
  type Source,
  type Stage,
  type StageEvents,
  type Store,
} from '../src/index.ts'
import { memoryLog, memoryStore } from '../src/testing/index.ts'

type Sums = Map<string, number>

const summing: Stage<Received, null, Sums, Sums> = {
  name: 'summing',
  read: (message) => message,
  touches: () => null,
  step: (sums, fresh) => {
    const change = new Map<string, number>()
    for (const { key, value } of fresh) {
      if (value === 'poison') throw new Error('cannot add poison')
      change.set(key, (change.get(key) ?? sums.get(key) ?? 0) + Number(value))
    }
    return { change, outputs: [...change].map(([key, sum]) => ({ topic: 'sums', key, value: String(sum) })) }
  },
  deadLetter: ({ key }) => ({ change: new Map(), outputs: [{ topic: 'quarantine', key, value: 'crashed' }] }),
}

const quiet = {
  started: () => undefined,
  handled: () => undefined,
  deadLettered: () => undefined,
  unsaved: () => undefined,
  waiting: () => undefined,
  resumed: () => undefined,
}

const setting = () => {
  const sums: Sums = new Map()
  const store = memoryStore<null, Sums, Sums>(
    () => sums,
    (change) => change.forEach((sum, key) => void sums.set(key, sum)),
  )
  return { sums, store, log: memoryLog() }
}

/** Runs until everything in `numbers` is read, then stops. */
const drain = async (
  log: Log,
  store: Store<null, Sums, Sums>,
  to: Pick<Log, 'append'> = log,
  stage = summing,
  events: StageEvents = quiet,
): Promise<void> => {
  const stop = new AbortController()
  const source = log.source({ topics: ['numbers'], group: 'summing' })
  const from = {
    ...source,
    read: async (options: { max: number; waitMs: number }): Promise<readonly Received[]> => {
      const messages = await source.read({ ...options, waitMs: 0 })
      if (messages.length === 0) stop.abort()
      return messages
    },
  }
  await runStage(stage, {
    from,
    store,
    to,
    events,
    signal: stop.signal,
    batches: { max: 4, gatherFrom: 4, gatherMs: 0 },
  })
}

const numbers = (...values: (number | string)[]) => values.map((value) => ({ key: 'a', value: String(value) }))

test('a batch is folded, published and committed', async () => {
  const { log, store, sums } = setting()
  await log.append('numbers', numbers(1, 2, 3, 4, 5))
  await drain(log, store)
  expect(sums.get('a')).toBe(15)
  expect(log.messages('sums').map((m) => m.value)).toEqual(['10', '15'])
})

test('a message that crashes the step is set aside and the others count', async () => {
  const { log, store, sums } = setting()
  await log.append('numbers', numbers(1, 'poison', 3))
  await drain(log, store)
  expect(sums.get('a')).toBe(4)
  expect(log.messages('quarantine').map((m) => m.value)).toEqual(['crashed'])
})

test('of a batch with several messages that crash, each is told and set aside by itself, at its place', async () => {
  const { log, store, sums } = setting()
  await log.append('numbers', numbers('poison', 2, 'poison', 4, 5, 'poison'))
  const told: number[] = []
  await drain(log, store, log, summing, { ...quiet, deadLettered: (_, { offset }) => void told.push(offset) })
  expect(told).toEqual([0, 2, 5])
  expect(sums.get('a')).toBe(11)
  expect(log.messages('quarantine')).toHaveLength(3)
})

test('an outage while a batch is split sets nothing more aside', async () => {
  const { log, store, sums } = setting()
  await log.append('numbers', numbers(1, 'poison', 3))
  let attempts = 0
  const flaky: Store<null, Sums, Sums> = {
    ...store,
    transact: (...args) =>
      [2, 5].includes(++attempts) ? Promise.reject(new Error('database away')) : store.transact(...args),
  }
  await drain(log, flaky)
  expect(sums.get('a')).toBe(4)
  expect(log.messages('quarantine')).toHaveLength(1)
})

test('a crash between saving and publishing loses no output', async () => {
  const { log, store, sums } = setting()
  await log.append('numbers', numbers(7))
  const stop = new AbortController()
  const broken = {
    append: async () => {
      stop.abort()
      throw new Error('broker away')
    },
  }
  const from = log.source({ topics: ['numbers'], group: 'summing' })
  await runStage(summing, { from, store, to: broken, events: quiet, signal: stop.signal })
  expect(log.messages('sums')).toEqual([])
  await drain(log, store)
  expect(sums.get('a')).toBe(7)
  expect(log.messages('sums').map((m) => m.value)).toEqual(['7'])
})

test('an outage between saving and publishing delays an output and loses none', async () => {
  const { log, store } = setting()
  await log.append('numbers', numbers(1, 2, 3, 4, 5))
  let failures = 2
  const flaky: Pick<Log, 'append'> = {
    append: (...args) => (failures-- > 0 ? Promise.reject(new Error('broker away')) : log.append(...args)),
  }
  await drain(log, store, flaky)
  expect(log.messages('sums').map((m) => m.value)).toEqual(['10', '15'])
  expect(await store.pending('summing')).toEqual([])
})

test('a crash before the commit does not fold twice', async () => {
  const { log, store, sums } = setting()
  await log.append('numbers', numbers(5))
  const forgetful: Log = {
    ...log,
    source: (options) => ({ ...log.source(options), commit: async () => undefined }),
  }
  await drain(forgetful, store)
  await drain(log, store)
  expect(sums.get('a')).toBe(5)
})

test('an output that a producer repeats is read once', async () => {
  const { log, store, sums } = setting()
  const repeated = { key: 'a', value: '5', origin: { producer: 'upstream', sequence: 9, index: 0 } }
  await log.append('numbers', [repeated, repeated])
  await drain(log, store)
  await log.append('numbers', [repeated, { ...repeated, value: '1', origin: { ...repeated.origin, index: 1 } }])
  await drain(log, store)
  expect(sums.get('a')).toBe(6)
})

test('an outage waits, then goes on with nothing set aside', async () => {
  const { log, store, sums } = setting()
  await log.append('numbers', numbers(1, 2))
  let failures = 2
  const flaky: Store<null, Sums, Sums> = {
    ...store,
    transact: (...args) => (failures-- > 0 ? Promise.reject(new Error('database away')) : store.transact(...args)),
  }
  await drain(log, flaky)
  expect(sums.get('a')).toBe(3)
  expect(log.messages('quarantine')).toEqual([])
})

test('what a worker left in the outbox that never came back is published by the others', async () => {
  const { log, store } = setting()
  await log.append('numbers', numbers(1))
  await store.transact(
    'summing',
    await log.source({ topics: ['numbers'], group: 'dead' }).read({ max: 1, waitMs: 0 }),
    () => ({ change: new Map(), outputs: [{ topic: 'sums', key: 'a', value: 'left' }] }),
    () => null,
  )
  await drain(log, store)
  expect(log.messages('sums').map((m) => m.value)).toEqual(['left'])
  expect(await store.pending('summing')).toEqual([])
})

test('outputs keep their order while later batches are saved before earlier ones are published', async () => {
  const { log, store } = setting()
  await log.append('numbers', numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
  const done: string[] = []
  let saves = 0
  const [secondSaved, thirdSaved] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const watched: Store<null, Sums, Sums> = {
    ...store,
    transact: async (...args) => {
      const entries = await store.transact(...args)
      done.push('saved')
      saves += 1
      if (saves === 2) secondSaved.resolve()
      if (saves === 3) thirdSaved.resolve()
      return entries
    },
  }
  // The first batch is not out before the second is saved, nor the second before the third is.
  const gates = [secondSaved.promise, thirdSaved.promise]
  const gated: Pick<Log, 'append'> = {
    append: async (...args) => {
      await gates.shift()
      await log.append(...args)
      done.push('published')
    },
  }
  await drain(log, watched, gated)
  expect(log.messages('sums').map((m) => m.value)).toEqual(['10', '36', '78'])
  expect(done).toEqual(['saved', 'saved', 'published', 'saved', 'published', 'published'])
})

test('no third batch is saved while the first is unpublished', async () => {
  const { log, store } = setting()
  await log.append('numbers', numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
  let saves = 0
  const publishing = Promise.withResolvers<void>()
  const secondSaved = Promise.withResolvers<void>()
  const watched: Store<null, Sums, Sums> = {
    ...store,
    transact: async (...args) => {
      const entries = await store.transact(...args)
      saves += 1
      if (saves === 2) secondSaved.resolve()
      return entries
    },
  }
  const held: Pick<Log, 'append'> = {
    append: async (...args) => {
      await publishing.promise
      await log.append(...args)
    },
  }
  const drained = drain(log, watched, held)
  await secondSaved.promise
  // All that could run without the log has run once the event loop comes round.
  await new Promise((resolve) => setImmediate(resolve))
  expect(saves).toBe(2)
  publishing.resolve()
  await drained
  expect(saves).toBe(3)
})

test('a message that cannot be read is set aside and the others count', async () => {
  const { log, store, sums } = setting()
  await log.append('numbers', numbers(1, 2, 3))
  const picky: typeof summing = {
    ...summing,
    read: (message) => {
      if (message.value === '2') throw new Error('cannot read two')
      return message
    },
  }
  await drain(log, store, log, picky)
  expect(sums.get('a')).toBe(4)
  expect(log.messages('quarantine').map((m) => m.value)).toEqual(['crashed'])
})

test('behind a full batch, one message that had come was a batch of its own, and waited for locks as long as many', async () => {
  const { log, store } = setting()
  const stop = new AbortController()
  const waiting = [numbers(1, 2, 3, 4), numbers(5), numbers(6, 7, 8)]
  let offset = 0
  const from: Source = {
    read: async () => {
      const some = waiting.shift() ?? []
      if (some.length === 0) stop.abort()
      return some.map((one) => ({ ...one, topic: 'numbers', partition: 0, offset: offset++ }))
    },
    commit: async () => undefined,
    close: async () => undefined,
  }
  const sizes: number[] = []
  const slow: Store<null, Sums, Sums> = {
    ...store,
    transact: async (consumer, messages, ...others) => {
      sizes.push(messages.length)
      // While the first is saved, whatever can be read meanwhile is read.
      for (let turn = 0; turn < 100 && waiting.length > 0; turn++) await new Promise((resolve) => setImmediate(resolve))
      return store.transact(consumer, messages, ...others)
    },
  }
  const batches = { max: 4, gatherFrom: 4, gatherMs: 60_000 }
  await runStage(summing, { from, store: slow, to: log, events: quiet, signal: stop.signal, batches })
  expect(sizes).toEqual([4, 4])
})
