import { spawnSync } from 'node:child_process'
import { statfsSync, writeFileSync } from 'node:fs'
import { readFile, rename, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ownMegabytes, refused, type Seen, send, start, stop } from './program.ts'

const megabyte = 1024 * 1024

/** A body of three megabytes that holds a million records. */
export const million = async (data: string): Promise<Seen> => {
  const running = await start(data)
  const flood = await send(running, 'fire', '{}\n'.repeat(1_000_000))
  const other = await send(running, 'disaster', '{"行":1}\n')
  const own = Math.round(ownMegabytes(running))
  await stop(running)
  const held = flood.status === 413 && other.status === 202 && own < 1_500
  return { held, what: `the flood ${flood.status}, another department ${other.status}, ${own} MB of its own` }
}

/** A start without one of the keys of the folder. */
export const lostKey = async (data: string): Promise<Seen> => {
  const file = join(data, 'keys', 'pseudonym.key')
  await rename(file, `${file}.away`)
  const lost = await refused(data)
  await rename(`${file}.away`, file)
  return {
    held: lost.code === 3 && lost.said.includes('缺少密钥文件'),
    what: `ended with ${lost.code}: ${lastLine(lost.said)}`,
  }
}

/** A start on a log of which half is gone. */
export const cutLog = async (data: string): Promise<Seen> => {
  const file = join(data, 'log', 'data.mdb')
  const whole = await readFile(file)
  await truncate(file, Math.floor(whole.length / 2))
  const cut = await refused(data)
  writeFileSync(file, whole)
  return { held: cut.code === 3 && cut.said.includes('被截断'), what: `ended with ${cut.code}: ${lastLine(cut.said)}` }
}

/** A disk on which nothing has room any more; takes an administrator. */
export const fullDisk = async (folder: string): Promise<Seen> => {
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
