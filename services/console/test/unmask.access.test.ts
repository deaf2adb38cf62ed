import { seedStaff } from '@shouwang/postgres/testing'
import { createLogger, createMetrics } from '@shouwang/telemetry'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { consoleTelemetry } from '../src/telemetry.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, STAFF, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend, pseudonymOf, taskIdOf } from './test-data/fake-backend.ts'

const person = pseudonymOf('350205198105135198')
const child = pseudonymOf('350205201603085224')
const elsewhere = pseudonymOf('350205196607145214')
const look = (field: string, more: object = {}) => ({
  person,
  field,
  taskId: taskIdOf('350100000001'),
  purpose: field === 'idNumber' ? 'apply' : 'contact',
  ...more,
})

describe('who may see a direct identifier', () => {
  const caseworkers = ['grid-worker', 'coordinator', 'district', 'city'] as const
  tryEveryRole(
    [
      { method: 'POST', path: '/unmask', body: look('phone'), may: caseworkers },
      { method: 'POST', path: '/unmask', body: look('address'), may: caseworkers },
      { method: 'POST', path: '/unmask', body: look('idNumber'), may: ['district', 'city'] },
    ],
    (sql) => sql.query(`update tasks set status = 'open'`),
  )
})

describe('seeing a direct identifier', () => {
  let world: FakeBackend
  const metrics = createMetrics()
  const telemetry = consoleTelemetry(createLogger({ name: 'test', to: { write: () => undefined } }), metrics)
  const enter = (staffNo: string): Promise<Ask> =>
    signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' }, telemetry }), staffNo)
  let worker: Ask
  let district: Ask
  beforeAll(async () => {
    world = await fakeBackend()
    await seedStaff(
      world.sql,
      ['W0099', '邻居', 'grid-worker', '350203001201'],
      ['S0099', '市二', 'city', '350200000000'],
    )
    worker = await enter('W0001')
    district = await enter('Q0001')
  })
  beforeEach(() => world.sql.query('delete from rate_limits'))

  const lines = (who: string) =>
    world.sql.query(
      `select who, role, action, subject, whom, fields, task, purpose, result from audit
       where action = 'POST /unmask' and who = $1 order by seq desc limit 1`,
      [who],
    )

  test('leaves a line that says who saw what of whom, for which task and why', async () => {
    const answer = await worker('POST', '/unmask', look('phone'))
    expect(await answer.json()).toEqual({ person, field: 'phone', value: '13800005678' })
    expect(await lines('W0001')).toEqual([
      {
        who: 'W0001',
        role: 'grid-worker',
        action: 'POST /unmask',
        subject: person,
        whom: [person],
        fields: ['phone'],
        task: taskIdOf('350100000001'),
        purpose: '入户前联系',
        result: 'done',
      },
    ])
  })

  test('is refused without a purpose from the list, and shows nothing', async () => {
    for (const purpose of [' ', 'aa', undefined]) {
      const answer = await worker('POST', '/unmask', look('phone', { purpose }))
      expect(answer.status).toBe(400)
      expect(await answer.text()).not.toContain('13800005678')
    }
  })

  test('is refused without a task of that family that one works on, and the refusal is written down', async () => {
    const neighbour = await enter('W0099')
    expect((await neighbour('POST', '/unmask', look('phone'))).status).toBe(403)
    expect(await lines('W0099')).toMatchObject([{ result: 'refused', whom: [person] }])
    expect((await worker('POST', '/unmask', look('phone', { taskId: taskIdOf('350100000002') }))).status).toBe(404)
    expect((await worker('POST', '/unmask', look('phone', { person: elsewhere }))).status).toBe(404)
    await world.sql.query(`update tasks set status = 'closed' where task_id = $1`, [taskIdOf('350100000001')])
    expect((await worker('POST', '/unmask', look('phone'))).status).toBe(403)
    await world.sql.query(`update tasks set status = 'open' where task_id = $1`, [taskIdOf('350100000001')])
  })

  test('a child under fourteen is not called, and its number needs a second person', async () => {
    expect((await worker('POST', '/unmask', look('phone', { person: child, purpose: 'visit' }))).status).toBe(403)
    expect((await worker('POST', '/unmask', look('name', { person: child }))).status).toBe(403)
    expect((await worker('POST', '/unmask', look('name', { person: child, purpose: 'visit' }))).status).toBe(200)
    const number = () => district('POST', '/unmask', look('idNumber', { person: child, purpose: 'protect-child' }))
    expect((await number()).status).toBe(409)
    const city = await enter(STAFF.city)
    const { proposals } = await (await city('GET', '/proposals')).json()
    expect(proposals).toMatchObject([{ kind: 'unmask', subject: child, proposedBy: 'Q0001' }])
    expect((await city('POST', `/proposals/${proposals[0].id}/confirm`)).status).toBe(200)
    expect(await (await number()).json()).toMatchObject({ value: '350205201603085224' })
  })

  test('a city user who harvests the ID numbers of all tasks is stopped, and operators are told', async () => {
    const city = await enter('S0099')
    const answers: number[] = []
    for (let at = 0; at < 24; at++) answers.push((await city('POST', '/unmask', look('idNumber'))).status)
    expect(answers.filter((status) => status === 200)).toHaveLength(20)
    expect(answers.at(-1)).toBe(429)
    expect((await metrics.exposition()).text).toMatch(/^console_unusual_looks_total [1-9]/m)
  })
})
