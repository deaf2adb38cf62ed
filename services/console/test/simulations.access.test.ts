import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { policyDirectory } from '@shouwang/policy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

const path = 'regions/350200/dibao/monthly-standard.yaml'
const raised = `${readFileSync(join(policyDirectory, path), 'utf8').trimEnd()}
  - from: 2026-10-01
    value: 1300
    source: { title: 草案, publisher: 厦门市民政局, confidence: high }
`
const files = { [path]: raised }

describe('who may try a policy', () => {
  tryEveryRole([{ method: 'POST', path: '/simulations', body: { files }, may: ['district', 'city'] }])
})

describe('trying a policy', () => {
  let world: FakeBackend
  let city: Ask
  let district: Ask
  beforeAll(async () => {
    world = await fakeBackend()
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    city = await signInAs(app, 'S0001')
    district = await signInAs(app, 'Q0001')
  })
  afterAll(() => world.sql.close())

  test('a draft that changes nothing changes nobody', async () => {
    const same = { [path]: readFileSync(join(policyDirectory, path), 'utf8') }
    const told = await (await city('POST', '/simulations', { files: same })).json()
    expect(told).toMatchObject({ changed: 0, all: { enter: 0, leave: 0, more: 0, less: 0, yearlyCostFen: 0 } })
    expect(told.looked).toBeGreaterThan(0)
  })

  test('no task and no assessment is touched, and the try is in the audit', async () => {
    const rows = () => world.sql.query('select household, day, version, fingerprint from households order by household')
    const before = await rows()
    expect((await city('POST', '/simulations', { files })).status).toBe(200)
    expect(await rows()).toEqual(before)
    const lines = await world.sql.query('select who, action, purpose from audit order by seq desc limit 1')
    expect(lines).toEqual([{ who: 'S0001', action: 'POST /simulations', purpose: '政策试算' }])
  })

  test('a draft that cannot be read is refused, a line for each mistake', async () => {
    const answer = await city('POST', '/simulations', { files: { [path]: raised.replace('1300', 'many') } })
    expect(answer.status).toBe(400)
    expect((await answer.json()).detail).toContain(`${path}: values.`)
  })

  test('a file that lies elsewhere than under the policies is refused', async () => {
    const answer = await city('POST', '/simulations', { files: { '../secret.yaml': 'x: 1' } })
    expect(answer.status).toBe(400)
  })

  test('a district tries a policy on its own households only', async () => {
    expect((await district('POST', '/simulations', { files, region: '350205000000' })).status).toBe(403)
  })
})
