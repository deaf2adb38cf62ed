import type { ProposalListAnswer } from '@shouwang/console-api'
import { readStaff, saveProposals } from '@shouwang/postgres'
import { seedStaff } from '@shouwang/postgres/testing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { type Ask, STAFF, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

let world: FakeBackend
let security: Ask
const enter = (staffNo: string) => signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), staffNo)
beforeAll(async () => {
  world = await fakeBackend()
  await seedStaff(
    world.sql,
    ['D0001', '许数据', 'data', '350203000000'],
    ['A0002', '第二安全员', 'security-admin', '350203000000'],
  )
  security = await enter(STAFF['security-admin'])
})
afterEach(() => world.sql.query('delete from proposals'))
afterAll(() => world.sql.close())

const propose = async (subject: string, role: string, by: string) => {
  const change = JSON.stringify({ staffNo: subject, name: '许数据', role, region: '350200000000', phoneSealed: null })
  const about = { kind: 'staff' as const, subject, change, why: 'd-1', region: '350200000000', proposedBy: by }
  return (await saveProposals(world.sql, [about]))[0]
}

test('who proposed his own promotion can neither confirm it nor see it applied before another did', async () => {
  const id = await propose('D0001', 'city', 'D0001')
  const himself = await enter('D0001')
  expect((await himself('POST', `/proposals/${id}/confirm`)).status).toBe(404)
  expect((await readStaff(world.sql, 'D0001'))?.role).toBe('data')
  const listed = (await (await security('GET', '/proposals')).json()) as ProposalListAnswer
  expect(listed.proposals).toMatchObject([
    { id, what: '工号 D0001：许数据，市级，负责区划 350200000000', mayDecide: true },
  ])
  expect((await security('POST', `/proposals/${id}/confirm`)).status).toBe(200)
  expect((await readStaff(world.sql, 'D0001'))?.role).toBe('city')
  expect((await himself('GET', '/me')).status).toBe(401)
  expect((await security('POST', `/proposals/${id}/refuse`)).status).toBe(409)
})

test('a security administrator confirms neither what he proposed nor what concerns himself', async () => {
  const own = await propose('D0001', 'city', STAFF['security-admin'])
  expect((await security('POST', `/proposals/${own}/confirm`)).status).toBe(403)
  const about = await propose(STAFF['security-admin'], 'city', 'D0001')
  expect((await security('POST', `/proposals/${about}/confirm`)).status).toBe(403)
})

test('a security administrator of a district is not asked about the rest of the city', async () => {
  const id = await propose('D0001', 'city', 'D0001')
  const district = await enter('A0002')
  expect(await (await district('GET', '/proposals')).json()).toEqual({ proposals: [] })
  expect((await district('POST', `/proposals/${id}/confirm`)).status).toBe(404)
})
