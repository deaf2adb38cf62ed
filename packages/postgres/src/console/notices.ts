import type { Notice } from '@shouwang/casework'
import type { Queryable } from '../engine/sql.ts'

/** What one member of staff is to be told of, with what it is about as it stands now. */
export type NoticeRow = {
  readonly about: string
  readonly seq: number
  readonly kind: Notice['kind']
  readonly at: string
  readonly seenAt: string | null
  readonly householdNo: string | null
}

/** The notices of a member of staff, the newest first; those not seen yet unless told otherwise. */
export const readNotices = (
  sql: Queryable,
  staffNo: string,
  { all, limit }: { readonly all: boolean; readonly limit: number },
): Promise<NoticeRow[]> =>
  sql.query<NoticeRow>(
    `select n.about, n.seq, n.kind, to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
       to_char(n.seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "seenAt",
       coalesce(t.household_no, c.household_no) as "householdNo"
     from notices n left join tasks t on t.task_id = n.about left join cases c on c.case_id = n.about
     where n.staff_no = $1 and ($2 or n.seen_at is null) order by n.at desc, n.about, n.seq desc limit $3`,
    [staffNo, all, limit],
  )

/** Marks what a member of staff has seen: notices up to this moment. Returns how many were new. */
export const markSeen = async (sql: Queryable, staffNo: string, until: string, now: string): Promise<number> =>
  (
    await sql.query(
      'update notices set seen_at = $3 where staff_no = $1 and seen_at is null and at <= $2 returning about',
      [staffNo, until, now],
    )
  ).length
