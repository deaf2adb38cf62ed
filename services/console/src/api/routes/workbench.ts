import { z } from '@hono/zod-openapi'
import {
  AbsenceBody,
  DoneManyAnswer,
  ReassignManyBody,
  RemindManyBody,
  Role,
  TaskQuery,
  WorkloadAnswer,
} from '@shouwang/console-api'
import {
  endAbsence,
  enterAbsence,
  listAbsences,
  readOpenTaskIds,
  readRegionNames,
  readStaff,
  readStaffNames,
  readTask,
  readTasks,
  readWorkload,
} from '@shouwang/postgres'
import type { TaskAction } from '../../backend/answers.ts'
import type { Backend } from '../../backend/backend.ts'
import { type Person, regionsOf, seesRegion } from '../../sign-in/access.ts'
import { taskSheets } from '../../views/task-sheets.ts'
import { seeTasks } from '../../views/task-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext, workbookRoute } from '../route.ts'
import { sendWorkbook } from '../workbook.ts'
import { filterOf } from './tasks.ts'

const EXPORTED = 5000

const reassign = jsonRoute({
  method: 'post',
  path: '/tasks/reassign',
  summary: 'Give many tasks to somebody of the asker’s regions',
  tag: 'tasks',
  request: { body: jsonBody(ReassignManyBody) },
  answer: DoneManyAnswer,
})
const remind = jsonRoute({
  method: 'post',
  path: '/tasks/remind',
  summary: 'Ask whoever has these tasks to get on with them',
  tag: 'tasks',
  request: { body: jsonBody(RemindManyBody) },
  answer: DoneManyAnswer,
})
const exported = workbookRoute({
  method: 'get',
  path: '/tasks/export',
  summary: 'The tasks that a filter finds, as a workbook with masked names',
  tag: 'tasks',
  request: { query: TaskQuery },
})
const workload = jsonRoute({
  method: 'get',
  path: '/workload',
  summary: 'Who takes tasks in the asker’s regions, what each has in hand, and who is away',
  tag: 'tasks',
  answer: WorkloadAnswer,
})
const enter = jsonRoute({
  method: 'post',
  path: '/absences',
  summary: 'Somebody is away; new tasks go to the substitute, open ones too where asked for',
  tag: 'tasks',
  request: { body: jsonBody(AbsenceBody) },
  answer: WorkloadAnswer,
})
const end = jsonRoute({
  method: 'post',
  path: '/absences/{absenceId}/end',
  summary: 'Somebody is back',
  tag: 'tasks',
  request: { params: z.object({ absenceId: z.string().min(1).max(64) }) },
  answer: WorkloadAnswer,
})

/** What a supervisor does with many tasks, and who is there to do them. */
export const workbenchRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(reassign, async (c) => {
    const { taskIds, assignee, why } = c.req.valid('json')
    await staffOf(backend, c.get('person'), assignee)
    const many = taskIds.map((taskId): TaskAction => ({ type: 'ReassignTask', taskId, assignee, why }))
    return c.json(await doMany(backend, c.get('person'), many), 200)
  })
  api.openapi(remind, async (c) => {
    const { taskIds, note } = c.req.valid('json')
    const many = taskIds.map((taskId): TaskAction => ({ type: 'RemindTask', taskId, note }))
    return c.json(await doMany(backend, c.get('person'), many), 200)
  })
  api.openapi(exported, async (c) => {
    const asker = c.get('person')
    const { limit: _, offset: __, ...query } = c.req.valid('query')
    const catalogue = backend.indicators.map(({ id }) => id)
    const filter = filterOf(asker, { ...query, limit: EXPORTED, offset: 0 }, { today: backend.today(), catalogue })
    const rows = await readTasks(backend.sql, filter, { ...query, limit: EXPORTED, offset: 0 })
    c.set('told', { whom: rows.map(({ household }) => household), fields: ['export'] })
    return sendWorkbook(c, `任务_${backend.today()}.xlsx`, taskSheets(await seeTasks(backend, asker, rows)))
  })
  api.openapi(workload, async (c) => c.json(await workloadOf(backend, c.get('person')), 200))
  api.openapi(enter, async (c) => {
    const asker = c.get('person')
    const { handOver, ...absence } = c.req.valid('json')
    if (absence.to < absence.from) return refuse('conflict', '结束日期早于开始日期。')
    if (absence.substitute === absence.staffNo) return refuse('conflict', '代班人不能是请假人自己。')
    await staffOf(backend, asker, absence.staffNo)
    if (absence.substitute !== null) await staffOf(backend, asker, absence.substitute)
    c.set('told', { subject: absence.staffNo, purpose: absence.why })
    await enterAbsence(backend.sql, { ...absence, by: asker.staffNo })
    const { substitute } = absence
    if (handOver && substitute !== null) {
      const why = `代班：${absence.why}`
      const taskIds = await readOpenTaskIds(backend.sql, absence.staffNo)
      await doMany(
        backend,
        asker,
        taskIds.map((taskId): TaskAction => ({ type: 'ReassignTask', taskId, assignee: substitute, why })),
      )
    }
    return c.json(await workloadOf(backend, asker), 200)
  })
  api.openapi(end, async (c) => {
    const asker = c.get('person')
    const about = { ...c.req.valid('param'), within: regionsOf(asker), day: backend.today() }
    if (!(await endAbsence(backend.sql, about))) return refuse('not-found', '没有这条请假记录，或不在您的辖区。')
    return c.json(await workloadOf(backend, asker), 200)
  })
}

const staffOf = async (backend: Backend, asker: Person, staffNo: string): Promise<void> => {
  const staff = await readStaff(backend.sql, staffNo)
  if (staff === undefined || !seesRegion(asker, staff.region))
    refuse('conflict', `工号 ${staffNo} 不在您的辖区内，请在本辖区人员中选择。`)
}

/** Does each by itself: one that may not be done keeps back no other. */
const doMany = async (backend: Backend, asker: Person, actions: readonly TaskAction[]) => {
  const done: string[] = []
  const refused: { taskId: string; detail: string }[] = []
  for (const action of actions) {
    const { taskId } = action
    const task = await readTask(backend.sql, taskId)
    const answer =
      task === undefined || !seesRegion(asker, task.region)
        ? { ok: false as const, detail: '没有这项任务，或它不在您负责的区域' }
        : await backend.tasks.perform(action, asker.staffNo)
    if (answer.ok) done.push(taskId)
    else refused.push({ taskId, detail: answer.detail })
  }
  return { done, refused }
}

const workloadOf = async (backend: Backend, asker: Person): Promise<WorkloadAnswer> => {
  const today = backend.today()
  const [rows, absences] = await Promise.all([
    readWorkload(backend.sql, regionsOf(asker), today),
    listAbsences(backend.sql, regionsOf(asker), today),
  ])
  const [regions, names] = await Promise.all([
    readRegionNames(
      backend.sql,
      rows.map(({ region }) => region),
    ),
    readStaffNames(
      backend.sql,
      absences.flatMap(({ staffNo, substitute }) => [staffNo, ...(substitute === null ? [] : [substitute])]),
    ),
  ])
  const name = (staffNo: string) => names.get(staffNo) ?? staffNo
  return {
    today,
    workers: rows.map((row) => ({
      ...row,
      role: Role.parse(row.role),
      regionName: regions.get(row.region) ?? row.region,
    })),
    absences: absences.map(({ substitute, ...absence }) => ({
      ...absence,
      name: name(absence.staffNo),
      substitute: substitute === null ? null : { staffNo: substitute, name: name(substitute) },
    })),
  }
}
