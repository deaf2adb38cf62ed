import { createHash } from 'node:crypto'
import type { Day } from '@shouwang/contracts'
import type { EventFeed } from '@shouwang/feeds'
import { retryWhile } from '@shouwang/flow'
import { type IntakeDependencies, losslessJson, receiveRepeatable } from '@shouwang/intake'
import { claimPull, endPull, savePullCursor } from '@shouwang/postgres'

/** What a pull needs beside the doors. `secret` reads the environment variable that the feed names. */
export type PullDependencies = {
  readonly intake: IntakeDependencies
  readonly today: () => Day
  readonly secret: (name: string) => string | undefined
  readonly events: {
    readonly pulled: (feed: string, rows: number) => void
    readonly pullFailed: (feed: string, error: unknown) => void
  }
  readonly signal: AbortSignal
  readonly firstRetryMs?: number
}

/** What a department's interface answered that no repetition will better. */
class PullRefused extends Error {}

type Page = { readonly rows: readonly Record<string, unknown>[]; readonly next: string | null }

const claimSeconds = 300
const mostAttempts = 5
const answerLimitMs = 30_000
const defaultFirstRetryMs = 1_000
const longestRetryMs = 60_000

/**
 * Pulls a feed to its end, answer by answer. The cursor moves once an answer's rows are durable, and their content names
 * their delivery, so that an answer which a crash makes us fetch again is the same delivery. Does nothing while another
 * process pulls; what fails is told, and tried again at the next hour that the feed declares.
 */
export const pullFeed = async (dependencies: PullDependencies, feed: EventFeed): Promise<void> => {
  const { sql } = dependencies.intake
  try {
    const claimed = await claimPull(sql, feed.id, claimSeconds)
    if (claimed === undefined) return
    const rows = await pullAll(dependencies, feed, claimed.cursor)
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
    if (page.rows.length === 0) return rows
  }
}

const ask = async (
  { secret, signal }: PullDependencies,
  { pull, id }: EventFeed,
  cursor: string | null,
): Promise<Page> => {
  if (pull === undefined) throw new PullRefused(`the feed "${id}" declares no pull`)
  const url = new URL(pull.url)
  if (pull.cursor !== undefined && cursor !== null) url.searchParams.set(pull.cursor.parameter, cursor)
  const token = pull.auth === undefined ? undefined : secret(pull.auth)
  if (pull.auth !== undefined && token === undefined)
    throw new PullRefused(`the feed "${id}" needs the environment variable ${pull.auth}, which is not set`)
  const response = await fetch(url, {
    headers: { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerLimitMs)]),
  })
  if (!response.ok) {
    const what = `${url.origin}${url.pathname} answered ${response.status}`
    throw response.status < 500 && response.status !== 429 ? new PullRefused(what) : new Error(what)
  }
  const answer: unknown = losslessJson(await response.text())
  const rows = pull.rows === undefined ? answer : at(answer, pull.rows)
  if (!Array.isArray(rows) || rows.some((row) => typeof row !== 'object' || row === null || Array.isArray(row)))
    throw new PullRefused(`${url.origin}${url.pathname} answered no list of rows at ${pull.rows ?? 'its top'}`)
  const next = pull.cursor === undefined ? undefined : at(answer, pull.cursor.next)
  return { rows, next: next === undefined || next === null ? null : String(next) }
}

const at = (value: unknown, place: string): unknown =>
  place
    .split('.')
    .reduce<unknown>(
      (part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined),
      value,
    )

const hashOf = (rows: Page['rows']): string => createHash('sha256').update(JSON.stringify(rows)).digest('hex')

/** Tries a few times with growing, jittered pauses; gives up at once on what no repetition will better. */
const patiently = <T>({ signal, firstRetryMs }: PullDependencies, work: () => Promise<T>): Promise<T> =>
  retryWhile(work, {
    worthwhile: (error, attempts) => attempts < mostAttempts && !(error instanceof PullRefused),
    firstMs: (firstRetryMs ?? defaultFirstRetryMs) * 2,
    longestMs: longestRetryMs,
    signal,
  })
