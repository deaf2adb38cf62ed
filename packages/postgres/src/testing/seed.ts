import type { RegionCode, TaskEvent } from '@shouwang/contracts'
import { saveCases } from '../casework/save.ts'
import type { Queryable } from '../engine/sql.ts'
import { type StaffRole, saveRegions, saveStaff } from '../ingest/reference.ts'

/** Fills the regions of a test's store. */
export const seedRegions = async (
  sql: Queryable,
  ...regions: readonly (readonly [code: RegionCode, name: string, parent: RegionCode | null])[]
): Promise<void> => {
  await saveRegions(
    sql,
    regions.map(([code, name, parent]) => ({ code, name, parent })),
  )
}

/** Fills the staff of a test's store; nobody has a phone. */
export const seedStaff = async (
  sql: Queryable,
  ...staff: readonly (readonly [staffNo: string, name: string, role: StaffRole, region: RegionCode])[]
): Promise<void> => {
  await saveStaff(
    sql,
    staff.map(([staffNo, name, role, region]) => ({ staffNo, name, role, region, phoneSealed: null })),
  )
}

/** Adds lines to the histories of tasks, which need not be there. */
export const seedTaskEvents = (sql: Queryable, ...events: readonly TaskEvent[]): Promise<void> =>
  saveCases(sql, { files: [], tasks: [], events, cases: [], caseEvents: [], notices: [], acceptedAt: [] })
