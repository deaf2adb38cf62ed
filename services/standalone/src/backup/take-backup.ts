import { constants, copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WarehouseClient } from '@shouwang/clickhouse'
import { readKeyNames, type Sql } from '@shouwang/postgres'
import { DataFolderProblem } from '../instance-lock.ts'
import type { WriteGate } from '../write-gate.ts'
import { hashedFiles, keptFolders, type Manifest, manifestOf } from './manifest.ts'

/** What of an open installation a backup needs. */
export type BackedUp = {
  readonly data: string
  readonly engines: { readonly sql: Sql; readonly warehouse: WarehouseClient }
  readonly gate: WriteGate
  readonly now: () => string
}

/** How a backup went: how much it holds, and how long all writes were held. */
export type BackupTaken = { readonly files: number; readonly bytes: number; readonly heldMs: number }

/**
 * Copies log, store and warehouse as they stand at one moment, while the installation runs: writes are held for as long as the
 * copying takes. A backup is in its place only once it is whole. @throws DataFolderProblem where the folder has something in it
 */
export const takeBackup = async ({ data, engines, gate, now }: BackedUp, folder: string): Promise<BackupTaken> => {
  await refuseUsed(folder)
  const draft = `${folder}.unfinished`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  const keys = await readKeyNames(engines.sql)
  const release = await gate.hold()
  const heldFrom = performance.now()
  let takenAt = now()
  try {
    await engines.sql.query('checkpoint')
    await engines.warehouse.command({ query: 'system stop merges' })
    takenAt = now()
    for (const name of keptFolders) await copyFolder(join(data, name), join(draft, name))
  } finally {
    release()
    await engines.warehouse.command({ query: 'system start merges' })
  }
  const heldMs = Math.round(performance.now() - heldFrom)
  const files = await hashedFiles(draft)
  const manifest: Manifest = { format: 1, takenAt, keys: { ...keys, vault: [...keys.vault] }, files }
  await writeFile(manifestOf(draft), JSON.stringify(manifest, null, 2), { mode: 0o600, flush: true })
  await rm(folder, { recursive: true, force: true })
  await rename(draft, folder)
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0)
  return { files: Object.keys(files).length, bytes, heldMs }
}

const refuseUsed = async (folder: string): Promise<void> => {
  const there = await readdir(folder).catch(() => [])
  if (there.length > 0) throw new DataFolderProblem(`备份文件夹 ${folder} 里已有内容：请另指一个空文件夹。`)
}

/**
 * Copies a folder. A part that the warehouse has merged away meanwhile is not missed, nor are its links: they are for people to
 * look at, name the folder that was copied, and are made anew.
 */
export const copyFolder = async (from: string, to: string): Promise<void> => {
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const entry of await readdir(from, { withFileTypes: true }).catch(ifGone([]))) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await copyFolder(source, target)
    else if (entry.isFile()) await copyFile(source, target, constants.COPYFILE_FICLONE).catch(ifGone(undefined))
  }
}

const ifGone =
  <Instead>(instead: Instead) =>
  (error: NodeJS.ErrnoException): Instead => {
    if (error.code === 'ENOENT') return instead
    throw error
  }
