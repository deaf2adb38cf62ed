import { spawnSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readLedger } from '@shouwang/postgres'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Config } from '../src/config.ts'
import { freeBytesOf } from '../src/disk-guard.ts'
import { openStandalone, type Standalone } from '../src/open-standalone.ts'

const megabyte = 1024 * 1024
const day = '2026-10-31'
let disk: string
/** Only an administrator of the machine makes a disk of its own: elsewhere the guard's own test has to do. */
let mounted = false
beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'shouwang-disk-'))
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', disk]).status === 0
})
afterAll(async () => {
  if (mounted) spawnSync('umount', ['-l', disk])
  await rm(disk, { recursive: true, force: true })
})

const opened: Standalone[] = []
const open = async (): Promise<Standalone> => {
  const program = await openStandalone(settings())
  opened.push(program)
  return program
}
// A program that a test left open would hold the one warehouse that a process may have.
afterEach(async () => {
  for (const program of opened.splice(0)) await program.close()
})

const settings = () =>
  Config.parse({
    SHOUWANG_DATA: join(disk, 'data'),
    SHOUWANG_AS_OF: day,
    SHOUWANG_SEED: 'false',
    SHOUWANG_DISK_RESERVE_MB: '64',
  })

/** Fills the disk until so much is left. */
const fillUpTo = async (leftBytes: number): Promise<void> => {
  const filler = createWriteStream(join(disk, `filler-${leftBytes}`))
  filler.on('error', () => undefined)
  const block = Buffer.alloc(megabyte / 4)
  while (freeBytesOf(disk) > leftBytes) await new Promise((done) => filler.write(block, done))
  await new Promise((done) => filler.close(done))
}
const makeRoom = async (): Promise<void> => {
  for (const name of await readdir(disk)) if (name.startsWith('filler')) await rm(join(disk, name))
}

/** Rows that were answered with 202: the guard looks at the disk now and then, so that more may pass before it closes. */
let acknowledged = 0
let sent = 0
const send = async ({ app, token }: Standalone, rows: number): Promise<{ status: number; detail?: string }> => {
  sent += rows
  const answer = await app.request('/api/v1/feeds/fire/records', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(Array.from({ length: rows }, (_, at) => ({ 行: at }))),
  })
  if (answer.status === 202) acknowledged += rows
  return { status: answer.status, detail: (await answer.json()).detail }
}
const ready = async ({ app }: Standalone): Promise<number> => (await app.request('/readyz')).status

test('a full disk answers 503 with the reason, stops when asked, and keeps every row that was acknowledged', async ({
  skip,
}) => {
  skip(!mounted, 'mounting a small disk needs an administrator')
  const first = await open()
  expect(await send(first, 500)).toMatchObject({ status: 202 })
  await first.untilIdle()
  expect(await ready(first)).toBe(200)

  await fillUpTo(40 * megabyte)
  await expect
    .poll(() => send(first, 500))
    .toEqual({ status: 503, detail: expect.stringMatching(/^磁盘空间不足：剩 \d+ MB，需留 64 MB/) })
  expect(await ready(first)).toBe(503)

  await makeRoom()
  await expect.poll(() => send(first, 500)).toMatchObject({ status: 202 })
  expect(await ready(first)).toBe(200)
  await fillUpTo(0)
  await first.close()
  opened.length = 0
  const refused = await openStandalone(settings()).catch((error: Error) => error)
  expect((refused as Error).message).toMatch(/^磁盘空间不足：剩 0 MB，需留 16 MB。.*守望没有启动，数据没有改动。$/)

  await makeRoom()
  const again = await open()
  await again.untilIdle()
  const ledger = await readLedger(again.engines.sql, { from: day, to: day })
  // A body that was refused with 503 may be durable, as one whose answer is lost: no more than was sent, and all of it accounted for.
  const received = ledger[0]?.received ?? 0
  expect(received).toBeGreaterThanOrEqual(acknowledged)
  expect(received).toBeLessThanOrEqual(sent)
  expect(ledger).toMatchObject([{ feed: 'fire', received, accepted: 0, quarantined: received }])
})
