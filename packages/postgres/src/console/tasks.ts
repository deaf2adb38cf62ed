import {
  type Day,
  type Direction,
  type Level,
  type RegionCode,
  regionPrefix,
  TaskEvent,
  type TaskStatus,
} from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** Which tasks a page asks for. `within` is the leading digits of the regions the asker may see; empty sees all. */
export type TaskFilter = {
  readonly within: string
  /** True for roles that also see households whose region nobody stated. */
  readonly withoutRegion: boolean
  /** Whose own tasks are listed wherever they lie: a substitute works in another village. */
  readonly own?: string | undefined
  readonly region?: RegionCode | undefined
  readonly status?: readonly TaskStatus[] | undefined
  readonly direction?: readonly Direction[] | undefined
  readonly level?: readonly Level[] | undefined
  readonly assignee?: string | undefined
  /** Only those that nobody has. */
  readonly unassigned?: boolean | undefined
  /** Finds the tasks that ever had a lead of one of these, whether it still holds or not. */
  readonly indicators?: readonly string[] | undefined
  /** True finds those whose result a second person is to agree to. */
  readonly awaitsSecond?: boolean | undefined
  readonly dueBefore?: Day | undefined
  readonly dueOn?: Day | undefined
  readonly dueBy?: Day | undefined
  /** Opened from this day on, and up to that one. */
  readonly openedFrom?: Day | undefined
  readonly openedTo?: Day | undefined
  /** The beginning of a household number. */
  readonly householdNo?: string | undefined
}

/** A task as lists show it. */
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
  /** What visits found makes of its household's score in the queue, and whether one was there within a year. */
  readonly visitFactor: number
  readonly visitedBefore: boolean
}

/** Numbers of tasks that a filter finds. */
export type TaskTally = {
  readonly overdue: number
  readonly today: number
  readonly total: number
  readonly byLevel: Partial<Record<Level, number>>
  readonly byDirection: Partial<Record<Direction, number>>
  readonly byStatus: Partial<Record<TaskStatus, number>>
}

/** What a page is put in order by. */
export type TaskSort = 'due' | 'level' | 'score' | 'opened' | 'region' | 'assignee' | 'household'

const gravity = `array_position(array['red','orange','yellow','blue','none'], t.level)`
const sortedBy: { readonly [S in TaskSort]: string } = {
  due: 't.due_on',
  level: gravity,
  score: "-(h.assessment::jsonb->>'score')::numeric * t.visit_factor",
  opened: 't.opened_on',
  region: 't.region',
  assignee: 's.name',
  household: 't.household_no',
}

/**
 * One page of tasks, soonest due first unless told otherwise, the graver first on the same day. By score, the household in
 * which the most comes together is first, as far as visits of the last year bear leads like its own out: where there are more
 * tasks than days, that finds the most need.
 */
export const readTasks = (
  sql: Queryable,
  filter: TaskFilter,
  page: {
    readonly limit: number
    readonly offset: number
    readonly sort?: TaskSort
    readonly order?: 'asc' | 'desc'
  },
): Promise<TaskRow[]> => {
  const { where, values } = conditions(filter)
  return sql.query<TaskRow>(
    `select ${taskColumns} from tasks t left join staff s on s.staff_no = t.assignee
     ${page.sort === 'score' ? 'left join households h on h.household = t.household' : ''}
     where ${where}
     order by ${sortedBy[page.sort ?? 'due']} ${page.order ?? 'asc'} nulls last, t.due_on, ${gravity}, t.task_id
     limit ${page.limit} offset ${page.offset}`,
    values,
  )
}

/** How many tasks a filter finds, and how many of them are late, due today, of each level, direction and status. */
export const tallyTasks = async (sql: Queryable, filter: TaskFilter, today: Day): Promise<TaskTally> => {
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
export const readTask = async (sql: Queryable, taskId: string): Promise<TaskRow | undefined> =>
  (
    await sql.query<TaskRow>(
      `select ${taskColumns} from tasks t left join staff s on s.staff_no = t.assignee where t.task_id = $1`,
      [taskId],
    )
  )[0]

/** Every task of a household, the newest first. */
export const readTasksOfHousehold = (sql: Queryable, household: string): Promise<TaskRow[]> =>
  sql.query<TaskRow>(
    `select ${taskColumns} from tasks t left join staff s on s.staff_no = t.assignee
     where t.household = $1 order by t.opened_on desc, t.task_id`,
    [household],
  )

/** The history of each of these tasks, in order. */
export const readHistories = async (
  sql: Queryable,
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

const taskColumns = `t.task_id as "taskId", t.household, t.household_no as "householdNo", t.region, t.direction,
  t.level, t.status, t.opened_on as "openedOn", t.due_on as "dueOn", t.assignee, s.name as "assigneeName",
  t.visit_factor as "visitFactor", t.visited_before as "visitedBefore"`

const conditions = (filter: TaskFilter): { where: string; values: unknown[] } => {
  const values: unknown[] = []
  const bind = (value: unknown): string => `$${values.push(value)}`
  const under = (prefix: string): string => `t.region like ${bind(`${prefix}%`)}`
  const reach = [
    under(filter.within),
    ...(filter.withoutRegion ? ['t.region is null'] : []),
    ...(filter.own === undefined ? [] : [`t.assignee = ${bind(filter.own)}`]),
  ]
  const parts = [`(${reach.join(' or ')})`]
  if (filter.region !== undefined) parts.push(under(regionPrefix(filter.region)))
  if (filter.status !== undefined) parts.push(`t.status = any(${bind(filter.status)})`)
  if (filter.direction !== undefined) parts.push(`t.direction = any(${bind(filter.direction)})`)
  if (filter.level !== undefined) parts.push(`t.level = any(${bind(filter.level)})`)
  if (filter.assignee !== undefined) parts.push(`t.assignee = ${bind(filter.assignee)}`)
  if (filter.unassigned === true) parts.push('t.assignee is null')
  if (filter.openedFrom !== undefined) parts.push(`t.opened_on >= ${bind(filter.openedFrom)}`)
  if (filter.openedTo !== undefined) parts.push(`t.opened_on <= ${bind(filter.openedTo)}`)
  if (filter.awaitsSecond === true) parts.push('t.awaits_second')
  if (filter.dueBefore !== undefined) parts.push(`t.due_on < ${bind(filter.dueBefore)}`)
  if (filter.dueOn !== undefined) parts.push(`t.due_on = ${bind(filter.dueOn)}`)
  if (filter.dueBy !== undefined) parts.push(`t.due_on <= ${bind(filter.dueBy)}`)
  if (filter.householdNo !== undefined) parts.push(`starts_with(t.household_no, ${bind(filter.householdNo)})`)
  if (filter.indicators !== undefined)
    parts.push(`t.task_id in (select task_id from task_events where indicators && ${bind(filter.indicators)}::text[])`)
  return { where: parts.join(' and '), values }
}
