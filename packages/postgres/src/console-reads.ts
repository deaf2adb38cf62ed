import {
  type Assessment,
  type Day,
  type Direction,
  type Level,
  type PersonId,
  type RegionCode,
  regionPrefix,
  TaskEvent,
  type TaskStatus,
} from '@shouwang/contracts'
import type { FactBook } from '@shouwang/household'
import { unpackBook } from './packed-book.ts'
import type { Sql } from './sql.ts'

type Read = Pick<Sql, 'query'>

/** Which tasks a page asks for. `within` is the leading digits of the regions the asker may see; empty sees all. */
export type TaskFilter = {
  readonly within: string
  /** True for roles that also see households whose region nobody stated. */
  readonly withoutRegion: boolean
  readonly region?: RegionCode | undefined
  readonly status?: readonly TaskStatus[] | undefined
  readonly direction?: readonly Direction[] | undefined
  readonly level?: readonly Level[] | undefined
  readonly assignee?: string | undefined
  /** One of these, whether it still holds or not. */
  readonly indicators?: readonly string[] | undefined
  readonly dueBefore?: Day | undefined
  readonly dueOn?: Day | undefined
  readonly dueBy?: Day | undefined
  /** The beginning of a household number. */
  readonly householdNo?: string | undefined
}

export type TaskRow = {
  readonly taskId: string
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly direction: Direction
  readonly level: Level
  readonly status: TaskStatus
  readonly openedOn: Day
  readonly dueOn: Day
  readonly assignee: string | null
  readonly assigneeName: string | null
}

export type TaskTally = {
  readonly overdue: number
  readonly today: number
  readonly total: number
  readonly byLevel: Partial<Record<Level, number>>
  readonly byDirection: Partial<Record<Direction, number>>
  readonly byStatus: Partial<Record<TaskStatus, number>>
}

/** A household as the last judgement left it. */
export type HouseholdRow = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly assessment: Assessment
}

/** One page of tasks, soonest due first, the graver first on the same day. */
export const readTasks = (
  sql: Read,
  filter: TaskFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<TaskRow[]> => {
  const { where, values } = conditions(filter)
  return sql.query<TaskRow>(
    `select ${taskColumns} from tasks t left join staff s on s.staff_no = t.assignee
     where ${where}
     order by t.due_on, array_position(array['red','orange','yellow','blue','none'], t.level), t.task_id
     limit ${page.limit} offset ${page.offset}`,
    values,
  )
}

/** How many tasks a filter finds, and how many of them are late, due today, of each level, direction and status. */
export const tallyTasks = async (sql: Read, filter: TaskFilter, today: Day): Promise<TaskTally> => {
  const { where, values } = conditions(filter)
  const rows = await sql.query<{
    level: Level
    direction: Direction
    status: TaskStatus
    tasks: number
    overdue: number
    today: number
  }>(
    `select t.level, t.direction, t.status, count(*) as tasks,
       count(*) filter (where t.due_on < $${values.length + 1} and t.status in ('open','accepted')) as overdue,
       count(*) filter (where t.due_on = $${values.length + 1} and t.status in ('open','accepted')) as today
     from tasks t where ${where} group by 1, 2, 3`,
    [...values, today],
  )
  const sum = <Key extends string>(key: (row: (typeof rows)[number]) => Key) =>
    rows.reduce<Partial<Record<Key, number>>>(
      (sums, row) => Object.assign(sums, { [key(row)]: (sums[key(row)] ?? 0) + row.tasks }),
      {},
    )
  return {
    total: rows.reduce((total, row) => total + row.tasks, 0),
    overdue: rows.reduce((total, row) => total + row.overdue, 0),
    today: rows.reduce((total, row) => total + row.today, 0),
    byLevel: sum((row) => row.level),
    byDirection: sum((row) => row.direction),
    byStatus: sum((row) => row.status),
  }
}

/** One task, whoever's it is: the caller decides who may see it. */
export const readTask = async (sql: Read, taskId: string): Promise<TaskRow | undefined> =>
  (
    await sql.query<TaskRow>(
      `select ${taskColumns} from tasks t left join staff s on s.staff_no = t.assignee where t.task_id = $1`,
      [taskId],
    )
  )[0]

/** Every task of a household, the newest first. */
export const readTasksOfHousehold = (sql: Read, household: string): Promise<TaskRow[]> =>
  sql.query<TaskRow>(
    `select ${taskColumns} from tasks t left join staff s on s.staff_no = t.assignee
     where t.household = $1 order by t.opened_on desc, t.task_id`,
    [household],
  )

/** The history of each of these tasks, in order. */
export const readHistories = async (
  sql: Read,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, readonly TaskEvent[]>> => {
  const rows = await sql.query<{ taskId: string; event: string }>(
    'select task_id as "taskId", event from task_events where task_id = any($1) order by task_id, seq',
    [taskIds],
  )
  const histories = new Map<string, TaskEvent[]>()
  for (const { taskId, event } of rows) {
    histories.set(taskId, [...(histories.get(taskId) ?? []), TaskEvent.parse(JSON.parse(event))])
  }
  return histories
}

/** The last assessment of each of these households. */
export const readHouseholds = async (
  sql: Read,
  households: readonly string[],
): Promise<ReadonlyMap<string, HouseholdRow>> => {
  const rows = await householdRows(sql, 'household = any($1)', [households])
  return new Map(rows.map((row) => [row.household, row]))
}

/** The households that carry this number; more than one only where two rolls use it. */
export const readHouseholdsByNo = (sql: Read, householdNo: string): Promise<HouseholdRow[]> =>
  householdRows(sql, 'household_no = $1 or household = $1 order by day desc', [householdNo])

/** The household a person belongs to, as the last judgement left it. */
export const readHouseholdOf = async (sql: Read, person: PersonId): Promise<HouseholdRow | undefined> =>
  (await householdRows(sql, 'household = (select household from persons where person = $1)', [person]))[0]

/** The fact books of these persons. */
export const readFactBooks = async (
  sql: Read,
  persons: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, FactBook>> =>
  new Map(
    (
      await sql.query<{ person: PersonId; facts: string }>('select person, facts from persons where person = any($1)', [
        persons,
      ])
    ).map((row) => [row.person, unpackBook(row.facts)]),
  )

const taskColumns = `t.task_id as "taskId", t.household, t.household_no as "householdNo", t.region, t.direction,
  t.level, t.status, t.opened_on as "openedOn", t.due_on as "dueOn", t.assignee, s.name as "assigneeName"`

/** An assessment that was confirmed since keeps its text; it holds as of the day of the row. */
const householdRows = async (sql: Read, where: string, values: readonly unknown[]): Promise<HouseholdRow[]> =>
  (
    await sql.query<Omit<HouseholdRow, 'assessment'> & { day: Day; assessment: string }>(
      `select household, household_no as "householdNo", region, day, assessment from households where ${where}`,
      values,
    )
  ).map(({ day, ...row }) => ({ ...row, assessment: { ...(JSON.parse(row.assessment) as Assessment), day } }))

const conditions = (filter: TaskFilter): { where: string; values: unknown[] } => {
  const values: unknown[] = []
  const bind = (value: unknown): string => `$${values.push(value)}`
  const under = (prefix: string): string => `t.region like ${bind(`${prefix}%`)}`
  const parts = [filter.withoutRegion ? `(${under(filter.within)} or t.region is null)` : under(filter.within)]
  if (filter.region !== undefined) parts.push(under(regionPrefix(filter.region)))
  if (filter.status !== undefined) parts.push(`t.status = any(${bind(filter.status)})`)
  if (filter.direction !== undefined) parts.push(`t.direction = any(${bind(filter.direction)})`)
  if (filter.level !== undefined) parts.push(`t.level = any(${bind(filter.level)})`)
  if (filter.assignee !== undefined) parts.push(`t.assignee = ${bind(filter.assignee)}`)
  if (filter.dueBefore !== undefined) parts.push(`t.due_on < ${bind(filter.dueBefore)}`)
  if (filter.dueOn !== undefined) parts.push(`t.due_on = ${bind(filter.dueOn)}`)
  if (filter.dueBy !== undefined) parts.push(`t.due_on <= ${bind(filter.dueBy)}`)
  if (filter.householdNo !== undefined) parts.push(`starts_with(t.household_no, ${bind(filter.householdNo)})`)
  if (filter.indicators !== undefined) {
    const named = bind(filter.indicators.map((id) => `"indicator":${JSON.stringify(id)}`))
    parts.push(`exists (select 1 from task_events e, unnest(${named}::text[]) as named
      where e.task_id = t.task_id and e.type in ('TaskOpened', 'LeadJoined') and position(named in e.event) > 0)`)
  }
  return { where: parts.join(' and '), values }
}
