import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Day } from '@shouwang/contracts'
import { pause, retry, type StageEvents } from '@shouwang/flow'
import { type FileTaken, type IntakeDependencies, receiveFile } from '@shouwang/intake'
import { isUnfinished } from './unfinished-name.ts'

/** A folder into which departments lay files, and what takes them. One process at a time watches a folder. */
export type DropFolder = {
  readonly folder: string
  readonly intake: IntakeDependencies
  readonly today: () => Day
  readonly events: Pick<StageEvents, 'started' | 'waiting' | 'resumed'>
  readonly signal: AbortSignal
  /** Resolves when the folder is to be looked at again, or the signal aborts; every two seconds where it is left out. */
  readonly untilNextLook?: (signal: AbortSignal) => Promise<void>
}

const lookEveryMs = 2_000
const twoSeconds = (signal: AbortSignal): Promise<void> => pause(lookEveryMs, signal)

type Look = { readonly size: number; readonly mtimeMs: number }

/**
 * Takes every file of the folder once it is whole, that is, it looks the same twice, and moves it to `done/` with its
 * receipt or to `refused/` with the reason. A file that a crash left half taken goes on where it stopped: its content
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
  for (const name of ['done', 'refused']) await mkdir(join(folder, name), { recursive: true })
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
const take = async ({ folder, intake, today, signal }: DropFolder, name: string, seen: Look): Promise<void> => {
  const path = join(folder, name)
  if ((await lookAt(path)) === undefined) return
  const contentHash = await hashOf(path)
  const receipt = join(folder, 'done', `${name}.${contentHash.slice(0, 8)}.receipt.json`)
  // The receipt is written before the file is moved: with it, only the move is still to be done.
  if (await exists(receipt)) return moveTo(join(folder, 'done'), path, name, contentHash)
  const taken = await receiveFile(intake, createReadStream(path, { signal }), {
    by: 'drop-folder',
    fileName: name,
    asOf: today(),
    contentHash,
  })
  if (!same(await lookAt(path), seen)) return
  if (taken.kind === 'delivery') {
    await writeFile(receipt, receiptOf(taken, name, contentHash, intake.now()), { flush: true })
    await moveTo(join(folder, 'done'), path, name, contentHash)
  } else {
    const reason = join(folder, 'refused', `${name}.${contentHash.slice(0, 8)}.reason.txt`)
    await writeFile(reason, `${taken.detail}\n`, { flush: true })
    await moveTo(join(folder, 'refused'), path, name, contentHash)
  }
}

const receiptOf = (
  { delivery, feed, rows }: FileTaken & { kind: 'delivery' },
  fileName: string,
  contentHash: string,
  takenAt: string,
): string => `${JSON.stringify({ delivery, feed, fileName, rows, contentHash, takenAt }, null, 2)}\n`

/** A file of the same name that was taken earlier keeps its place. */
const moveTo = async (target: string, path: string, name: string, contentHash: string): Promise<void> => {
  const plain = join(target, name)
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
