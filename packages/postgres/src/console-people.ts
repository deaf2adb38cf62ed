import type { RegionCode } from '@shouwang/contracts'
import type { Sql } from './sql.ts'

type Read = Pick<Sql, 'query'>

export type StaffRow = {
  readonly staffNo: string
  readonly name: string
  readonly role: string
  readonly region: RegionCode
}

/** One member of staff. */
export const readStaff = async (sql: Read, staffNo: string): Promise<StaffRow | undefined> =>
  (
    await sql.query<StaffRow>('select staff_no as "staffNo", name, role, region from staff where staff_no = $1', [
      staffNo,
    ])
  )[0]

/** The names of these staff numbers. */
export const readStaffNames = async (sql: Read, staffNos: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await sql.query<{ staffNo: string; name: string }>(
        'select staff_no as "staffNo", name from staff where staff_no = any($1)',
        [staffNos],
      )
    ).map((row) => [row.staffNo, row.name]),
  )

/** Staff under a region whose number or name begins with `q`: of each role those with the most open work, up to `each`. */
export const listStaff = (
  sql: Read,
  prefix: string,
  q: string,
  each: number,
): Promise<(StaffRow & { readonly openTasks: number })[]> =>
  sql.query(
    `with found as (
       select staff_no, name, role, region,
         (select count(*) from tasks t where t.assignee = s.staff_no and t.status in ('open','accepted')) as open_tasks
       from staff s where region like $1 || '%' and (starts_with(staff_no, $2) or starts_with(name, $2))
     ), placed as (
       select *, row_number() over (partition by role order by open_tasks desc, staff_no) as place from found
     )
     select staff_no as "staffNo", name, role, region, open_tasks as "openTasks" from placed
     where place <= $3 order by role, place`,
    [prefix, q, each],
  )

/** What each region is called, with the one above it: 滨湖街道·东风社区. */
export const readRegionNames = async (
  sql: Read,
  codes: readonly RegionCode[],
): Promise<ReadonlyMap<RegionCode, string>> =>
  new Map(
    (
      await sql.query<{ code: RegionCode; name: string; above: string | null }>(
        `select r.code, r.name, case when r.code like '%000000' then null else p.name end as above
         from regions r left join regions p on p.code = r.parent where r.code = any($1)`,
        [codes],
      )
    ).map((row) => [row.code, row.above === null ? row.name : `${row.above}·${row.name}`]),
  )

/** Regions below a region that pages may filter by, by code. */
export const listRegions = (
  sql: Read,
  prefix: string,
): Promise<{ code: RegionCode; name: string; parent: string | null }[]> =>
  sql.query(`select code, name, parent from regions where code like $1 || '%' order by code limit 5000`, [prefix])

/** The topmost region kept, whose subtree is everything. */
export const readRootRegion = async (sql: Read): Promise<RegionCode | undefined> =>
  (
    await sql.query<{ code: RegionCode }>(
      'select code from regions where parent is null or parent = $1 order by code limit 1',
      [''],
    )
  )[0]?.code

/** Keeps a session under the hash of its token, and forgets those that are over. Instants are ISO text. */
export const saveSession = async (
  sql: Read,
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
export const readSession = async (sql: Read, tokenHash: string, now: string): Promise<string | undefined> =>
  (
    await sql.query<{ staffNo: string }>(
      'select staff_no as "staffNo" from sessions where token_hash = $1 and expires_at > $2',
      [tokenHash, now],
    )
  )[0]?.staffNo

/** Ends a session. */
export const deleteSession = async (sql: Read, tokenHash: string): Promise<void> => {
  await sql.query('delete from sessions where token_hash = $1', [tokenHash])
}

/** Writes one line of the audit: who looked at or did what to whom, and why. */
export const writeAudit = async (
  sql: Read,
  line: { readonly who: string; readonly action: string; readonly subject: string; readonly purpose: string },
): Promise<void> => {
  await sql.query('insert into audit (who, action, subject, purpose) values ($1, $2, $3, $4)', [
    line.who,
    line.action,
    line.subject,
    line.purpose,
  ])
}
