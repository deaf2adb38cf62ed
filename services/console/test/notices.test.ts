import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend, taskIdOf } from './test-data/fake-backend.ts'

let world: FakeBackend
beforeAll(async () => {
  world = await fakeBackend()
})
afterAll(() => world.sql.close())

test('an instant with an offset that the database does not take broke the list of notices no more', async () => {
  const worker = await signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), 'W0001')
  expect((await worker('POST', '/notices/seen', { until: '2026-10-31T15:35:52+18:35' })).status).toBe(200)
  expect((await worker('POST', '/notices/seen', { until: 'yesterday' })).status).toBe(400)
})

test('a history said that somebody was reminded whom nothing had reached: it tells of it once a message was taken, or he saw it', async () => {
  const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
  const [worker, coordinator] = [await signInAs(app, 'W0001'), await signInAs(app, 'X0001')]
  const taskId = taskIdOf('350100000001')
  await world.sql.query(
    `insert into notices (staff_no, about, seq, kind, at) values ('W0001', $1, 1, 'assigned', '2026-10-30T01:00:00Z')`,
    [taskId],
  )
  await world.sql.query(
    `insert into notice_messages (message_id, channel, staff_no, notices, urgent, people, made_at, next_at, state, fault)
     values ('m-1', 'sms', 'W0001', 1, 0, 1, '2026-10-30T01:30:00Z', '2026-10-30T01:30:00Z', 'failed', 'no-phone')`,
  )
  await world.sql.query(`insert into notice_tellings values ('sms', $1, 1, 'W0001', 'm-1')`, [taskId])
  const firstLine = async () => (await (await worker('GET', `/tasks/${taskId}`)).json()).history[0].text
  const messages = async (query = '') =>
    (await (await coordinator('GET', `/notices/messages${query}`)).json()).messages.map(
      ({ staffNo, stateName, fault }: Record<string, unknown>) => [staffNo, stateName, fault],
    )
  expect(await firstLine()).not.toMatch(/告知|提醒/)
  expect(await messages('?failed=true')).toEqual([['W0001', '没送到', 'no-phone']])
  expect(await (await coordinator('POST', '/notices/messages/retry')).json()).toEqual({ retried: 1 })
  expect(await messages('?failed=true')).toEqual([])
  await world.sql.query(`update notice_messages set state = 'sent', sent_at = '2026-10-30T01:31:00Z', fault = null`)
  expect(await firstLine()).toMatch(/（10-30 09:31 已发短信告知林英文）$/)
  await worker('POST', '/notices/seen', { until: '2026-10-30T02:00:00Z' })
  expect(await firstLine()).toMatch(/（10-30 09:31 已发短信告知林英文；林英文 .+ 已看提醒）$/)
  expect(await messages()).toEqual([['W0001', '已送达对方系统', null]])
})
