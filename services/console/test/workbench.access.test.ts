import { Role } from '@shouwang/console-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { textOf } from './read-workbook.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend, taskIdOf } from './test-data/fake-backend.ts'

const above = ['coordinator', 'district', 'city'] as const
const task = taskIdOf('350100000001')
const absence = { from: '2026-10-31', to: '2026-11-06', why: '年休假', substitute: 'W0002' }

describe('what each role may do with many tasks', () => {
  tryEveryRole(
    [
      { method: 'GET', path: '/workload', may: above },
      { method: 'GET', path: '/tasks/export', may: above },
      { method: 'POST', path: '/tasks/remind', body: { taskIds: [task], note: '请尽快走访' }, may: above },
      {
        method: 'POST',
        path: '/tasks/reassign',
        body: { taskIds: [task], assignee: 'W0002', why: '请假' },
        may: above,
      },
      { method: 'POST', path: '/absences', body: { ...absence, absenceId: 'a-1', staffNo: 'W0001' }, may: above },
      { method: 'GET', path: '/views', may: Role.options },
      { method: 'POST', path: '/views', body: { page: 'tasks', name: '红色', query: 'level=red' }, may: Role.options },
      { method: 'POST', path: '/views/remove', body: { page: 'tasks', name: '红色' }, may: Role.options },
      {
        method: 'POST',
        path: '/households/search',
        body: { words: '李建明' },
        may: ['grid-worker', 'coordinator', 'district', 'city'],
      },
    ],
    (sql) => sql.query(`update tasks set status = 'open'`),
  )
})

describe('the workbench', () => {
  let world: FakeBackend
  let district: Ask
  let worker: Ask
  beforeAll(async () => {
    world = await fakeBackend()
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    district = await signInAs(app, 'Q0001')
    worker = await signInAs(app, 'W0001')
  })
  afterAll(() => world.sql.close())
  const search = async (ask: Ask, words: string) =>
    (await (await ask('POST', '/households/search', { words })).json()).found

  test.each([
    ['欧阳国华', '350100000002'],
    ['欧阳 国华', '350100000002'],
    ['138 0000 5678', '350100000001'],
    ['350205 19810513 5198', '350100000001'],
    ['3501 0000 0003', '350100000003'],
  ])('a household is found by %s, and its people stay masked', async (words, householdNo) => {
    const found = await search(district, words)
    expect(found.map((one: { householdNo: string }) => one.householdNo)).toEqual([householdNo])
    expect(JSON.stringify(found)).not.toMatch(/欧阳国华|李建明|黄阿婆/)
  })

  test('who is looked for by name stays out of the audit, and who lives elsewhere is not there', async () => {
    expect(await search(worker, '林海生')).toEqual([])
    expect(await search(worker, '李建明')).toHaveLength(1)
    const lines = await world.sql.query<{ line: string }>(
      `select row_to_json(audit)::text as line from audit where action = 'POST /households/search'`,
    )
    expect(lines.length).toBeGreaterThan(0)
    for (const { line } of lines) expect(line).not.toMatch(/李建明|林海生/)
  })

  test('of many tasks those of other regions are refused, each by itself, and the rest are done', async () => {
    const taskIds = [task, taskIdOf('350100000005'), 't-none']
    const answer = await (await district('POST', '/tasks/remind', { taskIds, note: '请尽快走访' })).json()
    expect(answer.done).toEqual([task])
    expect(answer.refused.map((one: { taskId: string }) => one.taskId)).toEqual([taskIdOf('350100000005'), 't-none'])
  })

  test('tasks are sorted, those of nobody found, and the export holds what the filter finds, masked and audited', async () => {
    const listed = await (await district('GET', '/tasks?sort=household&order=desc')).json()
    const numbers = listed.tasks.map((one: { householdNo: string }) => one.householdNo)
    expect(numbers).toEqual([...numbers].sort().reverse())
    expect((await (await district('GET', '/tasks?assignee=none')).json()).total).toBe(0)
    const file = await district('GET', '/tasks/export?level=red')
    expect(file.headers.get('content-disposition')).toContain('attachment')
    const text = textOf(Buffer.from(await file.arrayBuffer()))
    expect(text).toContain('李*明')
    expect(text).not.toContain('李建明')
    expect(text).not.toContain('350100000002')
    const [line] = await world.sql.query<{ whom: string[] }>(
      `select whom from audit where action = 'GET /tasks/export' order by seq desc limit 1`,
    )
    expect(line?.whom.sort()).toEqual(['h-350100000001', 'h-350100000004'])
  })

  test('who is away gives open tasks to the substitute, and who is back is away no more', async () => {
    const body = { ...absence, absenceId: 'a-2', staffNo: 'W0001', handOver: true }
    const away = await (await district('POST', '/absences', body)).json()
    expect(away.absences).toMatchObject([{ name: '林英文', substitute: { name: '戚德' }, to: '2026-11-06' }])
    const of = (staffNo: string) => away.workers.find((one: { staffNo: string }) => one.staffNo === staffNo)
    expect([of('W0001').open, of('W0002').open]).toEqual([0, 4])
    const back = await (await district('POST', '/absences/a-2/end')).json()
    expect(back.absences).toEqual([])
    expect((await worker('POST', '/absences/a-2/end')).status).toBe(403)
  })

  test('filters are kept under a name for oneself alone, and never with the number of a person', async () => {
    const view = { page: 'tasks', name: '我的红色', query: 'level=red&assignee=me' }
    expect((await (await worker('POST', '/views', view)).json()).views).toEqual([view])
    expect((await (await district('GET', '/views')).json()).views).toEqual([])
    const number = await worker('POST', '/views', { ...view, query: 'q=350205198105135198' })
    expect(number.status).toBe(400)
  })
})
