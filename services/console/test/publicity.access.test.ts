import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

describe('what each role may do with notice boards', () => {
  tryEveryRole([{ method: 'GET', path: '/publicity', may: ['grid-worker', 'coordinator', 'district', 'city'] }])
})

describe('a notice board', () => {
  const village = '350203001201'
  let world: FakeBackend
  let worker: Ask
  let district: Ask
  beforeAll(async () => {
    world = await fakeBackend()
    await world.sql.query(
      `insert into publicity_due (decision_no, case_id, household, household_no, region, programme, amount_fen, starts_on, decided_on)
       select 'C-x-d1', 'C-x', household, household_no, $1, 'dibao', 120000, '2026-10-31', '2026-10-31'
       from households where household_no = '350100000001'`,
      [village],
    )
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    worker = await signInAs(app, 'W0001')
    district = await signInAs(app, 'Q0001')
  })
  afterAll(() => world.sql.close())
  const draw = { commandId: 'b1', kind: 'decisions', region: village, programme: 'dibao' }

  test('is drawn for one village of the asker’s regions', async () => {
    expect((await district('POST', '/publicity', { ...draw, region: '350203001000' })).status).toBe(409)
    expect((await worker('POST', '/publicity', { ...draw, region: '350205001201' })).status).toBe(409)
    expect((await worker('POST', '/publicity', { ...draw, programme: 'edge' })).status).toBe(409)
    expect(await (await worker('GET', '/publicity')).json()).toMatchObject({ due: [{ region: village, decisions: 1 }] })
  })

  test('names who objected to the town and above alone, and shows no number of a household’s persons', async () => {
    const drawn = await worker('POST', '/publicity', draw)
    expect(drawn.status).toBe(201)
    const board = await drawn.json()
    const path = `/publicity/${board.boardNo}`
    const hang = { type: 'HangBoard', from: world.backend.today(), place: '村务公开栏' }
    expect((await worker('POST', `${path}/commands`, hang)).status).toBe(200)
    const objection = { commandId: 'o1', nth: 1, note: '他家有车', who: '邻居老周', contact: '13900001111' }
    expect((await worker('POST', `${path}/objections`, { ...objection, nth: 9 })).status).toBe(409)
    expect((await (await district('GET', path)).json()).late).toBeNull()
    const seen = JSON.stringify(await (await worker('GET', path)).json())
    expect(seen).not.toMatch(/\d{17}[\dX]|邻居老周/)
    expect((await worker('POST', '/publicity/P-none/commands', hang)).status).toBe(404)
  })
})
