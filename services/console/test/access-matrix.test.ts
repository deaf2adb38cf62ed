import { readFile } from 'node:fs/promises'
import { roleWords } from '@shouwang/casework'
import { type AskerRole, Role } from '@shouwang/console-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { OPERATIONS, type Operation } from '../src/sign-in/operations.ts'
import { lets, operations } from './lets.ts'
import { type Ask, STAFF, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend, pseudonymOf, taskIdOf } from './test-data/fake-backend.ts'

let world: FakeBackend
let app: ReturnType<typeof consoleApp>
beforeAll(async () => {
  world = await fakeBackend()
  app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
})
afterAll(() => world.sql.close())

/** A household of 海沧区 and its task: other people's business for everybody of 思明区. */
const elsewhere = {
  taskId: taskIdOf('350100000005'),
  householdNo: '350100000005',
  person: pseudonymOf('350205196607145214'),
}
const body: Partial<Record<Operation, object>> = {
  'POST /tasks/{taskId}/outcome': { outcome: 'not-found' },
  'POST /tasks/{taskId}/undo': { why: '点错' },
  'POST /tasks/{taskId}/return': { why: '再访' },
  'POST /tasks/{taskId}/contact': { note: '已联系' },
  'POST /tasks/{taskId}/note': { note: '备注' },
  'POST /tasks/{taskId}/reassign': { assignee: 'W0001', why: '请假' },
  'POST /tasks/{taskId}/form': { formId: 'family', version: 1, answers: {}, visitors: ['张三'] },
  'POST /official-kin/{householdNo}/commands': { type: 'RecordKin', declarationNo: 'BA1', note: '已核实' },
  'POST /persons/explanation': { person: elsewhere.person },
  'POST /persons/check': { person: elsewhere.person },
  'POST /unmask': { person: elsewhere.person, field: 'name', taskId: elsewhere.taskId, purpose: 'visit' },
  'POST /audit/of-person': { person: elsewhere.person },
}
const pathOf = (operation: Operation): string =>
  (operation.split(' ')[1] ?? '').replace(/\{(\w+)\}/g, (_, name: string) =>
    name in elsewhere ? elsewhere[name as keyof typeof elsewhere] : name === 'id' ? '999999' : 'made-up',
  )
const askFor = async (ask: Ask, operation: Operation): Promise<number> => {
  const [method = ''] = operation.split(' ')
  const given = method === 'POST' ? (body[operation] ?? {}) : undefined
  const answer = await ask(method, pathOf(operation), given)
  await answer.body?.cancel()
  return answer.status
}
/** These end or begin a session, whoever asks. */
const ends = new Set<Operation>([
  'DELETE /session',
  'POST /sessions/end-all',
  'POST /session',
  'GET /session/provider/return',
])

test('every operation of the API has a row that says who may, and every row an operation', async () => {
  const { paths } = await (await app.request('/api/v1/openapi.json')).json()
  const described = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const undescribed = ['GET /events', 'GET /session/provider', 'GET /session/provider/return']
  expect([...described, ...undescribed].sort()).toEqual([...operations].sort())
})

describe.each(Role.options)('%s', (role) => {
  test('is let through exactly the doors of its rows, and sees nothing of another region', async () => {
    const ask = await signInAs(app, STAFF[role])
    const sees = role === 'city' // the city's region is the whole city
    for (const operation of operations.filter((one) => !ends.has(one))) {
      const status = await askFor(ask, operation)
      const reached = /taskId|householdNo|person/.test(operation) || body[operation] !== undefined
      if (!lets(operation, role)) expect([operation, status]).toEqual([operation, 403])
      else if (reached && !sees && role !== 'auditor') expect([operation, status]).toEqual([operation, 404])
      else expect([operation, status]).not.toEqual([operation, 401])
    }
  })
})

test('an expired, a revoked and a missing session open no door but those for anybody', async () => {
  const expired = await signInAs(app, 'W0001')
  await world.sql.query(`update sessions set expires_at = '2026-10-31T00:00:00Z'`)
  const revoked = await signInAs(app, 'W0002')
  await world.sql.query(`delete from sessions where staff_no = 'W0002'`)
  const nobody: Ask = async (method, path) => app.request(`/api/v1${path}`, { method })
  for (const ask of [expired, revoked, nobody])
    for (const operation of operations.filter((one) => OPERATIONS[one][0] !== 'anyone'))
      expect([operation, await askFor(ask, operation)]).toEqual([operation, 401])
})

test('docs/access.md is written from the table', async () => {
  const roles: readonly AskerRole[] = [...Role.options, 'operator']
  const head = `| 操作 | ${roles.map((role) => roleWords[role].zh).join(' | ')} | 范围 | 审计 |`
  const reach = { region: '本辖区', self: '本人', none: '全局' }
  const rows = operations.map((operation) => {
    const [, far, line] = OPERATIONS[operation] as readonly [string, keyof typeof reach, string?]
    const marks = roles.map((role) => (lets(operation, role) ? '✓' : ''))
    return `| \`${operation}\` | ${marks.join(' | ')} | ${reach[far]} | ${line === 'quiet' ? '' : '✓'} |`
  })
  const table = [head, `|${' --- |'.repeat(roles.length + 3)}`, ...rows].join('\n')
  await expect(`${await readFile(new URL('access-head.md', import.meta.url), 'utf8')}\n${table}\n`).toMatchFileSnapshot(
    '../../../docs/access.md',
  )
})
