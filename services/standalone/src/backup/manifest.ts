import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

/** What a backup says of itself, in `backup.json`. */
export const Manifest = z.object({
  format: z.literal(1),
  takenAt: z.iso.datetime({ offset: true }),
  /** The names of the keys without which it can't be used; the keys themselves are never in it. */
  keys: z.object({ pseudonym: z.string().nullable(), vault: z.array(z.string()) }),
  /** Every file by its path, with its bytes and their SHA-256. */
  files: z.record(z.string(), z.object({ bytes: z.int(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof Manifest>

/** The folders of a data folder that make up what is kept. */
export const keptFolders = ['log', 'state', 'warehouse'] as const

/** Where a backup says what it is. It is written last: a backup without it was not finished. */
export const manifestOf = (folder: string): string => join(folder, 'backup.json')

/** The files of a folder with their sizes and hashes. */
export const hashedFiles = async (folder: string): Promise<Manifest['files']> => {
  const files: Record<string, { bytes: number; sha256: string }> = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files[relative(folder, path)] = { bytes: (await stat(path)).size, sha256: await hashOf(path) }
  }
  return files
}

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** What is wrong with a backup, in Chinese, and what it says of itself where it can be read. */
export type Verified = { readonly problems: readonly string[]; readonly manifest: Manifest | undefined }

/** Reads a backup through and compares it with what it says it holds. */
export const verifyBackup = async (folder: string): Promise<Verified> => {
  const text = await readFile(manifestOf(folder), 'utf8').catch(() => undefined)
  if (text === undefined) return { problems: ['没有 backup.json：不是备份，或备份没有做完'], manifest: undefined }
  const manifest = Manifest.safeParse(parsed(text)).data
  if (manifest === undefined) return { problems: ['backup.json 读不懂：已损坏，或由更新版本的守望写成'], manifest }
  const found = await hashedFiles(folder)
  const problems = Object.entries(manifest.files).flatMap(([path, { bytes, sha256 }]) => {
    const file = found[path]
    if (file === undefined) return [`缺少文件 ${path}`]
    if (file.bytes !== bytes) return [`${path} 应有 ${bytes} 字节，实有 ${file.bytes} 字节`]
    return file.sha256 === sha256 ? [] : [`${path} 的内容变了`]
  })
  return { problems, manifest }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
