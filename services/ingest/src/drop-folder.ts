import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, readdir, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addMonthsToDay, type Day } from '@shouwang/contracts'
import { pause, retry, type StageEvents } from '@shouwang/flow'
import { type FileTaken, type IntakeDependencies, receiveFile } from '@shouwang/intake'
import { isUnfinished } from './unfinished-name.ts'

/** A folder into which departments lay files, and what takes them. One process at a time watches a folder. */
export type DropFolder = {
  readonly folder: string
  readonly intake: IntakeDependencies
  readonly today: () => Day
  /** After how many months files that were taken or refused are deleted; null is never. */
  readonly months: number | null
  readonly events: Pick<StageEvents, 'started' | 'waiting' | 'resumed'>
  readonly signal: AbortSignal
  /** Resolves when the folder is to be looked at again, or the signal aborts; every two seconds where it is left out. */
  readonly untilNextLook?: (signal: AbortSignal) => Promise<void>
}

/** Where files go that were taken, and those that were refused. */
export const takenFolders = ['done', 'refused'] as const

const lookEveryMs = 2_000
const twoSeconds = (signal: AbortSignal): Promise<void> => pause(lookEveryMs, signal)

type Look = { readonly size: number; readonly mtimeMs: number }

/**
 * Takes every file of the folder once it is whole, that is, it looks the same twice, and moves it to `done/` with its
 * receipt or to `refused/` with the reason, which say until when both are kept. A file that a crash left half taken goes on where it stopped: its content
 * names its delivery.
 */
export const watchDropFolder = async (dependencies: DropFolder): Promise<void> => {
  const { folder, events, signal, untilNextLook = twoSeconds } = dependencies
  const patiently = <T>(work: () => Promise<T>): Promise<T | undefined> => retry(work, events, signal)
  let last: ReadonlyMap<string, Look> = new Map()
  await patiently(() => makeFolders(folder))
  events.started()
  while (!signal.aborted) {
    const now = (await patiently(() => look(folder))) ?? new Map<string, Look>()
    for (const [name, seen] of now) {
      if (!same(last.get(name), seen) || signal.aborted) continue
      await take(dependencies, name, seen).then(events.started, (error: unknown) => {
        if (!signal.aborted) events.waiting(error, lookEveryMs)
      })
    }
    last = now
    await untilNextLook(signal)
  }
}

const makeFolders = async (folder: string): Promise<void> => {
  for (const name of takenFolders) await mkdir(join(folder, name), { recursive: true })
}

const look = async (folder: string): Promise<ReadonlyMap<string, Look>> => {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile() && !isUnfinished(entry.name)).map(({ name }) => name)
  const looks = new Map<string, Look>()
  for (const name of names.sort()) {
    const seen = await lookAt(join(folder, name))
    if (seen !== undefined) looks.set(name, seen)
  }
  return looks
}

const lookAt = async (path: string): Promise<Look | undefined> => {
  try {
    const { size, mtimeMs } = await stat(path)
    return { size, mtimeMs }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const same = (one: Look | undefined, other: Look | undefined): boolean =>
  one !== undefined && other !== undefined && one.size === other.size && one.mtimeMs === other.mtimeMs

/** Takes one file and moves it away. One that changed meanwhile stays, and is taken again once it is whole. */
const take = async (dependencies: DropFolder, name: string, seen: Look): Promise<void> => {
  const { folder, intake, today, months, signal } = dependencies
  const path = join(folder, name)
  const keptUntil = months === null ? null : addMonthsToDay(today(), months)
  if ((await lookAt(path)) === undefined) return
  const contentHash = await hashOf(path)
  const receipt = join(folder, 'done', `${name}.${contentHash.slice(0, 8)}.receipt.json`)
  // The receipt is written before the file is moved: with it, only the move is still to be done.
  const move = (to: (typeof takenFolders)[number]) =>
    moveTo(join(folder, to), path, { name, contentHash, at: intake.now() })
  if (await exists(receipt)) return move('done')
  const taken = await receiveFile(intake, createReadStream(path, { signal }), {
    by: 'drop-folder',
    fileName: name,
    asOf: today(),
    contentHash,
  })
  if (!same(await lookAt(path), seen)) return
  if (taken.kind === 'delivery') {
    const about = { fileName: name, contentHash, takenAt: intake.now(), keptUntil }
    await writeStamped(receipt, receiptOf(taken, about), intake.now())
    await move('done')
  } else {
    const reason = join(folder, 'refused', `${name}.${contentHash.slice(0, 8)}.reason.txt`)
    const until = keptUntil === null ? '' : `原文件保留到 ${keptUntil}，到期自动删除。\n`
    await writeStamped(reason, `${taken.detail}\n${until}`, intake.now())
    await move('refused')
  }
}

type About = {
  readonly fileName: string
  readonly contentHash: string
  readonly takenAt: string
  readonly keptUntil: Day | null
}

const receiptOf = ({ delivery, feed, rows }: FileTaken & { kind: 'delivery' }, { fileName, ...about }: About): string =>
  `${JSON.stringify({ delivery, feed, fileName, rows, ...about }, null, 2)}\n`

const writeStamped = async (path: string, text: string, at: string): Promise<void> => {
  await writeFile(path, text, { flush: true })
  await utimes(path, new Date(at), new Date(at))
}

/** A file of the same name that was taken earlier keeps its place. The time stamp says from now on when it was taken. */
const moveTo = async (
  target: string,
  path: string,
  { name, contentHash, at }: { readonly name: string; readonly contentHash: string; readonly at: string },
): Promise<void> => {
  const plain = join(target, name)
  await utimes(path, new Date(at), new Date(at))
  await rename(path, (await exists(plain)) ? join(target, `${contentHash.slice(0, 8)}-${name}`) : plain)
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const block of createReadStream(path)) hash.update(block as Buffer)
  return hash.digest('hex')
}
