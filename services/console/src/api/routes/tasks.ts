import { z } from '@hono/zod-openapi'
import { purposeWords } from '@shouwang/casework'
import {
  AddNoteBody,
  ReassignBody,
  RecordContactBody,
  RecordOutcomeBody,
  ReviseOutcomeBody,
  TaskCommandQuery,
  TaskDetailAnswer,
  TaskListAnswer,
  TaskQuery,
} from '@shouwang/console-api'
import { addDays, type Day } from '@shouwang/contracts'
import {
  countDue,
  isVisitOpened,
  openVisit,
  readCasesOfHousehold,
  readStaff,
  readTask,
  readTasks,
  readVisitForm,
  type TaskFilter,
  type TaskRow,
  tallyTasks,
} from '@shouwang/postgres'
import type { TaskAction } from '../../backend/answers.ts'
import type { Backend } from '../../backend/backend.ts'
import { type Person, regionsOf, seesRegion, seesRegionless } from '../../sign-in/access.ts'
import { indicatorsShownAs } from '../../views/field-access.ts'
import { seeTask, seeTasks } from '../../views/task-view.ts'
import { mayVisit } from '../../views/visit-view.ts'
import { askOfFault } from '../ask-of-fault.ts'
import { looks } from '../looks.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const params = z.object({ taskId: z.string().min(1).max(200) })

const list = jsonRoute({
  method: 'get',
  path: '/tasks',
  summary: 'Tasks of the asker’s regions, soonest due first',
  tag: 'tasks',
  request: { query: TaskQuery },
  answer: TaskListAnswer,
})
const detail = jsonRoute({
  method: 'get',
  path: '/tasks/{taskId}',
  summary: 'One task in full',
  tag: 'tasks',
  request: { params },
  answer: TaskDetailAnswer,
})
const visit = jsonRoute({
  method: 'post',
  path: '/tasks/{taskId}/visit',
  summary: 'Open the visit of a task of one’s own: full names, address and telephones until the task is over',
  tag: 'tasks',
  request: { params },
  answer: TaskDetailAnswer,
})
const accept = jsonRoute({
  method: 'post',
  path: '/tasks/{taskId}/accept',
  summary: 'Take a task on',
  tag: 'tasks',
  request: { params, query: TaskCommandQuery },
  answer: TaskDetailAnswer,
})
const outcome = jsonRoute({
  method: 'post',
  path: '/tasks/{taskId}/outcome',
  summary: 'Record what was found; closes the task',
  tag: 'tasks',
  request: { params, body: jsonBody(RecordOutcomeBody) },
  answer: TaskDetailAnswer,
})
const undo = jsonRoute({
  method: 'post',
  path: '/tasks/{taskId}/undo',
  summary: 'Take back one’s own result of the same day',
  tag: 'tasks',
  request: { params, body: jsonBody(ReviseOutcomeBody) },
  answer: TaskDetailAnswer,
})
const confirm = jsonRoute({
  method: 'post',
  path: '/tasks/{taskId}/confirm',
  summary: 'Agree, as the second person, that the leads of a result rest for long',
  tag: 'tasks',
  request: { params, query: TaskCommandQuery },
  answer: TaskDetailAnswer,
})
const sendBack = jsonRoute({
  method: 'post',
  path: '/tasks/{taskId}/return',
  summary: 'Not agree, as the second person: the task goes on with a new limit',
  tag: 'tasks',
  request: { params, body: jsonBody(ReviseOutcomeBody) },
  answer: TaskDetailAnswer,
})
const contact = jsonRoute({
  method: 'post',
  path: '/tasks/{taskId}/contact',
  summary: 'Record that the family of a red task was reached; the limit for the result counts from then on',
  tag: 'tasks',
  request: { params, body: jsonBody(RecordContactBody) },
  answer: TaskDetailAnswer,
})
const note = jsonRoute({
  method: 'post',
  path: '/tasks/{taskId}/note',
  summary: 'Add a note',
  tag: 'tasks',
  request: { params, body: jsonBody(AddNoteBody) },
  answer: TaskDetailAnswer,
})
const reassign = jsonRoute({
  method: 'post',
  path: '/tasks/{taskId}/reassign',
  summary: 'Give a task to someone else of the asker’s regions',
  tag: 'tasks',
  request: { params, body: jsonBody(ReassignBody) },
  answer: TaskDetailAnswer,
})

/** Tasks: the list, one in full, and what people do to it. */
export const taskRoutes = ({ api, backend, telemetry }: RouteContext): void => {
  const unhurried = looks(backend.sql, telemetry)
  api.openapi(list, async (c) => {
    const asker = c.get('person')
    const query = c.req.valid('query')
    const today = backend.today()
    const filter = filterOf(asker, query, { today, catalogue: backend.indicators.map(({ id }) => id) })
    const [rows, tally, due] = await Promise.all([
      readTasks(backend.sql, filter, query),
      tallyTasks(backend.sql, filter, today),
      countDue(backend.sql, today),
    ])
    const { total, ...counts } = tally
    c.set('told', { whom: rows.map(({ household }) => household) })
    return c.json({ tasks: await seeTasks(backend, asker, rows), total, counts, today, due }, 200)
  })
  api.openapi(detail, async (c) => {
    const task = await answerTask(backend, c.get('person'), c.req.valid('param').taskId)
    c.set('told', toldOf(task))
    return c.json(task, 200)
  })
  api.openapi(visit, async (c) => {
    const { taskId } = c.req.valid('param')
    const asker = c.get('person')
    const row = await taskOf(backend, asker, taskId)
    c.set('told', { task: taskId, purpose: purposeWords.visit.zh })
    mayVisit(asker, row)
    if (!(await isVisitOpened(backend.sql, taskId, asker.staffNo))) await unhurried(asker)
    await openVisit(backend.sql, taskId, asker.staffNo, new Date(backend.nowMs()).toISOString())
    const task = await answerTask(backend, asker, taskId)
    c.set('told', toldOf(task))
    return c.json(task, 200)
  })
  api.openapi(accept, async (c) => {
    const { taskId } = c.req.valid('param')
    const { commandId } = c.req.valid('query')
    return c.json(await act(backend, c.get('person'), { type: 'AcceptTask', taskId, commandId }), 200)
  })
  api.openapi(outcome, async (c) => {
    const { taskId } = c.req.valid('param')
    const asker = c.get('person')
    const entry = await withDeclared(backend, taskId, c.req.valid('json'))
    const task = await act(backend, asker, { type: 'RecordOutcome', taskId, ...entry })
    await handOnLetter(backend, asker, taskId)
    if (entry.outcome === 'data-wrong' && entry.dataFault !== null)
      await askOfFault(backend, asker, await taskOf(backend, asker, taskId), entry.dataFault)
    return c.json(task, 200)
  })
  api.openapi(undo, async (c) => {
    const { taskId } = c.req.valid('param')
    return c.json(await act(backend, c.get('person'), { type: 'UndoOutcome', taskId, ...c.req.valid('json') }), 200)
  })
  api.openapi(confirm, async (c) => {
    const { taskId } = c.req.valid('param')
    const { commandId } = c.req.valid('query')
    return c.json(await act(backend, c.get('person'), { type: 'ConfirmOutcome', taskId, commandId }), 200)
  })
  api.openapi(sendBack, async (c) => {
    const { taskId } = c.req.valid('param')
    return c.json(await act(backend, c.get('person'), { type: 'ReturnOutcome', taskId, ...c.req.valid('json') }), 200)
  })
  api.openapi(contact, async (c) => {
    const { taskId } = c.req.valid('param')
    return c.json(await act(backend, c.get('person'), { type: 'RecordContact', taskId, ...c.req.valid('json') }), 200)
  })
  api.openapi(note, async (c) => {
    const { taskId } = c.req.valid('param')
    return c.json(await act(backend, c.get('person'), { type: 'AddNote', taskId, ...c.req.valid('json') }), 200)
  })
  api.openapi(reassign, async (c) => {
    const { taskId } = c.req.valid('param')
    const { assignee, why, commandId } = c.req.valid('json')
    const asker = c.get('person')
    const staff = await readStaff(backend.sql, assignee)
    if (staff === undefined || !seesRegion(asker, staff.region)) {
      return refuse('conflict', `工号 ${assignee} 不在您的辖区内，请在本辖区人员中选择。`)
    }
    return c.json(await act(backend, asker, { type: 'ReassignTask', taskId, assignee, why, commandId }), 200)
  })
}

/** A result with the income that the family declared in the form of the visit, where the result says none. */
const withDeclared = async <Entry extends { readonly declaredMonthlyFen: number | null }>(
  backend: Backend,
  taskId: string,
  entry: Entry,
): Promise<Entry> => {
  if (entry.declaredMonthlyFen !== null) return entry
  const form = await readVisitForm(backend.sql, taskId)
  return { ...entry, declaredMonthlyFen: form?.declaredMonthlyFen ?? null }
}

/** The letter that the family signed at the visit stands in the case that the result opened. */
const handOnLetter = async (backend: Backend, asker: Person, taskId: string): Promise<void> => {
  const form = await readVisitForm(backend.sql, taskId)
  if (form === undefined || form.letter === null) return
  const [open] = await readCasesOfHousehold(backend.sql, form.household)
  if (open !== undefined && open.authorisation === null)
    await backend.tasks.cases.perform(
      { type: 'RecordAuthorisation', caseId: open.caseId, authorisation: form.letter },
      asker.staffNo,
    )
}

/** What the audit keeps of a task that somebody saw: an open visit shows more of the family. */
const toldOf = (task: TaskDetailAnswer) => ({
  whom: [task.household, ...task.members.map(({ person }) => person)],
  task: task.taskId,
  ...(task.visit === null ? {} : { fields: ['name', 'address', 'phone'], purpose: purposeWords.visit.zh }),
})

/** The filter that a query asks for, within what the asker may see. */
export const filterOf = (
  asker: Person,
  query: z.output<typeof TaskQuery>,
  { today, catalogue }: { today: Day; catalogue: readonly string[] },
): TaskFilter => ({
  within: regionsOf(asker),
  own: asker.staffNo,
  withoutRegion: seesRegionless(asker) && query.region === undefined,
  region: query.region,
  status: query.status ?? (query.awaits === undefined ? ['open', 'accepted'] : ['closed']),
  direction: query.direction,
  level: query.level,
  assignee: query.assignee === 'me' ? asker.staffNo : query.assignee === 'none' ? undefined : query.assignee,
  unassigned: query.assignee === 'none',
  openedFrom: query.openedFrom,
  openedTo: query.openedTo,
  indicators: query.indicator === undefined ? undefined : indicatorsShownAs(asker.role, query.indicator, catalogue),
  householdNo: query.q === undefined || query.q === '' ? undefined : query.q,
  awaitsSecond: query.awaits === 'second-person' ? true : undefined,
  ...(query.due === 'overdue' ? { dueBefore: today } : {}),
  ...(query.due === 'today' ? { dueOn: today } : {}),
  ...(query.due === 'week' ? { dueBy: addDays(today, 7) } : {}),
})

/** The task, if it lies in the asker's regions or is his; otherwise it is not there, so that nobody learns of other families. */
export const taskOf = async (backend: Backend, asker: Person, taskId: string): Promise<TaskRow> => {
  const row = await readTask(backend.sql, taskId)
  if (row === undefined || !(seesRegion(asker, row.region) || row.assignee === asker.staffNo)) {
    return refuse(
      'not-found',
      '没有这项任务，或它不在您负责的区域。请从任务列表进入；需要跨区办理的，请联系上级救助部门转派。',
    )
  }
  return row
}

const answerTask = async (backend: Backend, asker: Person, taskId: string) =>
  seeTask(backend, asker, await taskOf(backend, asker, taskId), backend.today())

const act = async (backend: Backend, asker: Person, action: TaskAction) => {
  await taskOf(backend, asker, action.taskId)
  const done = await backend.tasks.perform(action, asker.staffNo)
  if (!done.ok) return refuse('conflict', done.detail)
  if (done.conflict)
    return refuse('entry-conflict', '这项任务在您填写之后有了变化。两份记录都已保留，请看办理经过，由您和上级确定。')
  return answerTask(backend, asker, action.taskId)
}
