import type { Task, TaskLead } from '@shouwang/casework'
import type { Assessment, Receipt } from '@shouwang/contracts'
import { listDeliveries, listQuarantine, readLedger, type Sql } from '@shouwang/postgres'

/** A task that is not over, as far as the order of events has no say in it: not its number, nor its history. */
export type OpenTask = Pick<Task, 'household' | 'direction' | 'level'> & { readonly indicators: readonly string[] }

/** Every task, the newest state of each. */
export const tasksIn = async (sql: Sql): Promise<readonly Task[]> =>
  (await sql.query<{ state: string }>('select state from tasks order by household, direction, task_id')).map(
    ({ state }) => JSON.parse(state) as Task,
  )

export const isOpen = ({ status }: Task): boolean => status === 'open' || status === 'accepted'

/** The leads of a task that still hold. */
export const standingLeads = ({ leads }: Task): readonly TaskLead[] => leads.filter(({ cleared }) => !cleared)

export const indicatorsOf = (task: Task): readonly string[] => [
  ...new Set(standingLeads(task).map(({ indicator }) => indicator)),
]

/** The tasks that are not over. */
export const openTasks = async (sql: Sql): Promise<readonly OpenTask[]> =>
  (await tasksIn(sql)).filter(isOpen).map((task) => ({
    household: task.household,
    direction: task.direction,
    level: task.level,
    indicators: [...indicatorsOf(task)].sort(),
  }))

/** The last assessment of every household in which somebody lives, by household. How often it was judged does not count. */
export const assessmentsIn = async (sql: Sql): Promise<Readonly<Record<string, Omit<Assessment, 'version'>>>> => {
  const rows = await sql.query<{ assessment: string }>('select assessment from households order by household')
  return Object.fromEntries(
    rows
      .map(({ assessment }) => JSON.parse(assessment) as Assessment)
      .filter(({ members }) => members.length > 0)
      .map(({ version: _, ...assessment }) => [assessment.household, assessment]),
  )
}

/** The last assessment of one household. */
export const assessmentOf = async (sql: Sql, household: string): Promise<Assessment> => {
  const [row] = await sql.query<{ assessment: string }>('select assessment from households where household = $1', [
    household,
  ])
  if (row === undefined) throw new Error(`household ${household} was never judged`)
  return JSON.parse(row.assessment) as Assessment
}

/** Every receipt. */
export const receiptsIn = (sql: Sql): Promise<readonly Receipt[]> => listDeliveries(sql, { limit: 500, offset: 0 })

/** The account of every feed and day. */
export const ledgerIn = (sql: Sql) => readLedger(sql, { from: '2000-01-01', to: '2099-12-31' })

/** The rows set aside that wait for somebody. */
export const waitingRows = async (sql: Sql) =>
  (await listQuarantine(sql, { state: 'waiting' }, { limit: 500, offset: 0 })).items
