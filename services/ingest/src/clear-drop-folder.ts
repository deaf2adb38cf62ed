import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, type Day } from '@shouwang/contracts'
import { pause, retry } from '@shouwang/flow'
import { listErasures, readRetentionRuns, type Sql, saveRetentionRun, standingHolds } from '@shouwang/postgres'
import { keptSince, type RetentionEvents, type Terms } from '@shouwang/retention'
import { z } from 'zod'
import { takenFolders } from './drop-folder.ts'

/** What deletes files that were taken or refused, once their term is over. */
export type KeepDropFolder = {
  readonly folder: string
  readonly sql: Sql
  readonly terms: Terms
  readonly today: () => Day
  readonly events: Pick<RetentionEvents, 'termsKept' | 'waiting' | 'resumed'>
  readonly signal: AbortSignal
}

const lookEveryMs = 60_000
const kind = 'files'

/** Clears the folder once a day until the signal aborts. */
export const keepDropFolder = async (dependencies: KeepDropFolder): Promise<void> => {
  const { sql, today, events, signal } = dependencies
  while (!signal.aborted) {
    await retry(
      async () => {
        const ran = (await readRetentionRuns(sql)).find((run) => run.kind === kind)
        if (ran === undefined || ran.ranOn < today()) await clearDropFolder(dependencies)
      },
      events,
      signal,
    )
    await pause(lookEveryMs, signal)
  }
}

/**
 * Deletes what was taken or refused and is over its term, or older than an order to delete whose days are over: a file can't be freed
 * of one person alone. What is held stays: the files of a feed, those of which nobody knows the feed, and all while a person or a
 * household is held. A file is as old as its time stamp, which says when it was taken.
 */
export const clearDropFolder = async (dependencies: KeepDropFolder): Promise<void> => {
  const { folder, sql, today, events } = dependencies
  const isOver = await overBy(dependencies)
  const holds = await standingHolds(sql, today())
  const isHeld = (feed: string | undefined): boolean =>
    holds.some((hold) => hold.kind !== 'feed' || feed === undefined || hold.subject === feed)
  const counts = { gone: 0, held: 0 }
  for (const name of takenFolders) {
    const files = await filesIn(join(folder, name))
    const feeds = await feedsOf(files)
    for (const { path } of files.filter(({ at }) => isOver(at))) {
      if (isHeld(feeds.get(path))) counts.held += 1
      else {
        await rm(path, { force: true })
        counts.gone += 1
      }
    }
  }
  await saveRetentionRun(sql, { kind, ranOn: today(), ...counts })
  events.termsKept(kind, counts.gone, counts.held)
}

type File = { readonly path: string; readonly name: string; readonly at: Date }

const filesIn = async (folder: string): Promise<readonly File[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const paths = entries.filter((entry) => entry.isFile()).map(({ name }) => ({ name, path: join(folder, name) }))
  return Promise.all(paths.map(async (one) => ({ ...one, at: (await stat(one.path)).mtime })))
}

/** Whether a file that was taken at an instant is over today. */
const overBy = async ({ sql, terms, today }: KeepDropFolder): Promise<(at: Date) => boolean> => {
  const { months, orderDays } = terms[kind]
  const since = keptSince(months, today())
  const ordered = (await listErasures(sql, ''))
    .map(({ orderedAt }) => new Date(orderedAt))
    .filter((at) => orderDays !== undefined && addDays(dayIn(at), orderDays) <= today())
  return (at) => (since !== null && dayIn(at) < since) || ordered.some((order) => at < order)
}

const dayIn = (at: Date): Day => inShanghai.format(at)
const inShanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

const Receipt = z.object({ feed: z.string(), fileName: z.string(), contentHash: z.string() })
const receiptEnd = '.receipt.json'

/** The feed of each file of which a receipt says it, the receipts with it. */
const feedsOf = async (files: readonly File[]): Promise<ReadonlyMap<string, string>> => {
  const byName = new Map(files.map((file) => [file.name, file.path]))
  const feeds = new Map<string, string>()
  for (const { path } of files.filter(({ name }) => name.endsWith(receiptEnd))) {
    const receipt = Receipt.safeParse(JSON.parse(await readFile(path, 'utf8')))
    if (!receipt.success) continue
    const { feed, fileName, contentHash } = receipt.data
    for (const file of [path, byName.get(fileName), byName.get(`${contentHash.slice(0, 8)}-${fileName}`)])
      if (file !== undefined) feeds.set(file, feed)
  }
  return feeds
}
