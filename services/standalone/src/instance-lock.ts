import { closeSync, openSync } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { tryLock, waitForLock } from 'fs-native-extensions'
import { z } from 'zod'

/** What a running instance says of itself to the command line. `address` is null while it does not listen. */
export const Instance = z.object({ pid: z.int(), address: z.string().nullable() })
export type Instance = z.infer<typeof Instance>

/** Why a data folder cannot be used; the message says what would do. */
export class DataFolderProblem extends Error {}

const nameOf = (data: string): string => join(data, 'instance.json')
/** Whoever has this file locked owns the folder. Only starts touch it, so that a question never refuses one. */
const ownerFile = (data: string): string => join(data, 'instance.lock')
/** The owner has this file locked as long as what `instance.json` says is true; questions lock it for a moment. */
const presenceFile = (data: string): string => join(data, 'instance.present')

/** The instance that runs on a data folder now; undefined when none does, or the last one was killed. */
export const runningInstance = async (data: string): Promise<Instance | undefined> => {
  try {
    return isLocked(presenceFile(data)) ? Instance.parse(JSON.parse(await readFile(nameOf(data), 'utf8'))) : undefined
  } catch {
    return undefined
  }
}

const isLocked = (path: string): boolean => {
  const fd = openSync(path, 'r')
  try {
    return !tryLock(fd, { shared: true })
  } finally {
    closeSync(fd)
  }
}

export type Lock = { readonly announce: (address: string) => Promise<void>; readonly release: () => Promise<void> }

/**
 * Takes a data folder for this process, creating it when needed. The operating system keeps the lock: of any number of
 * starts one gets it, and it ends with the process, however that ends.
 * @throws DataFolderProblem when the folder cannot be written or locked, or another instance runs on it.
 */
export const lockDataFolder = async (data: string): Promise<Lock> => {
  try {
    await makeFolder(data)
    const owner = openSync(ownerFile(data), 'a+', 0o600)
    if (tryLock(owner)) return await present(data, owner)
    closeSync(owner)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new DataFolderProblem(`数据文件夹 ${data} 不能写入（${code}）。请换一个：--data 文件夹`, { cause: error })
  }
  const running = await runningInstance(data)
  const which =
    running === undefined ? '' : `（进程 ${running.pid}${running.address === null ? '' : `，${running.address}`}）`
  throw new DataFolderProblem(`数据文件夹 ${data} 已有一个守望在运行${which}。请先停止它，或用 --data 另选文件夹`)
}

/**
 * Says who owns the folder, once it is locked. Descriptors are plain numbers: a `FileHandle` that nobody refers to is closed
 * by the garbage collector, and its lock goes with it.
 */
const present = async (data: string, owner: number): Promise<Lock> => {
  const held = [owner]
  const release = async (): Promise<void> => {
    await rm(nameOf(data), { force: true })
    for (const fd of held.splice(0).reverse()) closeSync(fd)
  }
  const announce = async (address: string | null): Promise<void> => {
    const draft = join(data, `instance.${process.pid}.tmp`)
    await writeFile(draft, JSON.stringify({ pid: process.pid, address }), { mode: 0o600 })
    await rename(draft, nameOf(data))
  }
  try {
    await announce(null)
    const presence = openSync(presenceFile(data), 'a+', 0o600)
    held.push(presence)
    await waitForLock(presence)
    return { announce, release }
  } catch (error) {
    await release()
    throw error
  }
}

/** Makes a folder and those above it, one by one: where a file system refuses, Node's own recursion may never end. */
const makeFolder = async (path: string): Promise<void> => {
  if ((await stat(path).catch(() => undefined))?.isDirectory() === true) return
  if (dirname(path) !== path) await makeFolder(dirname(path))
  await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}
