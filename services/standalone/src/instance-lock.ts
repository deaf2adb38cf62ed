import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** What a running instance says of itself to the command line. `address` is null while it does not listen. */
export const Instance = z.object({ pid: z.int(), address: z.string().nullable() })
export type Instance = z.infer<typeof Instance>

/** Why a data folder cannot be used; the message says what would do. */
export class DataFolderProblem extends Error {}

const beatMs = 2_000
const deadAfterMs = 10_000
const nameOf = (data: string): string => join(data, 'instance.json')

/** The instance that runs on a data folder now; undefined when none does, or the last one was killed. */
export const runningInstance = async (data: string): Promise<Instance | undefined> => {
  try {
    const { mtimeMs } = await stat(nameOf(data))
    const instance = Instance.parse(JSON.parse(await readFile(nameOf(data), 'utf8')))
    return Date.now() - mtimeMs < deadAfterMs && isAlive(instance.pid) ? instance : undefined
  } catch {
    return undefined
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export type Lock = { readonly announce: (address: string) => Promise<void>; readonly release: () => Promise<void> }

/**
 * Takes a data folder for this process, creating it when needed.
 * @throws DataFolderProblem when it cannot be written, or another instance runs on it.
 */
export const lockDataFolder = async (data: string): Promise<Lock> => {
  const unwritable = (error: NodeJS.ErrnoException): never => {
    throw new DataFolderProblem(`数据文件夹 ${data} 不能写入（${error.code}）。请换一个：--data 文件夹`, {
      cause: error,
    })
  }
  await makeFolder(data).catch(unwritable)
  const running = await runningInstance(data)
  if (running !== undefined)
    throw new DataFolderProblem(
      `数据文件夹 ${data} 已有一个守望在运行（进程 ${running.pid}${running.address === null ? '' : `，${running.address}`}）。请先停止它，或用 --data 另选文件夹`,
    )
  const claim = join(data, `instance.${process.pid}.tmp`)
  const write = async (address: string | null): Promise<void> => {
    await writeFile(claim, JSON.stringify({ pid: process.pid, address }), { mode: 0o600 })
    await rename(claim, nameOf(data))
  }
  await write(null).catch(unwritable)
  const beat = setInterval(() => void utimes(nameOf(data), new Date(), new Date()).catch(() => undefined), beatMs)
  beat.unref()
  return {
    announce: write,
    release: async () => {
      clearInterval(beat)
      await rm(nameOf(data), { force: true })
    },
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
