import { awaitsSecondPerson, type Case, type HouseholdFile, type Notice, stockOf, type Task } from '@shouwang/casework'
import type { CaseEvent, Day, TaskEvent } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'
import { type DeadLetter, saveDeadLetter } from '../stage/dead-letter.ts'
import { saveHelp } from './save-cases.ts'

/** What a decision changed, each with the day on which time alone matters to it next. */
export type CaseChange = {
  readonly files: readonly { readonly file: HouseholdFile; readonly wakeOn: Day | null }[]
  readonly tasks: readonly { readonly task: Task; readonly escalateOn: Day | null }[]
  readonly events: readonly TaskEvent[]
  readonly cases: readonly { readonly known: Case; readonly wakeOn: Day | null }[]
  readonly caseEvents: readonly CaseEvent[]
  readonly notices: readonly Notice[]
  /** When the records were accepted that led to an event, for each event that records led to. Not saved, only told. */
  readonly acceptedAt: readonly string[]
  /** The assessment that made a step throw, where this change puts one into quarantine. */
  readonly deadLetter?: DeadLetter
}

/**
 * Writes what changed, each table in one statement. A history never takes the same place twice: a worker that decided on
 * an outdated file fails here, and its transaction is repeated.
 */
export const saveCases = async (tx: Queryable, change: CaseChange): Promise<void> => {
  const { files, tasks, events, cases, caseEvents, notices, deadLetter } = change
  if (files.length > 0) await saveFiles(tx, files)
  if (events.length > 0) await appendEvents(tx, events)
  if (tasks.length > 0) await saveTasks(tx, tasks)
  if (caseEvents.length > 0) await saveHelp(tx, cases, caseEvents)
  if (notices.length > 0) await saveNotices(tx, notices)
  if (deadLetter !== undefined) await saveDeadLetter(tx, deadLetter)
}

const saveFiles = async (tx: Queryable, files: CaseChange['files']): Promise<void> => {
  const stock = files.map(({ file }) => stockOf(file))
  await tx.query(
    `insert into household_files as f (household, wake_on, state, stock_since, stock_by, stock_region, stock_place, waited_since,
       stock_unplaced)
     select *, since is not null
     from unnest($1::text[], $2::date[], $3::text[], $4::date[], $5::date[], $6::text[], $7::float8[], $8::date[])
       as c (household, wake_on, state, since, by, region, place, waited)
     on conflict (household) do update set wake_on = excluded.wake_on, state = excluded.state,
       stock_since = excluded.stock_since, stock_by = excluded.stock_by, stock_region = excluded.stock_region,
       stock_place = case when excluded.stock_since is null then null else coalesce(f.stock_place, 0) end,
       waited_since = excluded.waited_since, stock_unplaced = excluded.stock_unplaced`,
    [
      files.map(({ file }) => file.household),
      files.map(({ wakeOn }) => wakeOn),
      files.map(({ file: { tasks: _, cases: __, watched: ___, ...kept } }) => JSON.stringify(kept)),
      stock.map((each) => each?.since ?? null),
      stock.map((each) => each?.by ?? null),
      files.map(({ file }, at) => (stock[at] === null ? null : (file.region ?? ''))),
      stock.map((each) => (each === null ? null : 0)),
      files.map(({ file }) => file.waitedSince ?? null),
    ],
  )
}

const appendEvents = async (tx: Queryable, events: readonly TaskEvent[]): Promise<void> => {
  await tx.query(
    `insert into task_events (task_id, seq, type, day, at, by_whom, event, indicators)
     select task_id, seq, type, day, at, by_whom, event, string_to_array(indicators, ',')
     from unnest($1::text[], $2::int[], $3::text[], $4::date[], $5::timestamptz[], $6::text[], $7::text[], $8::text[])
       as e (task_id, seq, type, day, at, by_whom, event, indicators)`,
    [
      events.map(({ taskId }) => taskId),
      events.map(({ seq }) => seq),
      events.map(({ type }) => type),
      events.map(({ day }) => day),
      events.map(({ at }) => at),
      events.map(({ by }) => by),
      events.map((event) => JSON.stringify(event)),
      events.map((event) => indicatorsOf(event)?.join() ?? null),
    ],
  )
}

/** The indicators whose leads an event brought to its task, for the console's filter; null where it brought none. */
const indicatorsOf = (event: TaskEvent): readonly string[] | null => {
  if (event.type === 'TaskOpened') return event.leads.map(({ indicator }) => indicator)
  return event.type === 'LeadJoined' ? [event.lead.indicator] : null
}

/** Tasks that are over go first, so that the next one of their household and direction finds its place free. */
const saveTasks = async (tx: Queryable, tasks: CaseChange['tasks']): Promise<void> => {
  const over = tasks.filter(({ task }) => task.closedOn !== null)
  const open = tasks.filter(({ task }) => task.closedOn === null)
  if (over.length > 0) await upsertTasks(tx, over)
  if (open.length > 0) await upsertTasks(tx, open)
}

const upsertTasks = async (tx: Queryable, tasks: CaseChange['tasks']): Promise<void> => {
  await tx.query(
    `insert into tasks (task_id, household, household_no, region, direction, level, status, opened_on, due_on,
       escalate_on, assignee, seq, awaits_second, state)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
       $8::date[], $9::date[], $10::date[], $11::text[], $12::int[], $13::bool[], $14::text[])
     on conflict (task_id) do update set region = excluded.region, level = excluded.level, status = excluded.status,
       due_on = excluded.due_on, escalate_on = excluded.escalate_on, assignee = excluded.assignee,
       seq = excluded.seq, awaits_second = excluded.awaits_second, state = excluded.state, updated_at = now()`,
    [
      tasks.map(({ task }) => task.taskId),
      tasks.map(({ task }) => task.household),
      tasks.map(({ task }) => task.householdNo),
      tasks.map(({ task }) => task.region),
      tasks.map(({ task }) => task.direction),
      tasks.map(({ task }) => task.level),
      tasks.map(({ task }) => task.status),
      tasks.map(({ task }) => task.openedOn),
      tasks.map(({ task }) => task.dueOn),
      tasks.map(({ escalateOn }) => escalateOn),
      tasks.map(({ task }) => task.assignee),
      tasks.map(({ task }) => task.seq),
      tasks.map(({ task }) => awaitsSecondPerson(task)),
      tasks.map(({ task }) => JSON.stringify(task)),
    ],
  )
}

const saveNotices = async (tx: Queryable, notices: readonly Notice[]): Promise<void> => {
  await tx.query(
    `insert into notices (staff_no, about, seq, kind, at)
     select * from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::timestamptz[])
     on conflict do nothing`,
    [
      notices.map(({ staffNo }) => staffNo),
      notices.map(({ about }) => about),
      notices.map(({ seq }) => seq),
      notices.map(({ kind }) => kind),
      notices.map(({ at }) => at),
    ],
  )
}
