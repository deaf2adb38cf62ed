import { type Day, type RegionCode, TaskEvent } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'

/** A fault in a department's record, as a visit found it, and what was answered. */
export type DataFaultRow = {
  readonly taskId: string
  readonly seq: number
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly day: Day
  readonly by: string
  readonly feed: string
  readonly field: string
  readonly truth: string
  readonly answer: string | null
  readonly answeredBy: string | null
  readonly answeredAt: string | null
}

type Asked = {
  /** The leading digits of the regions the asker may see; empty sees all. */
  readonly within: string
  readonly withoutRegion: boolean
  readonly limit: number
}

const faults = `select e.task_id as "taskId", e.seq, t.household_no as "householdNo", t.region, e.event,
    a.answer, a.answered_by as "answeredBy", ${isoInstant('a.answered_at')} as "answeredAt"
  from task_events e join tasks t on t.task_id = e.task_id
  left join data_fault_answers a on a.task_id = e.task_id and a.seq = e.seq
  where e.type = 'OutcomeRecorded' and e.event like '%"dataFault"%'`

/** Faults of a region, those without an answer first, then the newest. */
export const readDataFaults = async (sql: Queryable, asked: Asked): Promise<DataFaultRow[]> => {
  const rows = await sql.query<Stored>(
    `${faults} and (t.region like $1 || '%' or ($2 and t.region is null))
     order by a.answered_at is not null, e.day desc, e.task_id limit $3`,
    [asked.within, asked.withoutRegion, asked.limit],
  )
  return rows.flatMap(seen)
}

/** One fault; undefined where there is none. */
export const readDataFault = async (sql: Queryable, taskId: string, seq: number): Promise<DataFaultRow | undefined> =>
  (await sql.query<Stored>(`${faults} and e.task_id = $1 and e.seq = $2`, [taskId, seq])).flatMap(seen)[0]

/** Keeps what was answered; false where somebody had answered. */
export const answerDataFault = async (
  sql: Queryable,
  about: {
    readonly taskId: string
    readonly seq: number
    readonly answer: string
    readonly by: string
    readonly at: string
  },
): Promise<boolean> => {
  const rows = await sql.query(
    `insert into data_fault_answers (task_id, seq, answer, answered_by, answered_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning seq`,
    [about.taskId, about.seq, about.answer, about.by, about.at],
  )
  return rows.length > 0
}

type Stored = Omit<DataFaultRow, 'day' | 'by' | 'feed' | 'field' | 'truth'> & { readonly event: string }

const seen = ({ event: written, ...row }: Stored): DataFaultRow[] => {
  const event = TaskEvent.parse(JSON.parse(written))
  if (event.type !== 'OutcomeRecorded' || event.dataFault === undefined) return []
  return [{ ...row, day: event.day, by: event.by, ...event.dataFault }]
}
