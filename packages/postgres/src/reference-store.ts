import type { RegionCode } from '@shouwang/contracts'
import type { Sql } from './sql.ts'

type Run = Pick<Sql, 'query'>

export type RegionRow = { readonly code: RegionCode; readonly name: string; readonly parent: RegionCode | null }

/** 网格员, 协理员, 区级, 市级, 数据. */
export type StaffRole = 'grid-worker' | 'coordinator' | 'district' | 'city' | 'data'

export type StaffRow = {
  readonly staffNo: string
  readonly name: string
  readonly role: StaffRole
  readonly region: RegionCode
  readonly phoneSealed: string | null
}

/** Adds regions, or gives known ones their new name and parent. */
export const saveRegions = async (sql: Run, regions: readonly RegionRow[]): Promise<void> => {
  await sql.query(
    `insert into regions (code, name, parent) select * from unnest($1::text[], $2::text[], $3::text[])
     on conflict (code) do update set name = excluded.name, parent = excluded.parent`,
    [regions.map((r) => r.code), regions.map((r) => r.name), regions.map((r) => r.parent)],
  )
}

/** Adds staff, or gives known ones their new name, role, region and phone. */
export const saveStaff = async (sql: Run, staff: readonly StaffRow[]): Promise<void> => {
  await sql.query(
    `insert into staff (staff_no, name, role, region, phone_sealed)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
     on conflict (staff_no) do update set name = excluded.name, role = excluded.role, region = excluded.region,
       phone_sealed = excluded.phone_sealed`,
    [
      staff.map((s) => s.staffNo),
      staff.map((s) => s.name),
      staff.map((s) => s.role),
      staff.map((s) => s.region),
      staff.map((s) => s.phoneSealed),
    ],
  )
}
