import { z } from '@hono/zod-openapi'
import { FillFormBody, TaskDetailAnswer, VisitFormAnswer } from '@shouwang/console-api'
import { type Authorisation, addDays, type PersonId } from '@shouwang/contracts'
import { readHouseholds, saveVisitForm, type TaskRow } from '@shouwang/postgres'
import { type Answers, checkAnswers, declaredFen, type VisitForm } from '@shouwang/visit-forms'
import type { Backend } from '../../backend/backend.ts'
import type { Person } from '../../sign-in/access.ts'
import { seeTask } from '../../views/task-view.ts'
import { sealedForm, seeVisitForm } from '../../views/visit-form-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'
import { taskOf } from './tasks.ts'

const params = z.object({ taskId: z.string().min(1).max(200) })

const look = jsonRoute({
  method: 'get',
  path: '/tasks/{taskId}/form',
  summary: 'The form of the visit: what is known, what is to be asked, and what was filled in last',
  tag: 'tasks',
  request: { params },
  answer: VisitFormAnswer,
})
const fill = jsonRoute({
  method: 'post',
  path: '/tasks/{taskId}/form',
  summary: 'What the family answered and signed; its declared income goes with the result, its supporters become facts',
  tag: 'tasks',
  request: { params, body: jsonBody(FillFormBody) },
  answer: TaskDetailAnswer,
})

/** The form of a visit. */
export const visitFormRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(look, async (c) => {
    const row = await taskOf(backend, c.get('person'), c.req.valid('param').taskId)
    const form = await seeVisitForm(backend, c.get('person'), row)
    c.set('told', { whom: [row.household, ...form.members.map(({ person }) => person)], task: row.taskId })
    return c.json(form, 200)
  })
  api.openapi(fill, async (c) => {
    const asker = c.get('person')
    const row = await taskOf(backend, asker, c.req.valid('param').taskId)
    c.set('told', { whom: [row.household], task: row.taskId, fields: ['form'] })
    const filled = c.req.valid('json')
    const form = await checked(backend, asker, row, filled)
    const { taskId } = row
    const { commandId, seenSeq } = filled
    const note = noteOf(form, filled)
    const done = await backend.tasks.perform({ type: 'AddNote', taskId, note, commandId, seenSeq }, asker.staffNo)
    if (!done.ok) return refuse('conflict', done.detail)
    await keep(backend, asker, row, form, filled)
    if (done.conflict) return refuse('entry-conflict', '这项任务在您填表之后有了变化。表已保留，请看办理经过。')
    await sendSupporters(backend, asker, row, filled.answers)
    return c.json(await seeTask(backend, asker, await taskOf(backend, asker, taskId), backend.today()), 200)
  })
}

type Filled = z.output<typeof FillFormBody>

/** The form that was filled in; ends the request with all that is wrong with it. */
const checked = async (backend: Backend, asker: Person, row: TaskRow, filled: Filled): Promise<VisitForm> => {
  const form = backend.visitForms.find(({ id, version }) => id === filled.formId && version === filled.version)
  if (form === undefined) return refuse('conflict', '没有这一版调查表，请刷新后重填。')
  const { members, known } = await seeVisitForm(backend, asker, row)
  const problems = checkAnswers(form, filled.answers, {
    members: members.map(({ person }) => person),
    known: new Set(known.map(({ at }) => at)),
  })
  const more = [
    ...(new Set(filled.visitors).size < form.visitors ? [`须有 ${form.visitors} 名调查人`] : []),
    ...(form.signature && filled.signature === null && filled.unsigned.length < 2
      ? ['请家庭签字，或写明没有签字的原因']
      : []),
    ...(filled.letter !== null && filled.signature === null ? ['授权书须由家庭签字'] : []),
    ...(filled.letter !== null && form.letterDays === 0 ? ['这张表没有授权书'] : []),
  ]
  const words = [...problems.map(({ problem }) => problem), ...more]
  if (words.length > 0) refuse('conflict', `调查表还不完整：${words.slice(0, 5).join('；')}。`)
  return form
}

const noteOf = ({ name, version }: VisitForm, { visitors, signature, unsigned, letter }: Filled): string =>
  [
    `已填${name}（第${version}版）`,
    `调查人${visitors.join('、')}`,
    signature === null ? `家庭未签字：${unsigned}` : '家庭已签字',
    ...(letter === null ? [] : ['已签核对授权书']),
  ].join('，')

const keep = async (backend: Backend, asker: Person, row: TaskRow, form: VisitForm, filled: Filled): Promise<void> => {
  const { answers, visitors, signature, unsigned, stamps, commandId } = filled
  const today = backend.today()
  const letter: Authorisation | null =
    filled.letter === null
      ? null
      : { letterNo: `SQ-${row.taskId}`, scope: filled.letter, validUntil: addDays(today, form.letterDays) }
  await saveVisitForm(
    backend.sql,
    {
      ...{ taskId: row.taskId, formId: form.id, version: form.version, household: row.household },
      ...{ filledOn: today, filledBy: asker.staffNo, declaredMonthlyFen: declaredFen(form, answers), letter },
      sealed: sealedForm(backend, row.taskId, { answers, visitors, signature, unsigned, stamps }),
    },
    commandId ?? null,
  )
}

const RELATIONS: Readonly<Record<string, string>> = {
  ...{ son: '儿子', daughter: '女儿', parent: '父母', spouse: '配偶', sibling: '兄弟姐妹' },
}
const ABLE: Readonly<Record<string, string>> = { able: '有能力', unable: '没有能力' }

/** Supporters whose number the family knows go the way of all records, and become kin whom the rules can ask about. */
const sendSupporters = async (backend: Backend, asker: Person, row: TaskRow, answers: Answers): Promise<void> => {
  const head = (await readHouseholds(backend.sql, [row.household])).get(row.household)?.assessment.members[0]
  const own = head === undefined ? undefined : await idNumberOf(backend, head)
  const named = Object.values(answers.supporters ?? {}).filter((cells) => `${cells['id-number'] ?? ''}` !== '')
  if (own === undefined || named.length === 0) return
  const today = backend.today()
  const rows = named.map((cells, at) => ({
    rowNo: at + 1,
    cells: {
      ...{ 被赡养人身份证号: own, 赡养人身份证号: `${cells['id-number']}`, 赡养人姓名: `${cells.name ?? ''}` },
      ...{ 赡养人关系: RELATIONS[`${cells.relation}`] ?? '其他', 赡养能力: ABLE[`${cells.able}`] ?? '' },
      ...{ 每月赡养费: cells.gives === undefined ? '' : `${cells.gives}`, 调查日期: today },
    },
  }))
  const taken = await backend.intake.receiveRecords('visit-supporters', rows, { sender: asker.staffNo })
  if (!taken.ok) refuse('conflict', taken.detail)
}

const idNumberOf = async (backend: Backend, person: PersonId): Promise<string | undefined> =>
  (await backend.vault.identify([person])).get(person)?.idNumber ?? undefined
