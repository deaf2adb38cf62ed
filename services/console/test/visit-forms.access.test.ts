import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend, taskIdOf } from './test-data/fake-backend.ts'
import { realTasks } from './test-data/real-tasks.ts'

const task = `/tasks/${taskIdOf('350100000001')}`
const signature = 'data:image/png;base64,AAAA'

describe('who reads and fills in the form of a visit', () => {
  tryEveryRole([{ method: 'GET', path: `${task}/form`, may: ['grid-worker', 'coordinator', 'district', 'city'] }])
})

describe('a form that a family filled in', () => {
  let world: FakeBackend
  let worker: Ask
  let district: Ask
  let members: { person: string; name: string }[]
  beforeAll(async () => {
    world = await fakeBackend(realTasks)
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    worker = await signInAs(app, 'W0001')
    district = await signInAs(app, 'Q0001')
    members = (await (await worker('GET', `${task}/form`)).json()).members
  })
  beforeEach(() => world.sql.query('delete from rate_limits'))
  afterAll(() => world.sql.close())

  const filled = (more: object = {}) => ({
    ...{ commandId: 'phone-form-1', formId: 'household', version: 1, visitors: ['林英文', '何静'], signature },
    answers: {
      members: Object.fromEntries(members.map(({ person }) => [person, { health: 'good', doing: 'odd-jobs' }])),
      income: { home: { total: 1500 } },
      supporters: { s1: { name: '李大', relation: 'son', 'id-number': '350205198105135198', gives: 200 } },
      housing: { home: { type: 'rented', condition: 'worn' } },
      needs: { home: { cause: ['illness'], 'kin-of-staff': false } },
      opinion: { home: { finding: '符合条件' } },
    },
    ...more,
  })

  test('is refused with all that it lacks: answers, a second visitor, the signature or why there is none', async () => {
    const { answers } = filled()
    const lacking = { visitors: ['林英文'], signature: null, answers: { ...answers, income: {} } }
    const refused = await worker('POST', `${task}/form`, filled(lacking))
    expect(refused.status).toBe(409)
    expect((await refused.json()).detail).toBe(
      '调查表还不完整：请填写：全家每月总收入（自述，元）；须有 2 名调查人；请家庭签字，或写明没有签字的原因。',
    )
    expect((await worker('POST', `${task}/form`, filled({ version: 9 }))).status).toBe(409)
  })

  test('is kept sealed, once however often it is sent, and stands in the history', async () => {
    const saved = await worker('POST', `${task}/form`, filled({ letter: ['deposits'] }))
    expect(saved.status).toBe(200)
    expect(JSON.stringify((await saved.json()).history)).toContain('已填入户调查表（第1版）')
    expect((await worker('POST', `${task}/form`, filled({ letter: ['deposits'] }))).status).toBe(200)
    const rows = await world.sql.query<Record<string, unknown>>('select * from visit_forms')
    expect(rows).toMatchObject([{ form_id: 'household', declared_monthly_fen: 150_000 }])
    expect(JSON.stringify(rows)).not.toMatch(/李大|符合条件/)
  })

  test('sends supporters whose number is known the way of all records', () => {
    expect(world.rows.at(-1)).toMatchObject({
      feed: 'visit-supporters',
      rows: [{ 赡养人姓名: '李大', 赡养人关系: '儿子' }],
    })
  })

  test('is read again by who opened the visit and by the district, and asks nothing that offices know', async () => {
    expect((await (await worker('GET', `${task}/form`)).json()).saved).toBeNull()
    await worker('POST', `${task}/visit`)
    expect((await (await worker('GET', `${task}/form`)).json()).saved).toMatchObject({ visitors: ['林英文', '何静'] })
    const seen = await (await district('GET', `${task}/form`)).json()
    expect(seen.saved.letter).toMatchObject({ scope: ['deposits'] })
    for (const { at } of seen.known) expect(at).toMatch(/^[a-z-]+\/[^/]+\/[a-z-]+$/)
  })

  test('gives its declared income and its letter to the result and to the case that it opens', async () => {
    await worker('POST', `${task}/outcome`, { outcome: 'eligible-apply' })
    const [line] = await world.sql.query<{ event: string }>(
      `select event from task_events where type = 'OutcomeRecorded' order by at desc, seq desc limit 1`,
    )
    expect(JSON.parse(line?.event ?? '{}')).toMatchObject({ declaredMonthlyFen: 150_000 })
    const [opened] = await world.sql.query<{ state: string }>('select state from cases')
    expect(JSON.parse(opened?.state ?? '{}')).toMatchObject({ authorisation: { scope: ['deposits'] } })
  })
})
