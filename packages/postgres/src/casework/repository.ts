import {
  areasOf,
  type HouseholdFile,
  type CaseRole,
  caseRole,
  emptyFile,
  type Places,
  placesOf,
  type Staff,
  type Task,
} from '@shouwang/casework'
import type { Day, RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'
import type { StageRepository } from '../stage/sql-store.ts'
import { type CaseChange, saveCases } from './save.ts'

/** Whose files a decision needs, the regions that it may route to, and the staff that it names. */
export type CaseTouched = {
  readonly households: readonly string[]
  readonly regions: readonly (RegionCode | null)[]
  readonly staffNos?: readonly string[]
}

/** The files asked for, locked; a household of which nothing is known has none. */
export type CaseState = {
  readonly files: ReadonlyMap<string, HouseholdFile>
  readonly places: Places
  /** The version of the newest assessment of each household; none where nobody has judged it. */
  readonly judged: ReadonlyMap<string, number>
}

/** The tables of casework: a file per household with leads, its tasks, and each task's history. */
export const caseRepository: StageRepository<CaseTouched, CaseState, CaseChange> = {
  load: async (tx, touched) => {
    const files = await loadFiles(tx, touched.households)
    const open = [...files.values()].flatMap((file) => Object.values(file.tasks))
    const regions = [...touched.regions, ...open.map(({ region }) => region)]
    const staffNos = [...(touched.staffNos ?? []), ...open.flatMap(({ assignee }) => assignee ?? [])]
    const judged = await loadJudged(tx, touched.households)
    return { files, places: await loadPlaces(tx, regions, staffNos), judged }
  },
  save: saveCases,
}

const loadJudged = async (tx: Queryable, households: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx.query<{ household: string; version: number }>(
    'select household, version from households where household = any($1)',
    [households],
  )
  return new Map(rows.map(({ household, version }) => [household, version]))
}

/** One task, over or not; undefined when there is none. */
export const loadTask = async (tx: Queryable, taskId: string): Promise<Task | undefined> => {
  const [row] = await tx.query<{ state: string }>('select state from tasks where task_id = $1', [taskId])
  return row === undefined ? undefined : (JSON.parse(row.state) as Task)
}

/** Who has this staff number; a role that takes no tasks comes as null. */
export const loadWorker = async (
  tx: Queryable,
  staffNo: string,
): Promise<{ staffNo: string; role: CaseRole | null; region: RegionCode } | undefined> => {
  const [row] = await tx.query<StaffRow>(`select ${staffColumns} from staff where staff_no = $1`, [staffNo])
  return row === undefined ? undefined : { ...row, role: caseRole(row.role) ?? null }
}

/**
 * Households after `after` whose tasks supervision must look at on `day`: a share of the limit has passed, a suppression
 * ends, or the assignee is missing or elsewhere. Locked until the transaction ends.
 */
export const lockSupervised = async (tx: Queryable, day: Day, after: string, limit: number): Promise<string[]> => {
  const rows = await tx.query<{ household: string }>(
    `select household from household_files c where household > $2 and (wake_on <= $1 or exists (
       select 1 from tasks t left join staff s on s.staff_no = t.assignee
       where t.household = c.household and t.status in ('open', 'accepted')
         and (t.escalate_on <= $1 or s.staff_no is null or t.region not like ${areaOf('s.region')} || '%')))
     order by household limit $3 for update of c`,
    [day, after, limit],
  )
  return rows.map(({ household }) => household)
}

/** The significant digits of a region code in SQL, as `regionPrefix` gives them. */
const areaOf = (column: string): string =>
  `left(${column}, case when ${column} like '%00000000' then 4 when ${column} like '%000000' then 6
     when ${column} like '%000' then 9 else 12 end)`

type FileRow = Omit<HouseholdFile, 'tasks'>

const loadFiles = async (tx: Queryable, households: readonly string[]): Promise<ReadonlyMap<string, HouseholdFile>> => {
  const cases = await tx.query<{ household: string; state: string }>(
    'select household, state from household_files where household = any($1) order by household for update',
    [households],
  )
  const tasks = await tx.query<{ household: string; state: string }>(
    `select household, state from tasks where household = any($1) and status in ('open', 'accepted')`,
    [cases.map(({ household }) => household)],
  )
  const open = Map.groupBy(tasks, ({ household }) => household)
  return new Map(
    cases.map(({ household, state }) => {
      const own = (open.get(household) ?? []).map((row) => JSON.parse(row.state) as Task)
      const saved = JSON.parse(state) as FileRow
      const file = { ...emptyFile(household), ...saved, tasks: Object.fromEntries(own.map((t) => [t.direction, t])) }
      return [household, file]
    }),
  )
}

type StaffRow = { staffNo: string; role: string; region: RegionCode }
const staffColumns = 'staff_no as "staffNo", role, region'

/** Regions, and everyone who could be in charge of one: posted there or above, in a city office, or named. */
const loadPlaces = async (
  tx: Queryable,
  regions: readonly (RegionCode | null)[],
  staffNos: readonly string[],
): Promise<Places> => {
  const codes = [...new Set(regions.flatMap((region) => region ?? []))]
  const areas = [...new Set(codes.flatMap(areasOf))]
  const known = await tx.query<{ code: RegionCode }>('select code from regions where code = any($1)', [codes])
  const rows = await tx.query<StaffRow>(
    `select ${staffColumns} from staff
     where region = any($1) or region like '%00000000' or staff_no = any($2)`,
    [areas, staffNos],
  )
  const staff = rows.flatMap(({ role, ...row }): Staff[] => {
    const taken = caseRole(role)
    return taken === undefined ? [] : [{ ...row, role: taken }]
  })
  const busy = await tx.query<{ assignee: string; open: number }>(
    `select assignee, count(*) as open from tasks
     where assignee = any($1) and status in ('open', 'accepted') group by assignee`,
    [staff.map(({ staffNo }) => staffNo)],
  )
  const codesKnown = known.map(({ code }) => code)
  return placesOf(codesKnown, staff, new Map(busy.map(({ assignee, open }) => [assignee, open])))
}
