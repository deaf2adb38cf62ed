import type { EventFeed } from '@shouwang/feeds'
import { memoryIntake } from '@shouwang/intake/testing'
import { expect, test } from 'vitest'
import { schedulePulls } from '../src/index.ts'

const everySeconds = async (cron: string): Promise<number> => {
  const { intake } = await world
  const declared = intake.feeds.find(({ id }) => id === 'fire') as EventFeed
  const stopping = new AbortController()
  const told: number[] = []
  const events = {
    pullsEvery: (_: string, seconds: number) => void told.push(seconds),
    pulled: () => undefined,
    pullFailed: () => undefined,
  }
  const feed = { ...declared, pull: { url: 'http://127.0.0.1:1/rows', cron } }
  const secret = () => undefined
  const pulling = schedulePulls({ intake, events, secret, today: () => '2026-10-31', signal: stopping.signal }, [feed])
  stopping.abort()
  await pulling
  return told[0] ?? Number.NaN
}

const world = memoryIntake()
const hour = 3_600
const day = 24 * hour

test.for([
  ['every hour', '5 * * * *', hour],
  ['every morning', '30 6 * * *', day],
  ['on working days, and rests over the weekend', '0 8 * * 1-5', 3 * day],
  ['by the minute in office hours, and rests at night', '*/5 8-18 * * *', 13 * hour + 300],
] as const)('a feed that is pulled %s says how long that may take', async ([, cron, seconds]) => {
  expect(await everySeconds(cron)).toBe(seconds)
})
