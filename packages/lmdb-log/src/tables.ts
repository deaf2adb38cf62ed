import { existsSync, renameSync, rmSync } from 'node:fs'
import { type Database, open, type RootDatabase } from 'lmdb'

/** The tables of a log. A block's key is its topic and the offset of its first message. */
export type LogTables = {
  readonly env: RootDatabase
  readonly blocks: Database<Buffer, [topic: string, offset: number]>
  readonly ends: Database<number, string>
  readonly commits: Database<number, [group: string, topic: string]>
  /** What the log says of itself. */
  readonly about: Database<string, string>
}

/**
 * Opens the tables in a folder. Memory is zeroed before it becomes a page: otherwise whatever the process held in it, rows and
 * keys, would stand in the file. Writes are not gathered by turns of the event loop: lmdb opens such a batch with a promise that it
 * gives to nobody, and a commit that fails (a full disk) would end the process by it.
 */
export const openTables = (path: string): LogTables => {
  const env = open({
    path,
    maxDbs: 8,
    mapSize: 2 ** 40,
    noMemInit: false,
    noSubdir: false,
    eventTurnBatching: false,
  })
  return {
    env,
    blocks: env.openDB({ name: 'blocks', encoding: 'binary' }),
    ends: env.openDB({ name: 'ends' }),
    commits: env.openDB({ name: 'commits' }),
    about: env.openDB({ name: 'about' }),
  }
}

const memory = 'memory'
const zeroed = 'zeroed'
const entriesAtOnce = 1_000

/**
 * The tables of a folder whose pages hold nothing but what was put into them. Earlier versions did not zero memory, so a log of
 * theirs is written anew, entry by entry. One that was killed over it begins again.
 */
export const openZeroed = async (path: string): Promise<LogTables> => {
  const [anew, before] = [`${path}-new`, `${path}-before`]
  if (!existsSync(path) && existsSync(anew)) renameSync(anew, path)
  for (const left of [anew, before]) rmSync(left, { recursive: true, force: true })
  const tables = openTables(path)
  if (tables.about.get(memory) === zeroed) return tables
  if (tables.ends.getCount() > 0) {
    const opened = await putInPlace(path, (copy) => copyAll(tables, copy, ['blocks', 'ends', 'commits']))
    await forget(path, tables)
    return opened
  }
  await tables.about.put(memory, zeroed)
  return tables
}

/**
 * Fills a new log beside an open one and puts it in its place, opened; the old one can still be read until it is forgotten. Killed
 * on the way, the old one is there as it was.
 */
export const putInPlace = async (path: string, fill: (copy: LogTables) => Promise<unknown>): Promise<LogTables> => {
  const [anew, before] = [`${path}-new`, `${path}-before`]
  rmSync(anew, { recursive: true, force: true })
  const copy = openTables(anew)
  try {
    await fill(copy)
    await copy.about.put(memory, zeroed)
    await copy.env.flushed
  } catch (error) {
    await copy.env.close()
    rmSync(anew, { recursive: true, force: true })
    throw error
  }
  await copy.env.close()
  renameSync(path, before)
  renameSync(anew, path)
  return openTables(path)
}

/** Closes the log that another took the place of, and deletes its files. */
export const forget = async (path: string, replaced: LogTables): Promise<void> => {
  await replaced.env.close()
  rmSync(`${path}-before`, { recursive: true })
}

/** Copies tables entry by entry. */
export const copyAll = async (
  from: LogTables,
  to: LogTables,
  names: readonly ('blocks' | 'ends' | 'commits')[],
): Promise<void> => {
  for (const name of names) {
    const [source, target] = [from[name], to[name]] as [Database<unknown, string>, Database<unknown, string>]
    let waiting: Promise<unknown>[] = []
    for (const { key, value } of source.getRange()) {
      if (waiting.push(target.put(key, value)) < entriesAtOnce) continue
      await Promise.all(waiting)
      waiting = []
    }
    await Promise.all(waiting)
  }
  await to.env.flushed
}
