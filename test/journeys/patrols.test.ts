import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseworkersOf } from './caseworkers.ts'
import { type Asker, type Installation, installSample } from './installation.ts'
import { sampleDay, scenario } from './sample.ts'

const family = scenario('big-bill')
let city: Installation
let worker: Asker
let town: Asker
beforeAll(async () => {
  city = await installSample()
  ;({ worker, town } = await caseworkersOf(city, family))
})
afterAll(() => city?.close())

type Item = { householdNo: string; groups: string[] }
type Listed = {
  now: Item[]
  later: Item[]
  laterTotal: number
  perDay: number
  campaigns: { left: Item[]; total: number; visited: number }[]
}
const listed = async () => (await worker.get('/patrols')).body as unknown as Listed

test('the families of a village that rules name are due at once, no more than a day has room for, and none of them is a task', async () => {
  const { now, laterTotal, perDay } = await listed()
  expect(now.length).toBeGreaterThan(0)
  expect(now.length).toBeLessThanOrEqual(perDay)
  const [row] = await city.standalone.engines.sql.query<{ due: number }>(
    `select count(*)::int as due from households where region = $1 and patrol <> '{}'`,
    [family.village],
  )
  expect(now.length + laterTotal).toBe(row?.due)
  const { body: tasks } = await worker.get('/tasks?limit=100')
  expect(JSON.stringify(tasks)).not.toContain('巡访')
})

test('a grave illness that an office tells of puts a family on the list, and a birth date an elder who lives alone', async () => {
  const groups = await city.standalone.engines.sql.query<{ group: string; households: number }>(
    `select unnest(patrol) as group, count(*)::int as households from households group by 1`,
  )
  const found = new Map(groups.map(({ group, households }) => [group, households]))
  for (const group of ['severe-illness', 'lone-elder', 'low-income', 'severe-disability'])
    expect(found.get(group) ?? 0, group).toBeGreaterThan(0)
})

test('a campaign reaches every door of the village: seen, or told of, until none is left', async () => {
  const asked = { campaignId: 'winter-2026', title: '冬季敲门行动', region: family.village, until: '2026-12-31' }
  const { status, body } = await town.post('/campaigns', asked)
  expect(status).toBe(201)
  const { campaigns } = await listed()
  const [campaign] = campaigns
  expect(campaign).toMatchObject({ total: (body as unknown as { households: number }).households, visited: 0 })
  const doors = campaign?.left ?? []
  expect(doors.map(({ householdNo }) => householdNo)).toContain(family.householdNo)
  for (const [at, { householdNo }] of doors.entries())
    if (householdNo !== family.householdNo)
      expect((await worker.post('/patrols/visits', { householdNo, commandId: `door-${at}-2026` })).status).toBe(201)
  const seen = {
    ...{ kind: 'medical', words: '药快断了，没钱续', channel: 'patrol', householdNo: family.householdNo },
    commandId: 'door-of-the-family',
  }
  expect((await worker.post('/leads', seen)).status).toBe(201)
  await city.untilIdle()
  const after = await town.get('/patrols/coverage')
  const coverage = after.body as unknown as { campaigns: { total: number; visited: number; villages: object[] }[] }
  expect(coverage.campaigns[0]).toMatchObject({ visited: doors.length, total: doors.length })
  expect((await listed()).campaigns[0]?.left).toEqual([])
})

test('what was seen went on with the family as a record of its head, without anybody finding out who', async () => {
  const { sql } = city.standalone.engines
  expect(
    await sql.query(`select person is not null as joined, task_id from reported_leads where channel = 'patrol'`),
  ).toEqual([{ joined: true, task_id: null }])
  const { body } = await worker.get(`/households/${family.householdNo}/explanation`)
  expect(JSON.stringify(body)).toContain(sampleDay)
  const [files] = await sql.query<{ heard: number }>(
    `select count(*)::int as heard from deliveries where feed = 'street-lead' and accepted = 1 and quarantined = 0`,
  )
  expect(files?.heard).toBe(1)
})
