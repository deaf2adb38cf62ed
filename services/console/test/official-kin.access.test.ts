import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { STAFF, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

describe('what each role may do with the register of officials’ kin', () => {
  const may = ['district', 'city', 'auditor'] as const
  tryEveryRole([
    { method: 'GET', path: '/official-kin', may },
    { method: 'GET', path: '/official-kin/350100000001', may },
  ])
})

describe('the register of officials’ kin', () => {
  let world: FakeBackend
  beforeAll(async () => {
    world = await fakeBackend()
  })
  afterAll(() => world.sql.close())

  test('is written by the district and the city alone, and of nobody who was not declared', async () => {
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    const record = { type: 'RecordKin', declarationNo: 'BA1', note: '已核实' }
    const statusOf = async (role: keyof typeof STAFF) =>
      (await (await signInAs(app, STAFF[role]))('POST', '/official-kin/350100000001/commands', record)).status
    const tried = ['grid-worker', 'coordinator', 'auditor', 'data', 'department', 'district', 'city'] as const
    expect(await Promise.all(tried.map(statusOf))).toEqual([403, 403, 403, 403, 403, 409, 409])
  })
})
