import { spawnSync } from 'node:child_process'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LogProblem } from './log-problem.ts'

/** Reads a whole log in a process of its own: what is not there ends that one. */
const readThrough = fileURLToPath(new URL('./read-through.ts', import.meta.url))

/**
 * Looks whether the file of a log holds what it says it holds, before it is mapped: who reads a mapped page that is not there is
 * killed without a word. A file that ends before its last page may still be whole, if that page was given back; then all of it is
 * read through in another process. @throws LogProblem where something is missing
 */
export const checkFile = (directory: string): void => {
  const size = sizesOf(join(directory, 'data.mdb'))
  if (size === undefined || size.is >= size.said) return
  const { status } = spawnSync(process.execPath, [readThrough, directory], { stdio: 'ignore' })
  if (status === 0) return
  throw new LogProblem(
    `日志文件 ${join(directory, 'data.mdb')} 被截断（应有 ${size.said} 字节，实有 ${size.is} 字节）：请用 pnpm shouwang restore 从备份恢复。守望没有启动，数据没有改动。`,
    `the log file in ${directory} is cut off: it should have ${size.said} bytes and has ${size.is}; restore it from a backup`,
  )
}

/** LMDB's two meta pages stand at the beginning of the file and one page behind; the one of the later transaction counts. */
const sizesOf = (path: string): { readonly is: number; readonly said: number } | undefined => {
  const head = Buffer.alloc(metaBytes)
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return undefined
  }
  try {
    const metas = [0, firstPageSize(file, head)].flatMap((at) => metaAt(file, head, at))
    const newest = metas.toSorted((one, other) => Number(other.transaction - one.transaction))[0]
    if (newest === undefined) return undefined
    return { is: fstatSync(file).size, said: (Number(newest.lastPage) + 1) * newest.pageSize }
  } finally {
    closeSync(file)
  }
}

/** Where the fields of a meta page lie, on machines that write the lowest byte first. */
const metaBytes = 168
const at = { magic: 24, pageSize: 48, lastPage: 144, transaction: 152 } as const
const magic = 0xbeefc0de
const usualPageSize = 4096

const firstPageSize = (file: number, head: Buffer): number => metaAt(file, head, 0)[0]?.pageSize ?? usualPageSize

type Meta = { readonly pageSize: number; readonly lastPage: bigint; readonly transaction: bigint }

const metaAt = (file: number, head: Buffer, from: number): readonly Meta[] => {
  if (readSync(file, head, 0, metaBytes, from) < metaBytes || head.readUInt32LE(at.magic) !== magic) return []
  return [
    {
      pageSize: head.readUInt32LE(at.pageSize),
      lastPage: head.readBigUInt64LE(at.lastPage),
      transaction: head.readBigUInt64LE(at.transaction),
    },
  ]
}
