import { createHash } from 'node:crypto'
import type { Day } from '@shouwang/contracts'
import type { EventFeed } from '@shouwang/feeds'
import { retryWhile } from '@shouwang/flow'
import { receiveRepeatable } from '@shouwang/intake'
import { claimPull, endPull, savePullCursor } from '@shouwang/postgres'
import { askCivilRegistry } from './civil-registry.ts'
import { askDatabase } from './front-end-database.ts'
import { askHttp } from './http-interface.ts'
import { type Page, PullRefused } from './page.ts'
import { fetchFolder, type SftpDependencies } from './sftp-folder.ts'

/** What a pull needs beside the doors. `secret` reads the environment variable that the feed names. */
export type PullDependencies = SftpDependencies & {
  readonly today: () => Day
  readonly events: {
    readonly pulled: (feed: string, rows: number) => void
    readonly pullFailed: (feed: string, error: unknown) => void
  }
  readonly firstRetryMs?: number
}

const claimSeconds = 300
const mostAttempts = 5
const defaultFirstRetryMs = 1_000
const longestRetryMs = 60_000

/**
 * Pulls a feed to its end, answer by answer or file by file. The cursor moves once an answer's rows are durable, and their
 * content names their delivery, so that an answer which a crash makes us fetch again is the same delivery. Does nothing
 * while another process pulls; what fails is told, and tried again at the next hour that the feed declares.
 */
export const pullFeed = async (dependencies: PullDependencies, feed: EventFeed): Promise<void> => {
  const { sql } = dependencies.intake
  try {
    const claimed = await claimPull(sql, feed.id, claimSeconds)
    if (claimed === undefined) return
    const { pull } = feed
    const rows =
      pull?.from === 'sftp'
        ? await patiently(dependencies, () => fetchFolder(dependencies, feed, pull))
        : await pullAll(dependencies, feed, claimed.cursor)
    await endPull(sql, feed.id, null)
    dependencies.events.pulled(feed.id, rows)
  } catch (error) {
    if (dependencies.signal.aborted) return
    dependencies.events.pullFailed(feed.id, error)
    const problem = error instanceof Error ? error.message : String(error)
    await endPull(sql, feed.id, problem).catch(() => undefined)
  }
}

const pullAll = async (dependencies: PullDependencies, feed: EventFeed, from: string | null): Promise<number> => {
  const { intake } = dependencies
  let [cursor, rows] = [from, 0]
  for (;;) {
    const page = await patiently(dependencies, () => ask(dependencies, feed, cursor))
    if (page.rows.length > 0) {
      // Where no cursor tells one day from the next, the day does: the same whole again is a delivery of that day.
      const key = [cursor ?? dependencies.today(), hashOf(page.rows)].join('/')
      await patiently(dependencies, () =>
        receiveRepeatable(intake, feed, page.rows, dependencies.today(), { sender: `pull:${feed.id}`, key }),
      )
      rows += page.rows.length
    }
    if (page.next === null || page.next === cursor) return rows
    cursor = page.next
    await savePullCursor(intake.sql, feed.id, { cursor, seconds: claimSeconds })
    if (page.ends ?? page.rows.length === 0) return rows
  }
}

const ask = async (
  { secret, signal, intake, today }: PullDependencies,
  feed: EventFeed,
  cursor: string | null,
): Promise<Page> => {
  const { pull, id } = feed
  const settingOf = (name: string): string => {
    const value = secret(name)
    if (value === undefined)
      throw new PullRefused(`the feed "${id}" needs the environment variable ${name}, which is not set`)
    return value
  }
  if (pull === undefined || pull.from === 'sftp') throw new PullRefused(`the feed "${id}" declares no pull of rows`)
  if (pull.from === 'civil-registry') {
    const at = { nowMs: Date.parse(intake.now()), today: today() }
    return askCivilRegistry(feed, pull, settingOf(pull.auth), { cursor, ...at, signal })
  }
  if ('url' in pull) return askHttp(pull, pull.auth === undefined ? undefined : settingOf(pull.auth), cursor, signal)
  return askDatabase(feed, pull, settingOf(pull.address), cursor, signal)
}

const hashOf = (rows: Page['rows']): string => createHash('sha256').update(JSON.stringify(rows)).digest('hex')

/** Tries a few times with growing, jittered pauses; gives up at once on what no repetition will better. */
const patiently = <T>({ signal, firstRetryMs }: PullDependencies, work: () => Promise<T>): Promise<T> =>
  retryWhile(work, {
    worthwhile: (error, attempts) => attempts < mostAttempts && !(error instanceof PullRefused),
    firstMs: (firstRetryMs ?? defaultFirstRetryMs) * 2,
    longestMs: longestRetryMs,
    signal,
  })
