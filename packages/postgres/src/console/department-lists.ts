import type {
  Day,
  Department,
  HardshipCause,
  HardshipRing,
  ListAttributes,
  ListPurpose,
  RegionCode,
} from '@shouwang/contracts'
import type { Queryable, Sql } from '../engine/sql.ts'
import { bound } from '../registry/condition-text.ts'

/** A list as it was drawn: for whom, for what, by which attributes. */
export type DepartmentList = {
  readonly listNo: string
  readonly region: RegionCode
  readonly department: Department
  readonly unit: string | null
  readonly purpose: ListPurpose
  readonly why: string
  readonly asked: ListAttributes
  readonly drawnOn: Day
  readonly drawnBy: string
  readonly rows: number
}

/** One family of a list, as it was when the list was drawn. */
type DrawnRow = {
  readonly nth: number
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly points: number
  readonly ring: HardshipRing
  readonly cause: HardshipCause
}

/** A family of a list with its hardship now, and the referrals that it was helped by from the list. */
export type ListRow = DrawnRow & { readonly pointsNow: number; readonly referrals: readonly string[] }

type Drawing = Omit<DepartmentList, 'rows'> & { readonly within: string; readonly most: number; readonly at: string }

/**
 * Draws a list of the hardest pressed families that have what is asked for, and keeps it as it is; the same number again is the
 * same list. Returns how many families it has.
 */
export const drawList = (sql: Sql, drawing: Drawing): Promise<number> =>
  sql.transaction(async (tx) => {
    const { listNo, region, department, unit, purpose, why, asked, drawnOn, drawnBy, at, within, most } = drawing
    const kept = await tx.query(
      `insert into department_lists (list_no, region, department, unit, purpose, why, asked, drawn_on, drawn_at, drawn_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning 1`,
      [listNo, region, department, unit, purpose, why, JSON.stringify(asked), drawnOn, at, drawnBy],
    )
    if (kept.length > 0) await drawRows(tx, listNo, within, asked, most)
    const [count] = await tx.query<{ rows: number }>(
      'select count(*)::int as rows from department_list_rows where list_no = $1',
      [listNo],
    )
    return count?.rows ?? 0
  })

const drawRows = async (
  tx: Queryable,
  listNo: string,
  within: string,
  asked: ListAttributes,
  most: number,
): Promise<void> => {
  const { text, values } = hardestOf(within, asked, most)
  await tx.query(
    `insert into department_list_rows (list_no, nth, household, household_no, region, points, ring, cause)
     select $${values.length + 1}, row_number() over (order by hardship desc, household), household, household_no, region, hardship, ring, cause
     from (${text}) hardest`,
    [...values, listNo],
  )
}

/** The statement that finds the hardest pressed households of a place that have what is asked for, at most so many. */
export const hardestOf = (
  within: string,
  { rings, causes, programmes, notOn, ages, disability, unsafeHousing }: ListAttributes,
  most: number,
): { readonly text: string; readonly values: readonly unknown[] } => {
  const all = [
    ...(disability === null ? [] : [disability === 'severe' ? 'severe' : 'disabled']),
    ...(unsafeHousing ? ['unsafe-housing'] : []),
  ]
  const to = bound()
  const any = (traits: readonly string[]) => `traits && ${to.bind(traits)}::text[]`
  const conditions = [
    `region like ${to.bind(`${within}%`)}`,
    ...(rings.length === 0 ? [] : [`ring = any(${to.bind(rings)}::text[])`]),
    ...(causes.length === 0 ? [] : [`cause = any(${to.bind(causes)}::text[])`]),
    ...(programmes.length === 0 ? [] : [any(programmes.map((id) => `on:${id}`))]),
    ...(ages.length === 0 ? [] : [any(ages.map((band) => `age:${band}`))]),
    ...(all.length === 0 ? [] : [`traits @> ${to.bind(all)}::text[]`]),
    ...(notOn.length === 0 ? [] : [`not (${any(notOn.map((id) => `on:${id}`))})`]),
  ]
  return {
    text: `select household, household_no, region, hardship, ring, cause from households
       where ${conditions.join(' and ')} order by hardship desc, household limit ${to.bind(most)}`,
    values: to.values,
  }
}

type ListFound = Omit<DepartmentList, 'asked'> & { asked: string }

const columns = `l.list_no as "listNo", l.region, l.department, l.unit, l.purpose, l.why, l.asked, l.drawn_on as "drawnOn",
  l.drawn_by as "drawnBy", (select count(*)::int from department_list_rows r where r.list_no = l.list_no) as rows`

const listIn = ({ asked, ...list }: ListFound): DepartmentList => ({
  ...list,
  // Lists of an earlier release say nothing of rolls that a family is not on.
  asked: { notOn: [], ...JSON.parse(asked) },
})

/** Lists of the regions under a prefix, the newest first; of one office, and of its organisation where it is one, where told. */
export const readLists = async (
  sql: Queryable,
  filter: {
    readonly within: string
    readonly to: { readonly department: Department; readonly unit: string | null } | null
    readonly limit: number
  },
): Promise<readonly DepartmentList[]> => {
  const { within, to, limit } = filter
  const rows = await sql.query<ListFound>(
    `select ${columns} from department_lists l
     where l.region like $1 || '%' and ($2::text is null or (l.department = $2 and (l.unit is null or l.unit = $3)))
     order by l.drawn_on desc, l.drawn_at desc, l.list_no limit $4`,
    [within, to?.department ?? null, to?.unit ?? null, limit],
  )
  return rows.map(listIn)
}

/** One list; undefined when there is none. */
export const readList = async (sql: Queryable, listNo: string): Promise<DepartmentList | undefined> =>
  (await sql.query<ListFound>(`select ${columns} from department_lists l where l.list_no = $1`, [listNo])).map(
    listIn,
  )[0]

/** The families of a list in the order of their hardship now, the hardest first. */
export const readListRows = (sql: Queryable, listNo: string): Promise<ListRow[]> =>
  sql.query<ListRow>(
    `select r.nth, r.household, r.household_no as "householdNo", r.region, r.points::int as points, r.ring, r.cause,
       coalesce(h.hardship, 0)::int as "pointsNow",
       array(select d.referral_id from department_list_help d where d.list_no = r.list_no and d.nth = r.nth
             order by d.referral_id) as referrals
     from department_list_rows r left join households h on h.household = r.household
     where r.list_no = $1 order by coalesce(h.hardship, 0) desc, r.nth`,
    [listNo],
  )

/** Notes that a department took a family of its list in hand. */
export const saveListHelp = async (
  tx: Queryable,
  help: {
    readonly listNo: string
    readonly nth: number
    readonly referralId: string
    readonly day: Day
    readonly by: string
  },
): Promise<void> => {
  await tx.query(
    `insert into department_list_help (list_no, nth, referral_id, day, by_whom) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [help.listNo, help.nth, help.referralId, help.day, help.by],
  )
}
