import {
  noRecord,
  type QueuedHousehold,
  resultsFrom,
  type Task,
  type ToldResult,
  type Tried,
  type VisitRecord,
} from '@shouwang/casework'
import { type Day, HardshipRing, type Outcome, type RegionCode } from '@shouwang/contracts'
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
  const record = { all: all ?? noRecord.all, again: again ?? noRecord.again, kinds }
  return { countedOn: first.countedOn, record }
}

/** What moves a task in the queue: what visits made of leads like its own, and whether one was there within a year. */
type Placed = { readonly factor: number; readonly visitedBefore: boolean }

/** What the queue asks of a task under way. */
export type QueuedTask = Pick<Task, 'taskId' | 'household' | 'region' | 'direction' | 'leads'> &
  Placed &
  Pick<QueuedHousehold, 'ring'>

/** The next tasks for help that are under way after `after`, in the order of their ids. */
export const readQueued = async (sql: Queryable, after: string, limit: number): Promise<readonly QueuedTask[]> => {
  const rows = await sql.query<{ state: string; factor: number; visitedBefore: boolean; ring: string | null }>(
    `select t.state, t.visit_factor as factor, t.visited_before as "visitedBefore", h.ring
     from tasks t left join households h on h.household = t.household
     where t.status in ('open', 'accepted') and t.direction <> 'wrong' and t.task_id > $1 order by t.task_id limit $2`,
    [after, limit],
  )
  return rows.map(({ state, ring, ...placed }) => {
    const { taskId, household, region, direction, leads } = JSON.parse(state) as Task
    return { taskId, household, region, direction, leads, ring: HardshipRing.catch('unknown').parse(ring), ...placed }
  })
}

/** Writes the factors that changed. */
export const saveFactors = async (
  tx: Queryable,
  changed: readonly ({ readonly taskId: string } & Placed)[],
): Promise<void> => {
  if (changed.length === 0) return
  await tx.query(
    `update tasks t set visit_factor = c.factor, visited_before = c.visited_before
     from unnest($1::text[], $2::float8[], $3::bool[]) as c (task_id, factor, visited_before) where t.task_id = c.task_id`,
    [
      changed.map(({ taskId }) => taskId),
      changed.map(({ factor }) => factor),
      changed.map(({ visitedBefore }) => visitedBefore),
    ],
  )
}
