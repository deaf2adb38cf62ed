/**
 * Replays what once stopped or betrayed an installation, against the program as `pnpm start` runs it: `pnpm hostile`. Says of each
 * what was seen; ends with 1 where one of them still works. The full disk needs an administrator, and is left out without one.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync, statfsSync, writeFileSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startProgram } from '@shouwang/standalone'

const megabyte = 1024 * 1024
const day = '2026-10-31'
const lookEveryMs = 100
const startLimitMs = 120_000

type Started = { readonly child: ChildProcess; readonly url: string; readonly token: string }
type Ended = { readonly code: number | null; readonly said: string }

const spawned = (data: string, more: Readonly<Record<string, string>>): { child: ChildProcess; said: () => string } => {
  const env = { ...process.env, SHOUWANG_SEED: 'false', SHOUWANG_AS_OF: day, ...more }
  const child = spawn(process.execPath, [startProgram, '--data', data, '--port', '0'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let words = ''
  child.stderr?.on('data', (bytes: Buffer) => {
    words += bytes.toString()
  })
  return { child, said: () => words }
}

const endOf = (child: ChildProcess): Promise<number | null> =>
  child.exitCode === null ? new Promise((resolve) => child.once('close', resolve)) : Promise.resolve(child.exitCode)

const start = async (data: string, more: Readonly<Record<string, string>> = {}): Promise<Started> => {
  const { child, said } = spawned(data, more)
  for (let waitedMs = 0; waitedMs < startLimitMs; waitedMs += lookEveryMs) {
    const url = /控制台：(http\S+)/.exec(said())?.[1]
    if (url !== undefined)
      return { child, url, token: (await readFile(join(data, 'keys', 'operator.token'), 'utf8')).trim() }
    if (child.exitCode !== null) throw new Error(`the program did not start: ${said()}`)
    await sleep(lookEveryMs)
  }
  throw new Error(`the program did not start in time: ${said()}`)
}

/** Starts what is to refuse: what it said, and how it ended. */
const refused = async (data: string): Promise<Ended> => {
  const { child, said } = spawned(data, {})
  return { code: await endOf(child), said: said() }
}

const stop = async ({ child }: Started): Promise<number | null> => {
  child.kill('SIGTERM')
  return endOf(child)
}

const send = async (
  { url, token }: Started,
  feed: string,
  body: string,
): Promise<{ status: number; detail: string }> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' }
  const answer = await fetch(`${url}/api/v1/feeds/${feed}/records`, { method: 'POST', headers, body })
  return { status: answer.status, detail: ((await answer.json()) as { detail?: string }).detail ?? '' }
}

const residentMegabytes = ({ child }: Started): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** What went on, and whether it is as it should be. */
type Seen = { readonly held: boolean | undefined; readonly what: string }

const million = async (data: string): Promise<Seen> => {
  const running = await start(data)
  const flood = await send(running, 'fire', '{}\n'.repeat(1_000_000))
  const other = await send(running, 'disaster', '{"行":1}\n')
  const resident = Math.round(residentMegabytes(running))
  await stop(running)
  const held = flood.status === 413 && other.status === 202 && resident < 1_500
  return { held, what: `the flood ${flood.status}, another department ${other.status}, ${resident} MB resident` }
}

const lostKey = async (data: string): Promise<Seen> => {
  const file = join(data, 'keys', 'pseudonym.key')
  await rename(file, `${file}.away`)
  const lost = await refused(data)
  await rename(`${file}.away`, file)
  return {
    held: lost.code === 3 && lost.said.includes('缺少密钥文件'),
    what: `ended with ${lost.code}: ${lastLine(lost.said)}`,
  }
}

const cutLog = async (data: string): Promise<Seen> => {
  const file = join(data, 'log', 'data.mdb')
  const whole = await readFile(file)
  await truncate(file, Math.floor(whole.length / 2))
  const cut = await refused(data)
  writeFileSync(file, whole)
  return { held: cut.code === 3 && cut.said.includes('被截断'), what: `ended with ${cut.code}: ${lastLine(cut.said)}` }
}

const fullDisk = async (folder: string): Promise<Seen> => {
  const disk = join(folder, 'disk')
  spawnSync('mkdir', [disk])
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', disk]).status !== 0)
    return { held: undefined, what: 'left out: a small disk takes an administrator' }
  try {
    const running = await start(join(disk, 'data'), { SHOUWANG_DISK_RESERVE_MB: '64' })
    const before = await send(running, 'fire', '{"行":1}\n')
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize - 8 * megabyte))
    await sleep(1_000)
    const full = await send(running, 'fire', '{"行":2}\n')
    const ready = (await fetch(`${running.url}/readyz`)).status
    const code = await stop(running)
    const held = before.status === 202 && full.status === 503 && full.detail.includes('磁盘空间不足') && ready === 503
    return {
      held: held && code !== null,
      what: `${full.status} ${full.detail.slice(0, 24)}…, /readyz ${ready}, SIGTERM ended it with ${code}`,
    }
  } finally {
    spawnSync('umount', ['-l', disk])
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''

const folder = await mkdtemp(join(tmpdir(), 'shouwang-hostile-'))
const data = join(folder, 'data')
const replays: readonly (readonly [string, () => Promise<Seen>])[] = [
  ['a million records in three megabytes', () => million(data)],
  ['a key that is lost', () => lostKey(data)],
  ['a log that is cut off', () => cutLog(data)],
  ['a disk that is full', () => fullDisk(folder)],
]
let failed = false
for (const [name, replay] of replays) {
  const { held, what } = await replay()
  failed ||= held === false
  process.stdout.write(`${held === undefined ? '-' : held ? 'held' : 'FAILED'}  ${name}: ${what}\n`)
}
await rm(folder, { recursive: true, force: true })
process.exit(failed ? 1 : 0)
