import type { Queryable } from '../engine/sql.ts'

/** Claims the shipping of the audit to a place for a while. Returns the last line that went there; undefined when another process ships. */
export const claimAuditShipping = async (sql: Queryable, place: string, seconds: number): Promise<number | undefined> =>
  (
    await sql.query<{ seq: number }>(
      `insert into audit_shipping (place, claimed_until) values ($1, now() + make_interval(secs => $2))
       on conflict (place) do update set claimed_until = excluded.claimed_until
         where audit_shipping.claimed_until is null or audit_shipping.claimed_until < now()
       returning seq`,
      [place, seconds],
    )
  )[0]?.seq

/** Notes that every line up to this one is there, and ends the claim. */
export const saveAuditShipped = async (sql: Queryable, place: string, seq: number): Promise<void> => {
  await sql.query('update audit_shipping set seq = $2, claimed_until = null where place = $1', [place, seq])
}

/** How many lines have still to go to a place. */
export const countAuditUnshipped = async (sql: Queryable, place: string): Promise<number> =>
  (
    await sql.query<{ lines: number }>(
      `select count(*) as lines from audit
       where seq > coalesce((select seq from audit_shipping where place = $1), 0)`,
      [place],
    )
  )[0]?.lines ?? 0
