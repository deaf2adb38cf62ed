import {
  areasOf,
  type Case,
  type CaseRole,
  caseFrom,
  caseRole,
  emptyFile,
  type Fund,
  type HouseholdFile,
  isCaseOver,
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
  /** Where work may go beside the regions of these households, their tasks and cases. */
  readonly regions: readonly (RegionCode | null)[]
  readonly staffNos?: readonly string[]
  /** Where aid is given: the region whose funds may pay. */
  readonly fundsOf?: RegionCode | null
}

/** The files asked for, locked; a household of which nothing is known has none. */
export type CaseState = {
  readonly files: ReadonlyMap<string, HouseholdFile>
  readonly places: Places
  /** The funds that may pay, locked; none where no aid is given. */
  readonly funds: ReadonlyMap<string, Fund>
  /** The version of the newest assessment of each household; none where nobody has judged it. */
  readonly judged: ReadonlyMap<string, number>
}

/** The tables of casework: a file per household with leads, its tasks, and each task's history. */
export const caseRepository: StageRepository<CaseTouched, CaseState, CaseChange> = {
  load: async (tx, touched) => {
    const files = await loadFiles(tx, touched.households)
    const open = [...files.values()].flatMap((file) => Object.values(file.tasks))
    const cases = [...files.values()].flatMap((file) => [...file.cases, ...file.watched])
    const regions = [...touched.regions, ...[...files.values(), ...open, ...cases].map(({ region }) => region)]
    const people = [...open.map(({ assignee }) => assignee), ...cases.map(({ owner }) => owner)]
    const staffNos = [...(touched.staffNos ?? []), ...people.flatMap((staffNo) => staffNo ?? [])]
    const judged = await loadJudged(tx, touched.households)
    const places = await loadPlaces(tx, regions, staffNos)
    return { files, places, judged, funds: await loadFunds(tx, touched.fundsOf ?? null) }
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

/** One case, over or not; undefined when there is none. */
export const loadCase = async (tx: Queryable, caseId: string): Promise<Case | undefined> => {
  const [row] = await tx.query<{ state: string }>('select state from cases where case_id = $1', [caseId])
  return row === undefined ? undefined : caseFrom(JSON.parse(row.state))
}

/** The case of a household that a command led to, over or not; undefined when there is none. */
export const loadCaseOfCommand = async (
  tx: Queryable,
  household: string,
  command: string,
): Promise<Case | undefined> => {
  const [row] = await tx.query<{ state: string }>(
    `select state from cases where household = $1 and jsonb_exists(state::jsonb -> 'commands', $2)`,
    [household, command],
  )
  return row === undefined ? undefined : caseFrom(JSON.parse(row.state))
}

/** The funds of a region and of all above it, locked until the transaction ends. */
const loadFunds = async (tx: Queryable, region: RegionCode | null): Promise<ReadonlyMap<string, Fund>> => {
  if (region === null) return new Map()
  const rows = await tx.query<Fund>(
    `select ${fundColumns} from funds where region = any($1) order by fund_id for update`,
    [areasOf(region)],
  )
  return new Map(rows.map((fund) => [fund.fundId, fund]))
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
 * Households after `after` whose tasks and cases supervision must look at on `day`: a share of a limit has passed, a suppression
 * or a pause ends, a condition is due, or who has it is missing or elsewhere. Locked until the transaction ends.
 */
export const lockSupervised = async (tx: Queryable, day: Day, after: string, limit: number): Promise<string[]> => {
  const rows = await tx.query<{ household: string }>(
    `select household from household_files f where household > $2 and (wake_on <= $1 or exists (
       select 1 from tasks t left join staff s on s.staff_no = t.assignee
       where t.household = f.household and t.status in ('open', 'accepted')
         and (t.escalate_on <= $1 or s.staff_no is null or t.region not like ${areaOf('s.region')} || '%'))
       or exists (select 1 from cases c left join staff s on s.staff_no = c.owner
         where c.household = f.household
           and (c.wake_on <= $1 or (c.status in ('open', 'paused') and s.staff_no is null))))
     order by household limit $3 for update of f`,
    [day, after, limit],
  )
  return rows.map(({ household }) => household)
}

/** The significant digits of a region code in SQL, as `regionPrefix` gives them. */
const areaOf = (column: string): string =>
  `left(${column}, case when ${column} like '%00000000' then 4 when ${column} like '%000000' then 6
     when ${column} like '%000' then 9 else 12 end)`

type FileRow = Omit<HouseholdFile, 'tasks' | 'cases' | 'watched'>

const loadFiles = async (tx: Queryable, households: readonly string[]): Promise<ReadonlyMap<string, HouseholdFile>> => {
  const rows = await tx.query<StateRow>(
    'select household, state from household_files where household = any($1) order by household for update',
    [households],
  )
  const known = rows.map(({ household }) => household)
  const tasks = byHousehold<Task>(
    await tx.query<StateRow>(
      `select household, state from tasks where household = any($1) and status in ('open', 'accepted')`,
      [known],
    ),
  )
  const cases = byHousehold<Case>(
    await tx.query<StateRow>(
      `select household, state from cases where household = any($1) and (status in ('open', 'paused') or wake_on is not null)
       order by case_id`,
      [known],
    ),
  )
  return new Map(
    rows.map(({ household, state }) => {
      const saved = JSON.parse(state) as FileRow
      const open = Object.fromEntries((tasks.get(household) ?? []).map((task) => [task.direction, task]))
      const known = (cases.get(household) ?? []).map(caseFrom)
      const under = known.filter((one) => !isCaseOver(one))
      const watched = known.filter(isCaseOver)
      return [household, { ...emptyFile(household), ...saved, tasks: open, cases: under, watched }]
    }),
  )
}

type StateRow = { household: string; state: string }

const byHousehold = <State>(rows: readonly StateRow[]): ReadonlyMap<string, readonly State[]> =>
  new Map(
    [...Map.groupBy(rows, ({ household }) => household)].map(([household, own]) => [
      household,
      own.map(({ state }) => JSON.parse(state) as State),
    ]),
  )

type StaffRow = { staffNo: string; role: string; region: RegionCode }
const fundColumns = `fund_id as "fundId", name, region, kind, balance_fen as "balanceFen", floor_fen as "floorFen"`
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
     where region = any($1) or region like '%00000000' or staff_no = any($2)
       or staff_no in (select a.substitute from absences a join staff s on s.staff_no = a.staff_no where s.region = any($1))`,
    [areas, staffNos],
  )
  const away = Map.groupBy(
    await tx.query<{ staffNo: string; from: Day; to: Day; substitute: string | null }>(
      `select staff_no as "staffNo", from_day as "from", to_day as "to", substitute from absences where staff_no = any($1)`,
      [rows.map(({ staffNo }) => staffNo)],
    ),
    ({ staffNo }) => staffNo,
  )
  const staff = rows.flatMap(({ role, ...row }): Staff[] => {
    const taken = caseRole(role)
    const absences = away.get(row.staffNo)
    return taken === undefined ? [] : [{ ...row, role: taken, ...(absences === undefined ? {} : { absences }) }]
  })
  const busy = await tx.query<{ assignee: string; open: number }>(
    `select assignee, count(*) as open from tasks
     where assignee = any($1) and status in ('open', 'accepted') group by assignee`,
    [staff.map(({ staffNo }) => staffNo)],
  )
  const codesKnown = known.map(({ code }) => code)
  return placesOf(codesKnown, staff, new Map(busy.map(({ assignee, open }) => [assignee, open])))
}
