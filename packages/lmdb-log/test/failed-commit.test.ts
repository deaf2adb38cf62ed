import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { EngineAway } from '@shouwang/flow'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLmdbLog } from '../src/index.ts'

let disk: string
/** Only an administrator of the machine makes a disk of its own. */
let mounted = false
const toNobody: unknown[] = []
const hear = (error: unknown): void => void toNobody.push(error)
beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'shouwang-small-disk-'))
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]).status === 0
  process.on('unhandledRejection', hear)
})
afterAll(async () => {
  process.off('unhandledRejection', hear)
  if (mounted) spawnSync('umount', ['-l', disk])
  await rm(disk, { recursive: true, force: true })
})

test('a commit that fails is an outage for whoever asked, and no rejection that would end the process', async ({
  skip,
}) => {
  skip(!mounted, 'mounting a small disk needs an administrator')
  const log = await openLmdbLog(join(disk, 'log'))
  const large = { key: 'household', value: randomBytes(30_000).toString('hex') }
  const outcomes = new Set<unknown>()
  while (outcomes.size === 0) {
    const both = await Promise.allSettled([log.append('one', [large]), log.append('two', [large])])
    for (const each of both) if (each.status === 'rejected') outcomes.add(each.reason)
  }
  for (const error of outcomes) expect(error).toBeInstanceOf(EngineAway)
  for (let turns = 0; turns < 50; turns++) await turn()
  expect(toNobody).toEqual([])
})
