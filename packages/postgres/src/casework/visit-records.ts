import type { Task, ToldResult, Tried, VisitRecord } from '@shouwang/casework'
import { resultsFrom } from '@shouwang/casework'
import type { Day, Outcome, RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** A result that a visit brought, and where. */
export type PlacedResult = ToldResult & { readonly region: RegionCode | null }

/** The results of tasks for help that stand on a day, as far back as counting needs them. */
export const readResults = (sql: Queryable, day: Day): Promise<PlacedResult[]> =>
  sql.query<PlacedResult & { outcome: Outcome }>(
    `select t.household, t.region, e.day, e.event::jsonb ->> 'outcome' as outcome,
       array(select lead ->> 'indicator' from jsonb_array_elements(e.event::jsonb -> 'leads') lead) as indicators
     from task_events e join tasks t on t.task_id = e.task_id
     where e.type = 'OutcomeRecorded' and e.day > $1 and e.day <= $2 and t.direction <> 'wrong'
       and not exists (select 1 from task_events u where u.task_id = e.task_id and u.type = 'OutcomeUndone'
         and (u.event::jsonb ->> 'undoes')::int = e.seq)
     order by e.day, e.task_id, e.seq`,
    [resultsFrom(day), day],
  )

const ALL = '*'
const AGAIN = '*again'

/** Puts the record of an area in the place of the one before. */
export const saveVisitRecord = async (tx: Queryable, area: string, day: Day, record: VisitRecord): Promise<void> => {
  const rows: readonly (readonly [string, Tried])[] = [[ALL, record.all], [AGAIN, record.again], ...record.kinds]
  await tx.query('delete from visit_records where area = $1', [area])
  await tx.query(
    `insert into visit_records (area, kind, counted_on, visited, confirmed)
     select $1, kind, $2, visited, confirmed from unnest($3::text[], $4::int[], $5::int[]) as r (kind, visited, confirmed)`,
    [
      area,
      day,
      rows.map(([kind]) => kind),
      rows.map(([, { visited }]) => visited),
      rows.map(([, { confirmed }]) => confirmed),
    ],
  )
}

/** Forgets areas in which nobody visited within the time that counts. */
export const dropVisitRecords = async (tx: Queryable, kept: readonly string[]): Promise<void> => {
  await tx.query('delete from visit_records where area <> all($1::text[])', [kept])
}

/** The record of an area and the day on which it was counted; undefined where nobody visited yet. */
export const readVisitRecord = async (
  sql: Queryable,
  area: string,
): Promise<{ readonly countedOn: Day; readonly record: VisitRecord } | undefined> => {
  const rows = await sql.query<Tried & { kind: string; countedOn: Day }>(
    'select kind, counted_on as "countedOn", visited, confirmed from visit_records where area = $1',
    [area],
  )
  const [first] = rows
  if (first === undefined) return undefined
  const kinds = new Map<string, Tried>(rows.map(({ kind, visited, confirmed }) => [kind, { visited, confirmed }]))
  const [all, again] = [kinds.get(ALL), kinds.get(AGAIN)]
  kinds.delete(ALL)
  kinds.delete(AGAIN)
  const none = { visited: 0, confirmed: 0 }
  return { countedOn: first.countedOn, record: { all: all ?? none, again: again ?? none, kinds } }
}

/** What moves a task in the queue: what visits made of leads like its own, and whether one found no need there within a year. */
type Placed = { readonly factor: number; readonly inVain: boolean }

/** What the queue asks of a task under way. */
export type QueuedTask = Pick<Task, 'taskId' | 'household' | 'region' | 'leads'> & Placed

/** The next tasks for help that are under way after `after`, in the order of their ids. */
export const readQueued = async (sql: Queryable, after: string, limit: number): Promise<readonly QueuedTask[]> => {
  const rows = await sql.query<{ state: string; factor: number; inVain: boolean }>(
    `select state, visit_factor as factor, visited_in_vain as "inVain" from tasks
     where status in ('open', 'accepted') and direction <> 'wrong' and task_id > $1 order by task_id limit $2`,
    [after, limit],
  )
  return rows.map(({ state, ...placed }) => {
    const { taskId, household, region, leads } = JSON.parse(state) as Task
    return { taskId, household, region, leads, ...placed }
  })
}

/** Writes the factors that changed. */
export const saveFactors = async (
  tx: Queryable,
  changed: readonly ({ readonly taskId: string } & Placed)[],
): Promise<void> => {
  if (changed.length === 0) return
  await tx.query(
    `update tasks t set visit_factor = c.factor, visited_in_vain = c.in_vain
     from unnest($1::text[], $2::float8[], $3::bool[]) as c (task_id, factor, in_vain) where t.task_id = c.task_id`,
    [changed.map(({ taskId }) => taskId), changed.map(({ factor }) => factor), changed.map(({ inVain }) => inVain)],
  )
}
