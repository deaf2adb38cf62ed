import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idNumber } from './id-number.ts'
import { type Answer, type Asker, type Installation, installSample } from './installation.ts'
import { scenario } from './sample.ts'
import { tasksIn } from './what-came-out.ts'

let city: Installation
let neighbour: Asker
let taskId: string
beforeAll(async () => {
  city = await installSample()
  const { sql } = city.standalone.engines
  const family = scenario('big-bill')
  const task = (await tasksIn(sql)).find(({ householdNo }) => householdNo === family.householdNo)
  taskId = task?.taskId ?? ''
  const [other] = await sql.query<{ staffNo: string }>(
    `select staff_no as "staffNo" from staff where role = 'grid-worker' and region not like $1 order by 1 limit 1`,
    [`${family.village.slice(0, 6)}%`],
  )
  neighbour = await city.signIn(other?.staffNo ?? '')
})
afterAll(() => city?.close())

const expectProblem = ({ status, type, body }: Answer, expected: number): void => {
  expect(status).toBe(expected)
  expect(type).toContain('application/problem+json')
  expect(body).toMatchObject({ status: expected, title: expect.any(String), detail: expect.any(String) })
}

const send = (body: string, type = 'application/json', feed = 'fire'): Promise<Answer> =>
  city.request(`/feeds/${feed}/records`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${city.standalone.token}`, 'content-type': type },
  })

const stranger = idNumber('1975-01-01', 7)
const record = (region: string) => ({
  地址: '某村',
  区划代码: region,
  工单号: '12345-1',
  身份证号: stranger,
  姓名: '赵六',
  来电时间: '2026-10-30 09:12:00',
  类别: '生活困难求助',
  内容: '请求帮助',
})

describe('a request that cannot be served', () => {
  test('that is no JSON is answered with what is wrong', async () => {
    expectProblem(await send('{"身份证号": "3502'), 400)
    expectProblem(await send('[1, 2]'), 400)
    expectProblem(await send('[]'), 400)
    expectProblem(await send('{"a"\n{"b"\n', 'application/x-ndjson'), 400)
  })

  test('in an encoding that is not the one it names is answered so', async () => {
    const gb = await city.request('/feeds/fire/records', {
      method: 'POST',
      body: Uint8Array.from([0x7b, 0x22, 0xc9, 0xed, 0x22, 0x3a, 0x31, 0x7d]),
      headers: { authorization: `Bearer ${city.standalone.token}`, 'content-type': 'application/json' },
    })
    expectProblem(gb, 400)
  })

  test('for an interface that nobody declared is not found', async () => {
    expectProblem(await send('{}', 'application/json', 'no-such-feed'), 404)
  })

  test('with a day that never was is refused', async () => {
    expectProblem(await city.deliver('消防_火灾.csv', '地址,身份证号\n', { asOf: '2026-02-30' }), 400)
  })
})

describe('a request of somebody who may not', () => {
  test.each(['/tasks', '/feeds', '/quarantine', '/ledger', '/households/350100000001/explanation'])(
    'nobody reads %s without saying who asks',
    async (path) => {
      expectProblem(await city.request(path), 401)
      expectProblem(await city.request(path, { headers: { authorization: 'Bearer wrong' } }), 401)
      expectProblem(await city.request(path, { headers: { cookie: 'shouwang_session=wrong' } }), 401)
    },
  )

  test('nobody delivers without saying who sends', async () => {
    expectProblem(await city.request('/deliveries?fileName=a.csv', { method: 'POST', body: 'a,b\n1,2\n' }), 401)
  })

  test('a grid worker of another village sees neither the task nor the family', async () => {
    expectProblem(await neighbour.get(`/tasks/${taskId}`), 404)
    expectProblem(await neighbour.post(`/tasks/${taskId}/accept`), 404)
    expectProblem(await neighbour.get(`/households/${scenario('big-bill').householdNo}/explanation`), 404)
    const { body } = await neighbour.get('/tasks?limit=200')
    expect(JSON.stringify(body)).not.toContain(taskId)
  })

  test('a grid worker neither sends records nor reads the account', async () => {
    expectProblem(await neighbour.post('/feeds/fire/records', record('350203001201')), 403)
    expectProblem(await neighbour.get('/ledger'), 403)
    expectProblem(await neighbour.get('/quarantine'), 403)
  })
})

test('a family in a village that no list knows is taken, and its task goes to the district with a flag', async () => {
  const answer = await send(JSON.stringify(record('350203999999')), 'application/json', 'help-order')
  expect(answer.status).toBe(202)
  await city.untilIdle()
  const { sql } = city.standalone.engines
  const household = `~${city.standalone.identity.person(stranger)}`
  const task = (await tasksIn(sql)).find((one) => one.household === household)
  expect(task).toMatchObject({ region: '350203999999', flags: ['unknown-region'] })
  const [assignee] = await sql.query('select role, region from staff where staff_no = $1', [task?.assignee])
  expect(assignee).toEqual({ role: 'district', region: '350203000000' })
})
