import type { Department, RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** A member of staff without his phone. */
export type StaffMember = {
  readonly staffNo: string
  readonly name: string
  readonly role: string
  readonly region: RegionCode
  /** Of the role `department`. */
  readonly department: Department | null
  readonly unit: string | null
}

/** One member of staff. */
export const readStaff = async (sql: Queryable, staffNo: string): Promise<StaffMember | undefined> =>
  (
    await sql.query<StaffMember>(
      'select staff_no as "staffNo", name, role, region, department, unit from staff where staff_no = $1',
      [staffNo],
    )
  )[0]

/** The names of these staff numbers. */
export const readStaffNames = async (
  sql: Queryable,
  staffNos: readonly string[],
): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await sql.query<{ staffNo: string; name: string }>(
        'select staff_no as "staffNo", name from staff where staff_no = any($1)',
        [staffNos],
      )
    ).map((row) => [row.staffNo, row.name]),
  )

/** The roles of these staff numbers, as the staff list has them. */
export const readStaffRoles = async (
  sql: Queryable,
  staffNos: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await sql.query<{ staffNo: string; role: string }>(
    'select staff_no as "staffNo", role from staff where staff_no = any($1)',
    [staffNos],
  )
  return new Map(rows.map(({ staffNo, role }) => [staffNo, role]))
}

/** Staff under a region whose number or name begins with `q`: of each role those with the most open work, up to `each`. */
export const listStaff = (
  sql: Queryable,
  prefix: string,
  q: string,
  each: number,
): Promise<(Omit<StaffMember, 'department' | 'unit'> & { readonly openTasks: number })[]> =>
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
