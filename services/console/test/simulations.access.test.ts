import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FactBook } from '@shouwang/household'
import { loadPolicies, policyDirectory } from '@shouwang/policy'
import {
  encodeFactBook,
  loadCoverage,
  readGlances,
  readStoredOf,
  type Sql,
  type StoredHouseholds,
} from '@shouwang/postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { comparePolicies } from '../src/backend/compare-policies.ts'
import { compareOnThreads } from '../src/backend/comparison-pool.ts'
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

/** An old man who lives alone on 1,200 yuan a month: above the standard, and below the raised one. */
const seedElder = async (sql: Sql): Promise<void> => {
  const stated = { revision: 1, retracted: false, day: '2026-10-01' }
  const registered = {
    householdNo: 'e1',
    relation: 'head',
    sex: 'male',
    birthDate: '1950-01-01',
    region: '350203001201',
  }
  const book = {
    ResidentRegistered: new Map([['r', { ...stated, feed: 'resident-register', provider: '公安', data: registered }]]),
    PensionPaid: new Map([
      [
        '2026-10',
        {
          ...stated,
          feed: 'pension-pay',
          provider: '人社',
          data: { kind: 'urban-employee', month: '2026-10', amountFen: 120_000 },
        },
      ],
    ]),
  } as unknown as FactBook
  await sql.query(`insert into persons (person, household, register_no, facts) values ($1, 'e1', 'e1', $2)`, [
    `p_${'e'.repeat(24)}`,
    encodeFactBook(book),
  ])
  await sql.query(
    `insert into households (household, household_no, region, day, version, level, fingerprint, level_history, assessment)
     values ('e1', 'e1', '350203001201', '2026-10-31', 1, 'none', '/', '{}', '{}')`,
  )
  for (const feed of ['assistance-roll', 'social-insurance', 'pension-pay'])
    await sql.query(
      `insert into coverage (feed, region, day, through_month) values ($1, '350200000000', '2026-10-31', '2026-10')
       on conflict do nothing`,
      [feed],
    )
}

describe('who may try a policy', () => {
  tryEveryRole([{ method: 'POST', path: '/simulations', body: { files }, may: ['district', 'city'] }])
})

describe('trying a policy', () => {
  let world: FakeBackend
  let city: Ask
  let district: Ask
  beforeAll(async () => {
    world = await fakeBackend()
    await seedElder(world.sql)
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
    expect(answer.status).toBe(409)
    expect((await answer.json()).detail).toContain(`${path}: values.`)
  })

  test('a file that lies elsewhere than under the policies is refused', async () => {
    const answer = await city('POST', '/simulations', { files: { '../secret.yaml': 'x: 1' } })
    expect(answer.status).toBe(409)
  })

  test('a district tries a policy on its own households only', async () => {
    expect((await district('POST', '/simulations', { files, region: '350205000000' })).status).toBe(403)
  })

  test('two drafts are tried on the same households, each with its own counts', async () => {
    const lowered = { [path]: raised.replace('value: 1300', 'value: 600') }
    const alone = await (await city('POST', '/simulations', { files: lowered })).json()
    const { against, ...first } = await (await city('POST', '/simulations', { files, against: lowered })).json()
    expect(against).toEqual(alone)
    expect(first).toEqual(await (await city('POST', '/simulations', { files })).json())
    expect(first).not.toEqual(against)
  })

  test('households that are counted on threads come to the same as those counted at once', async () => {
    const batches: StoredHouseholds[] = []
    for await (const names of readGlances(world.sql, '', 1))
      if (names[0] !== undefined) batches.push(await readStoredOf(world.sql, [names[0].household]))
    const draft = new Map(Object.entries(files))
    const delivered = await loadCoverage(world.sql)
    const asked = {
      directory: policyDirectory,
      inForce: new Map(),
      drafts: [draft, new Map()],
      day: '2026-10-31',
      delivered,
    }
    const at = comparePolicies({
      inForce: loadPolicies(),
      drafts: [loadPolicies(policyDirectory, draft), loadPolicies()],
      day: asked.day,
      delivered,
    })
    for (const batch of batches) at.count(batch)
    const counted = await compareOnThreads(
      asked,
      (async function* () {
        yield* batches
      })(),
    )
    expect(counted).toEqual(at.countedIn(''))
    expect(counted[0]?.households).toBe(batches.length)
    expect(counted[0]?.changed).toBeGreaterThan(0)
    expect(counted[1]?.changed).toBe(0)
  })
})
