import { setTimeout as sleep } from 'node:timers/promises'
import type { Received } from '@shouwang/flow'
import { logContract } from '@shouwang/flow/testing'
import kafkajs from 'kafkajs'
import { expect, inject, test, vi } from 'vitest'
import { kafkaForTests, newTopic, patienceMs } from './on-kafka.ts'

const log = kafkaForTests()
const waiting = { timeout: patienceMs, interval: 100 }

for (const { says, check } of logContract) test(`on Kafka, ${says}`, () => check(log, newTopic()))

const numbered = (count: number, keys = 20) =>
  Array.from({ length: count }, (_, i) => ({
    key: `k${i % keys}`,
    value: String(i),
    origin: { producer: 'p', sequence: i, index: 0 },
  }))

/** Reads and commits until `enough` says so. */
const member = (topic: string, group: string, seen: Received[], enough: () => boolean) => {
  const source = log.source({ topics: [topic], group })
  const running = (async () => {
    while (!enough()) {
      const batch = await source.read({ max: 50, waitMs: 100 })
      seen.push(...batch)
      await source.commit(batch)
    }
    await source.close()
  })()
  return running
}

test('messages of one key come in order, whatever the number of partitions', async () => {
  const topic = newTopic()
  await log.append(topic, numbered(300))
  const seen: Received[] = []
  await member(topic, topic, seen, () => seen.length >= 300)
  expect(new Set(seen.map(({ partition }) => partition)).size).toBe(3)
  for (const own of Map.groupBy(seen, ({ key }) => key).values())
    expect(own.map(({ value }) => Number(value))).toEqual(own.map(({ value }) => Number(value)).sort((a, b) => a - b))
})

/** A department's own client, with a topic that it made by hand. */
const department = async (topic: string) => {
  const brokers = (inject('engines').kafka.at ?? '').split(',')
  const kafka = new kafkajs.Kafka({ clientId: 'department', brokers })
  const admin = kafka.admin()
  await admin.connect()
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 1 }] })
  await admin.disconnect()
  return kafka
}

const { DefaultPartitioner: createPartitioner } = kafkajs.Partitioners
const rowsOf = (count: number) => numbered(count).map(({ key, value }) => ({ key, value }))

test.each(['GZIP', 'Snappy', 'LZ4', 'ZSTD'] as const)(
  'what a department compressed by %s into a topic that it made by hand is read',
  async (codec) => {
    const topic = newTopic()
    const producer = (await department(topic)).producer({ createPartitioner })
    await producer.connect()
    await producer.send({ topic, messages: rowsOf(9), compression: kafkajs.CompressionTypes[codec] })
    await producer.disconnect()
    const seen: Received[] = []
    await member(topic, topic, seen, () => seen.length >= 9)
    expect(seen.map(({ value }) => Number(value))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  },
)

test('transactions leave no lag, whether they were committed or given up', async () => {
  const topic = newTopic()
  const transactional = { createPartitioner, transactionalId: topic, maxInFlightRequests: 1, idempotent: true }
  const producer = (await department(topic)).producer(transactional)
  await producer.connect()
  const seen: Received[] = []
  let enough = false
  const reading = member(topic, topic, seen, () => enough)
  const noLag = () => vi.waitFor(async () => expect(await log.lag(topic, [topic])).toBe(0), waiting)
  for (const outcome of ['commit', 'abort', 'abort', 'commit', 'abort'] as const) {
    const transaction = await producer.transaction()
    await transaction.send({ topic, messages: rowsOf(3) })
    await transaction[outcome]()
    await noLag()
  }
  enough = true
  await reading
  await producer.disconnect()
  expect(seen.map(({ value }) => Number(value))).toEqual([0, 1, 2, 0, 1, 2])
})

test('lag counts what a group has still to commit, and is nothing for a topic that is not there', async () => {
  const topic = newTopic()
  expect(await log.lag(topic, [topic])).toBe(0)
  await log.append(topic, numbered(10))
  expect(await log.lag(topic, [topic])).toBe(10)
  const source = log.source({ topics: [topic], group: topic })
  const seen: Received[] = []
  while (seen.length < 10) seen.push(...(await source.read({ max: 10, waitMs: 1_000 })))
  expect(await log.lag(topic, [topic])).toBe(10)
  await source.commit(seen.slice(0, 4))
  expect(await log.lag(topic, [topic])).toBe(10 - 4)
  await source.commit(seen)
  expect(await log.lag(topic, [topic])).toBe(0)
  await source.close()
})

test('a group whose store was restored never read again what that had lost: it goes back, once, though nothing new comes', async () => {
  const topic = newTopic()
  await log.append(topic, numbered(30))
  const seen: Received[] = []
  await member(topic, topic, seen, () => seen.length >= 30)
  const [first, second, third] = [0, 1, 2].map((each) => seen.filter(({ partition }) => partition === each).length)
  const saved = new Map([
    [`${topic}/0`, (first ?? 0) - 2],
    [`${topic}/1`, second ?? 0],
  ])
  const source = log.source({ topics: [topic], group: topic, savedUpTo: async () => saved })
  const again: Received[] = []
  while (again.length < 2 + (third ?? 0)) again.push(...(await source.read({ max: 50, waitMs: 100 })))
  expect(await log.lag(topic, [topic])).toBe(again.length)
  expect(again.filter(({ partition }) => partition === 0).map(({ offset }) => offset)).toEqual([
    (first ?? 0) - 2,
    (first ?? 0) - 1,
  ])
  expect(new Set(again.map(({ partition }) => partition))).toEqual(new Set([0, 2]))
  await source.commit(again)
  expect(await log.lag(topic, [topic])).toBe(0)
  expect(await source.read({ max: 50, waitMs: 500 })).toEqual([])
  await source.close()
})

test('one member, then two, then one again lose nothing, and the group ends with nothing to commit', async () => {
  const topic = newTopic()
  const [seen, others]: [Received[], Received[]] = [[], []]
  let appended = 0
  const appendSome = async () => {
    const some = numbered(appended + 50).slice(appended)
    await log.append(topic, some)
    appended += some.length
  }
  const appendUntil = async (done: () => boolean) => {
    while (!done()) {
      await appendSome()
      await sleep(50)
    }
  }
  let [leave, end] = [false, false]
  const first = member(topic, topic, seen, () => end)
  await appendUntil(() => seen.length > 300)
  const second = member(topic, topic, others, () => leave)
  await appendUntil(() => others.length > 300)
  leave = true
  await appendUntil(() => appended > 3_000)
  await second
  await appendSome()
  await expect.poll(() => log.lag(topic, [topic])).toBe(0)
  end = true
  await first
  expect(new Set([...seen, ...others].map(({ value }) => value)).size).toBe(appended)
})

test('what a member that lost a partition still commits does not move its new owner', async () => {
  const topic = newTopic()
  await log.append(topic, numbered(30))
  const slow = log.source({ topics: [topic], group: topic })
  const held: Received[] = []
  while (held.length < 30) held.push(...(await slow.read({ max: 30, waitMs: 1_000 })))
  const seen: Received[] = []
  let leave = false
  const quick = member(topic, topic, seen, () => leave)
  /** True once the group has committed what its new member was given, and nothing else. */
  const onlyNewIsCommitted = async () =>
    seen.length > 0 && (await log.lag(topic, [topic])) === 30 - new Set(seen.map(({ value }) => value)).size
  await expect.poll(onlyNewIsCommitted).toBe(true)
  const lost = held.filter(({ partition }) => partition === seen[0]?.partition)
  expect(lost.length).toBeGreaterThan(1)
  await slow.commit(lost.slice(0, 1))
  await expect.poll(onlyNewIsCommitted).toBe(true)
  leave = true
  await Promise.all([quick, slow.close()])
})

test('a reader that is far slower than the log holds a bounded number of messages and gets them all', async () => {
  const topic = newTopic()
  const wide = 'x'.repeat(2_000)
  const total = 30_000
  for (let at = 0; at < total; at += 5_000)
    await log.append(
      topic,
      Array.from({ length: 5_000 }, (_, i) => ({ key: `k${i}`, value: `${at + i} ${wide}` })),
    )
  const source = log.source({ topics: [topic], group: topic })
  const values = new Set<string>()
  while (values.size < total) {
    const batch = await source.read({ max: 5_000, waitMs: 1_000 })
    // Long enough for the source to fill its buffer and pause. Were it too short, the test would only show less.
    if (values.size === 0) await sleep(1_500)
    for (const { value } of batch) values.add(value)
    await source.commit(batch)
  }
  await source.close()
  expect(await log.lag(topic, [topic])).toBe(0)
})

test('partitions that were paused when they went to another member are read again once they are back', async () => {
  const topic = newTopic()
  const wide = 'x'.repeat(10_000)
  const total = 3_000
  for (let at = 0; at < total; at += 1_000)
    await log.append(
      topic,
      Array.from({ length: 1_000 }, (_, i) => ({ key: `k${i}`, value: `${at + i} ${wide}` })),
    )
  const source = log.source({ topics: [topic], group: topic })
  // A broker that has just started may still be loading its groups.
  const read = (max: number) => source.read({ max, waitMs: 1_000 }).catch(() => [])
  const seen: Received[] = []
  while (seen.length === 0) seen.push(...(await read(1)))
  // Long enough for the source to fill its buffer and pause. Were it too short, the test would only show less.
  await sleep(2_000)
  const others: Received[] = []
  await member(topic, topic, others, () => others.length > 0)
  const different = () => new Set([...seen, ...others].map(({ value }) => value)).size
  for (const until = performance.now() + patienceMs; different() < total && performance.now() < until; ) {
    const batch = await read(500)
    seen.push(...batch)
    await source.commit(batch)
  }
  await source.close()
  expect(different()).toBe(total)
})

test('a topic forgets after the days that it is told, or never, and keeps its other settings', async () => {
  const [short, held, missing] = [newTopic(), newTopic(), newTopic()]
  await log.createTopics([short, held])
  const admin = new kafkajs.Kafka({
    clientId: 'settings',
    brokers: (inject('engines').kafka.at ?? '').split(','),
  }).admin()
  await admin.connect()
  const settingsOf = async (name: string) => {
    const type = kafkajs.ConfigResourceTypes.TOPIC
    const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type, name }] })
    const entries = resources[0]?.configEntries ?? []
    return Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue]))
  }
  const before = await settingsOf(short)
  await log.forgetAfter(
    new Map([
      [short, 7],
      [held, null],
      [missing, 7],
    ]),
  )
  await vi.waitFor(async () => {
    const weekMs = 7 * 24 * 60 * 60 * 1_000
    // A broker deletes whole segments, and never the one that it writes.
    expect(await settingsOf(short)).toEqual({
      ...before,
      'retention.ms': String(weekMs),
      'segment.ms': String(weekMs / 10),
    })
    expect(await settingsOf(held)).toMatchObject({ 'retention.ms': '-1' })
  }, waiting)
  await admin.disconnect()
})

test('what stands before an offset is deleted for whoever reads, and who reads knows how far a group is', async () => {
  const [topic, missing] = [newTopic(), newTopic()]
  await log.append(topic, numbered(10))
  const ends = await log.ends([topic, missing])
  expect([...ends.values()].reduce((sum, end) => sum + end, 0)).toBe(10)
  expect(await log.hasRead(topic, [topic], ends)).toBe(false)
  expect(await log.hasRead(topic, [missing], ends)).toBe(true)
  const seen: Received[] = []
  await member(topic, topic, seen, () => seen.length >= 10)
  expect(await log.hasRead(topic, [topic], ends)).toBe(true)
  await log.append(topic, numbered(13).slice(10))
  await log.deleteBefore(ends)
  // Killed before it was noted, it is done again.
  await log.deleteBefore(ends)
  await log.deleteBefore(new Map([[`${missing}/0`, 5]]))
  const others: Received[] = []
  await member(topic, `${topic}-anew`, others, () => others.length >= 3)
  expect(others.map(({ value }) => Number(value)).sort((a, b) => a - b)).toEqual([10, 11, 12])
})
