import { isoInstant, type Queryable } from '../engine/sql.ts'

/** A session as its owner sees it in the list. */
export type SessionRow = {
  readonly sessionId: string
  readonly staffNo: string
  readonly startedAt: string
  readonly seenAt: string
  readonly address: string
  readonly agent: string
  /** How the person signed in. */
  readonly means: 'demo' | 'password' | 'oidc'
}

/** Stores a session under the hash of its token, and deletes those that are over. Instants are ISO text. */
export const saveSession = async (
  sql: Queryable,
  session: Omit<SessionRow, 'seenAt'> & { readonly tokenHash: string; readonly expiresAt: string },
): Promise<void> => {
  const { tokenHash, staffNo, expiresAt, sessionId, startedAt, address, agent, means } = session
  await sql.query('delete from sessions where expires_at < $1', [startedAt])
  await sql.query(
    `insert into sessions (token_hash, staff_no, expires_at, session_id, started_at, seen_at, address, agent, means)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8)`,
    [tokenHash, staffNo, expiresAt, sessionId, startedAt, address, agent, means],
  )
}

/**
 * Whose session this is; undefined when there is none, its term is over, or nobody used it since `idleSince`. With `touch`
 * it counts as used `now`, written once a minute at most. Instants are ISO text.
 */
export const readSession = async (
  sql: Queryable,
  tokenHash: string,
  { now, idleSince, touch }: { readonly now: string; readonly idleSince: string; readonly touch: boolean },
): Promise<Pick<SessionRow, 'staffNo' | 'sessionId' | 'means'> | undefined> =>
  (
    await sql.query<Pick<SessionRow, 'staffNo' | 'sessionId' | 'means'>>(
      `with found as (
         select staff_no, session_id, means from sessions where token_hash = $1 and expires_at > $2 and seen_at >= $3
       ), touched as (
         update sessions set seen_at = $2 where token_hash = $1 and $4 and seen_at < $2::timestamptz - interval '1 minute'
           and exists (select 1 from found)
       )
       select staff_no as "staffNo", session_id as "sessionId", means from found`,
      [tokenHash, now, idleSince, touch],
    )
  )[0]

/** The sessions of one member of staff that last on, the newest first. */
export const listSessions = (sql: Queryable, staffNo: string, now: string): Promise<SessionRow[]> =>
  sql.query<SessionRow>(
    `select session_id as "sessionId", staff_no as "staffNo", ${isoInstant('started_at')} as "startedAt",
       ${isoInstant('seen_at')} as "seenAt", address, agent, means
     from sessions where staff_no = $1 and expires_at > $2 order by started_at desc limit 200`,
    [staffNo, now],
  )

/** Ends a session by its token. */
export const deleteSession = async (sql: Queryable, tokenHash: string): Promise<void> => {
  await sql.query('delete from sessions where token_hash = $1', [tokenHash])
}

/** Ends sessions of one member of staff: all, or the one of this id. Returns how many. */
export const deleteSessionsOf = async (sql: Queryable, staffNo: string, sessionId?: string): Promise<number> =>
  (
    await sql.query(
      'delete from sessions where staff_no = $1 and ($2::text is null or session_id = $2) returning session_id',
      [staffNo, sessionId ?? null],
    )
  ).length
