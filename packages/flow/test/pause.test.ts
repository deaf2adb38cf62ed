import { expect, test } from 'vitest'
import { pause } from '../src/index.ts'

const anHourMs = 3_600_000

test('a pause under a signal that has aborted before it ends at once: a short command once waited fifteen seconds', async () => {
  expect(await pause(anHourMs, AbortSignal.abort())).toBeUndefined()
})

test('a pause ends when its signal aborts', async () => {
  const stopping = new AbortController()
  const paused = pause(anHourMs, stopping.signal)
  stopping.abort()
  expect(await paused).toBeUndefined()
})
