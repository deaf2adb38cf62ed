import { expect, test } from 'vitest'
import { rateMeter } from '../src/index.ts'

test('what comes in batches has the rate of the last seconds, and none before there are two far enough apart', () => {
  const meter = rateMeter()
  meter.note(0, 0)
  meter.note(100, 100)
  expect(meter.perSecond()).toBeUndefined()
  meter.note(500, 1_000)
  expect(meter.perSecond()).toBe(500)
  meter.note(500, 4_000)
  expect(meter.perSecond()).toBe(0)
})
