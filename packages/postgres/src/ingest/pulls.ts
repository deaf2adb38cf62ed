import type { Queryable } from '../engine/sql.ts'

/** When a feed was last pulled to its end, and what is wrong since. */
export type PullState = { readonly feed: string; readonly secondsAgo: number | null; readonly problem: string | null }

/** Claims the pull of a feed for a while; undefined when another process has it. A first pull has no cursor. */
export const claimPull = async (
  sql: Queryable,
  feed: string,
  seconds: number,
): Promise<{ readonly cursor: string | null } | undefined> =>
  (
    await sql.query<{ cursor: string | null }>(
      `insert into pulls (feed, claimed_until) values ($1, now() + make_interval(secs => $2))
       on conflict (feed) do update set claimed_until = excluded.claimed_until
         where pulls.claimed_until is null or pulls.claimed_until < now()
       returning cursor`,
      [feed, seconds],
    )
  )[0]

/** Saves the cursor once everything before it is durable, and extends the claim. */
export const savePullCursor = async (
  sql: Queryable,
  feed: string,
  { cursor, seconds }: { readonly cursor: string | null; readonly seconds: number },
): Promise<void> => {
  await sql.query('update pulls set cursor = $2, claimed_until = now() + make_interval(secs => $3) where feed = $1', [
    feed,
    cursor,
    seconds,
  ])
}

/** Ends a pull: it came to its end, or `problem` says why not. */
export const endPull = async (sql: Queryable, feed: string, problem: string | null): Promise<void> => {
  await sql.query(
    `update pulls set claimed_until = null, problem = $2,
       pulled_at = case when $2::text is null then now() else pulled_at end
     where feed = $1`,
    [feed, problem],
  )
}

/** When a feed was last pulled to its end, and what is wrong since. */
export const readPulls = (sql: Queryable): Promise<PullState[]> =>
  sql.query<PullState>(
    `select feed, extract(epoch from now() - pulled_at)::int as "secondsAgo", problem from pulls order by feed`,
  )

/** Files of a feed's folder that were taken or refused before, by their hash, with why they were refused. */
export const readPulledFiles = async (sql: Queryable, feed: string): Promise<ReadonlyMap<string, string | null>> =>
  new Map(
    (
      await sql.query<{ file: string; problem: string | null }>(
        'select file, problem from pulled_files where feed = $1',
        [feed],
      )
    ).map(({ file, problem }) => [file, problem]),
  )

/** Remembers a file that was taken, or refused with `problem`, and extends the claim of its feed. */
export const savePulledFile = async (
  sql: Queryable,
  feed: string,
  { file, problem, seconds }: { readonly file: string; readonly problem: string | null; readonly seconds: number },
): Promise<void> => {
  await sql.query(
    `with extended as (update pulls set claimed_until = now() + make_interval(secs => $4) where feed = $1)
     insert into pulled_files (feed, file, problem) values ($1, $2, $3)
     on conflict (feed, file) do update set problem = excluded.problem, taken_at = now()`,
    [feed, file, problem, seconds],
  )
}
