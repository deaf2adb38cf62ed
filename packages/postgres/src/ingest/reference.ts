import type { Department, RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** A region and the one above it. */
export type RegionRow = { readonly code: RegionCode; readonly name: string; readonly parent: RegionCode | null }

/** Roles of staff: 网格员, 协理员, 区级, 市级, 数据, 系统管理员, 安全管理员, 审计员, 部门（机构）. */
export type StaffRole =
  | 'grid-worker'
  | 'coordinator'
  | 'district'
  | 'city'
  | 'data'
  | 'system-admin'
  | 'security-admin'
  | 'auditor'
  | 'department'

/** A member of staff as the staff list has him. */
export type StaffRow = {
  readonly staffNo: string
  readonly name: string
  readonly role: StaffRole
  readonly region: RegionCode
  readonly phoneSealed: string | null
  /** Of the role `department`: which office it is, and the name of the organisation where it is one. */
  readonly department?: Department | null | undefined
  readonly unit?: string | null | undefined
}

/** Adds regions, or gives known ones their new name and parent; each may come once. Returns how many were new or changed. */
export const saveRegions = async (sql: Queryable, regions: readonly RegionRow[]): Promise<number> => {
  const changed = await sql.query(
    `insert into regions (code, name, parent) select * from unnest($1::text[], $2::text[], $3::text[])
     on conflict (code) do update set name = excluded.name, parent = excluded.parent
       where (regions.name, regions.parent) is distinct from (excluded.name, excluded.parent)
     returning code`,
    [regions.map((r) => r.code), regions.map((r) => r.name), regions.map((r) => r.parent)],
  )
  return changed.length
}

/** Those of these regions that are new, or have another name or parent. */
export const changedRegions = async (sql: Queryable, regions: readonly RegionRow[]): Promise<RegionRow[]> => {
  const known = await sql.query<RegionRow>('select code, name, parent from regions where code = any($1)', [
    regions.map(({ code }) => code),
  ])
  const now = new Map(known.map((row) => [row.code, row]))
  return regions.filter((row) => {
    const kept = now.get(row.code)
    return kept === undefined || kept.name !== row.name || kept.parent !== row.parent
  })
}

/** Those of these members of staff who are new, or have another name, role, region, phone, office or organisation. */
export const changedStaff = async (sql: Queryable, staff: readonly StaffRow[]): Promise<StaffRow[]> => {
  const known = await sql.query<StaffRow>(
    `select staff_no as "staffNo", name, role, region, phone_sealed as "phoneSealed", department, unit from staff
     where staff_no = any($1)`,
    [staff.map(({ staffNo }) => staffNo)],
  )
  const now = new Map(known.map((row) => [row.staffNo, row]))
  return staff.filter((row) => {
    const kept = now.get(row.staffNo)
    return (
      kept === undefined ||
      kept.name !== row.name ||
      kept.role !== row.role ||
      kept.region !== row.region ||
      kept.phoneSealed !== row.phoneSealed ||
      (kept.department ?? null) !== (row.department ?? null) ||
      (kept.unit ?? null) !== (row.unit ?? null)
    )
  })
}

/** The sealed phones of these members of staff, as far as they have one. */
export const sealedPhones = async (sql: Queryable, staffNos: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await sql.query<{ staffNo: string; sealed: string }>(
        `select staff_no as "staffNo", phone_sealed as sealed from staff
         where staff_no = any($1) and phone_sealed is not null`,
        [staffNos],
      )
    ).map(({ staffNo, sealed }) => [staffNo, sealed]),
  )

/**
 * Adds staff, or gives known ones their new name, role, region, phone, office and organisation; each may come once. Returns how many were new
 * or changed: a phone that is the same is to come as it was sealed before.
 */
export const saveStaff = async (sql: Queryable, staff: readonly StaffRow[]): Promise<number> => {
  const changed = await sql.query(
    `insert into staff (staff_no, name, role, region, phone_sealed, department, unit)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
     on conflict (staff_no) do update set name = excluded.name, role = excluded.role, region = excluded.region,
       phone_sealed = excluded.phone_sealed, department = excluded.department, unit = excluded.unit
       where (staff.name, staff.role, staff.region, staff.phone_sealed, staff.department, staff.unit) is distinct from
         (excluded.name, excluded.role, excluded.region, excluded.phone_sealed, excluded.department, excluded.unit)
     returning staff_no`,
    [
      staff.map((s) => s.staffNo),
      staff.map((s) => s.name),
      staff.map((s) => s.role),
      staff.map((s) => s.region),
      staff.map((s) => s.phoneSealed),
      staff.map((s) => s.department ?? null),
      staff.map((s) => s.unit ?? null),
    ],
  )
  return changed.length
}
