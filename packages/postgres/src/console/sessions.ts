import type { Queryable } from '../engine/sql.ts'

/** Stores a session under the hash of its token, and deletes those that are over. Instants are ISO text. */
export const saveSession = async (
  sql: Queryable,
  session: { readonly tokenHash: string; readonly staffNo: string; readonly expiresAt: string },
  now: string,
): Promise<void> => {
  await sql.query('delete from sessions where expires_at < $1', [now])
  await sql.query('insert into sessions (token_hash, staff_no, expires_at) values ($1, $2, $3)', [
    session.tokenHash,
    session.staffNo,
    session.expiresAt,
  ])
}

/** Whose session this is; undefined when there is none or it is over. `now` is an ISO instant. */
export const readSession = async (sql: Queryable, tokenHash: string, now: string): Promise<string | undefined> =>
  (
    await sql.query<{ staffNo: string }>(
      'select staff_no as "staffNo" from sessions where token_hash = $1 and expires_at > $2',
      [tokenHash, now],
    )
  )[0]?.staffNo

/** Ends a session. */
export const deleteSession = async (sql: Queryable, tokenHash: string): Promise<void> => {
  await sql.query('delete from sessions where token_hash = $1', [tokenHash])
}

/** Ends every session of one member of staff: after a change of role or region, or by order. */
export const deleteSessionsOf = async (sql: Queryable, staffNo: string): Promise<void> => {
  await sql.query('delete from sessions where staff_no = $1', [staffNo])
}

/** Writes one line of the audit: who looked at or did what to whom, and why. */
export const writeAudit = async (
  sql: Queryable,
  line: { readonly who: string; readonly action: string; readonly subject: string; readonly purpose: string },
): Promise<void> => {
  await sql.query('insert into audit (who, action, subject, purpose) values ($1, $2, $3, $4)', [
    line.who,
    line.action,
    line.subject,
    line.purpose,
  ])
}
