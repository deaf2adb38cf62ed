import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Broker, brokerAt, killBroker, prepareBroker, startBroker, whyMissing } from '@shouwang/engines'
import type { Received } from '@shouwang/flow'
import { openKafka } from '@shouwang/kafka'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

/** A broker of its own, which may be killed. */
let folder: string
let broker: Broker
let pid: number
let missing: string | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwang-outage-'))
  try {
    broker = await prepareBroker(folder)
    pid = await startBroker(broker)
  } catch (error) {
    missing = whyMissing(error)
  }
})
afterAll(async () => {
  if (missing === undefined) await killBroker(broker, pid)
  await rm(folder, { recursive: true, force: true })
})
beforeEach(({ skip }) => skip(missing !== undefined, `a Kafka of its own: ${missing}`))

test('a broker that is killed and comes back has every acknowledged message, and readers go on by themselves', async () => {
  const log = openKafka({ brokers: [brokerAt(broker)], clientId: 'outage', partitions: 3 })
  const source = log.source({ topics: ['t'], group: 'g' })
  const acknowledged: string[] = []
  const seen: Received[] = []
  let [readFailures, appendFailures, end] = [0, 0, false]
  const append = async () => {
    for (let i = 0; !end; i++) {
      const value = String(i)
      for (let done = false; !done && !end; ) {
        done = await log.append('t', [{ key: value, value }]).then(
          () => true,
          () => {
            appendFailures += 1
            return false
          },
        )
        if (done) acknowledged.push(value)
      }
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const read = async () => {
    while (!end || new Set(seen.map(({ value }) => value)).size < acknowledged.length) {
      try {
        const batch = await source.read({ max: 100, waitMs: 200 })
        seen.push(...batch)
        await source.commit(batch)
      } catch {
        readFailures += 1
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
  }
  const working = Promise.all([append(), read()])
  await expect.poll(() => seen.length).toBeGreaterThan(50)
  await killBroker(broker, pid)
  await expect.poll(() => readFailures > 0 && appendFailures > 0).toBe(true)
  const before = acknowledged.length
  pid = await startBroker(broker)
  await expect.poll(() => acknowledged.length).toBeGreaterThan(before + 50)
  end = true
  await working
  expect(acknowledged.filter((value) => !seen.some((message) => message.value === value))).toEqual([])
  await expect.poll(() => log.lag('g', ['t'])).toBe(0)
  await source.close()
  await log.close()
}, 180_000)
