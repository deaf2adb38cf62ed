import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { withWatchdog } from '../src/engine/watchdog.ts'

const everyMs = 5

test('slow work goes on while the server answers', async () => {
  let asked = 0
  const slow = Promise.withResolvers<string>()
  const probe = async () => {
    asked += 1
    if (asked === 3) slow.resolve('done')
  }
  expect(await withWatchdog(slow.promise, probe, everyMs)).toBe('done')
  expect(asked).toBe(3)
})

test('work on a server that hangs ends with what the probe found', async () => {
  const hanging = new Promise<never>(() => undefined)
  const probe = () => Promise.reject(new Error('nobody answers'))
  await expect(withWatchdog(hanging, probe, everyMs)).rejects.toThrow('nobody answers')
})

test('quick work asks nobody, and its own error is what is told', async () => {
  let asked = 0
  const probe = async () => {
    asked += 1
  }
  await expect(withWatchdog(Promise.reject(new Error('a bug')), probe, everyMs)).rejects.toThrow('a bug')
  await sleep(4 * everyMs)
  expect(asked).toBe(0)
})
