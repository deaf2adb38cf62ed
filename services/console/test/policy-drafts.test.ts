import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PolicyAdoptionListAnswer, PolicyDraftAnswer } from '@shouwang/console-api'
import { policyDirectory } from '@shouwang/policy'
import { seedStaff } from '@shouwang/postgres/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

const path = 'regions/350200/dibao/monthly-standard.yaml'
const shipped = readFileSync(join(policyDirectory, path), 'utf8').trimEnd()
const raisedFrom = (from: string, value: number | string, text = shipped) =>
  `${text}\n  - from: ${from}\n    value: ${value}\n    source: { title: 草案, publisher: 厦门市民政局, confidence: high }\n`
const why = '厦民〔2026〕1号'

describe('who may propose a draft of policy, and see what was adopted', () => {
  tryEveryRole(
    [
      {
        method: 'POST',
        path: '/policy-drafts',
        body: { files: { [path]: raisedFrom('2027-01-01', 1300) }, why },
        may: ['city'],
      },
      {
        method: 'GET',
        path: '/policy-adoptions',
        may: ['grid-worker', 'coordinator', 'district', 'city', 'data', 'system-admin', 'security-admin'],
      },
      {
        method: 'GET',
        path: `/policy-files?path=${path}`,
        may: ['grid-worker', 'coordinator', 'district', 'city', 'data', 'system-admin', 'security-admin'],
      },
    ],
    (sql) => sql.query('delete from proposals'),
  )
})

describe('a draft that is to be adopted', () => {
  let world: FakeBackend
  let city: Ask
  let second: Ask
  let district: Ask
  beforeAll(async () => {
    world = await fakeBackend()
    await seedStaff(world.sql, ['C0002', '第二人', 'city', '350200000000'])
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    city = await signInAs(app, 'S0001')
    second = await signInAs(app, 'C0002')
    district = await signInAs(app, 'Q0001')
  })
  afterEach(async () => {
    await world.sql.query('delete from policy_adoptions')
    await world.sql.query('delete from proposals')
  })
  afterAll(() => world.sql.close())

  const propose = async (text: string, more: object = {}): Promise<PolicyDraftAnswer> => {
    const answer = await city('POST', '/policy-drafts', { files: { [path]: text }, why, ...more })
    expect(answer.status).toBe(202)
    return (await answer.json()) as PolicyDraftAnswer
  }
  const refusal = async (body: object) => {
    const answer = await city('POST', '/policy-drafts', { why, ...body })
    return { status: answer.status, detail: ((await answer.json()) as { detail: string }).detail }
  }
  const adopted = async () =>
    ((await (await city('GET', '/policy-adoptions')).json()) as PolicyAdoptionListAnswer).adoptions

  test('says what it changes, and holds from its day once another person confirmed it', async () => {
    const proposed = await propose(raisedFrom('2027-01-01', 1300))
    expect(proposed).toMatchObject({
      from: '2027-01-01',
      says: expect.arrayContaining(['厦门市 最低生活保障标准（dibao/monthly-standard） 1,120 元 → 1,300 元']),
    })
    expect((await city('POST', `/proposals/${proposed.proposal}/confirm`)).status).toBe(403)
    expect(await adopted()).toEqual([])
    const opened = await (await second('GET', `/policy-drafts/${proposed.proposal}`)).json()
    expect(opened).toMatchObject({ digest: proposed.digest, why, files: { [path]: raisedFrom('2027-01-01', 1300) } })
    expect((await second('POST', `/proposals/${proposed.proposal}/confirm`)).status).toBe(200)
    expect(await adopted()).toMatchObject([
      { from: '2027-01-01', proposedBy: 'S0001', confirmedBy: 'C0002', digest: proposed.digest, concerned: null },
    ])
    const file = await (await city('GET', `/policy-files?path=${path}`)).json()
    expect(file).toEqual({ path, text: raisedFrom('2027-01-01', 1300) })
  })

  test('is refused for today or before: processes must know of it when its day begins', async () => {
    const { status, detail } = await refusal({ files: { [path]: raisedFrom('2026-10-01', 1300) }, from: '2026-10-31' })
    expect([status, detail]).toEqual([409, expect.stringContaining('最早从 2026-11-01 起')])
  })

  test('may state a value that began before, and is judged by it from the next day on', async () => {
    expect(await propose(raisedFrom('2026-10-01', 1300))).toMatchObject({ from: '2026-11-01' })
  })

  test('that changes nothing, or cannot be read, is refused with its lines', async () => {
    expect(await refusal({ files: { [path]: shipped } })).toMatchObject({
      status: 409,
      detail: expect.stringContaining('没有改变任何标准'),
    })
    expect(await refusal({ files: { [path]: raisedFrom('2027-01-01', 'many') } })).toMatchObject({
      status: 409,
      detail: expect.stringContaining(`${path}: values.3`),
    })
  })

  test('that is well formed and cannot be, or that no rule would read, is refused with a line each', async () => {
    expect(await refusal({ files: { [path]: raisedFrom('2027-01-01', 113_000) } })).toMatchObject({
      status: 409,
      detail: expect.stringContaining('（dibao/monthly-standard）2027-01-01 的 113000 不可能'),
    })
    const typo = 'regions/350200/dibao/monthly-standrad.yaml'
    expect(
      await refusal({ files: { [path]: raisedFrom('2027-01-01', 1300), [typo]: raisedFrom('2027-01-01', 1300) } }),
    ).toMatchObject({ status: 409, detail: '最低生活保障标准（dibao/monthly-standrad）没有规则读取。' })
    const circle = raisedFrom('2027-01-01', 0).replace('value: 0', 'formula: "tekun/living-monthly ÷ 1.3"')
    expect((await refusal({ files: { [path]: circle } })).detail).toContain('由自己算出自己')
  })

  test('of a region that is not the proposer’s is refused', async () => {
    expect(
      (await district('POST', '/policy-drafts', { files: { [path]: raisedFrom('2027-01-01', 1300) }, why })).status,
    ).toBe(403)
    expect((await refusal({ files: { 'regions/000000/dependant/minor-age.yaml': 'x: 1' } })).status).toBe(403)
    expect((await refusal({ files: { 'regions/370500/dibao/monthly-standard.yaml': 'x: 1' } })).status).toBe(403)
  })

  test('whose file was changed by another that was confirmed first is not confirmed on top of it', async () => {
    const [one, other] = [await propose(raisedFrom('2027-01-01', 1300)), await propose(raisedFrom('2027-02-01', 1400))]
    expect((await second('POST', `/proposals/${one.proposal}/confirm`)).status).toBe(200)
    const answer = await second('POST', `/proposals/${other.proposal}/confirm`)
    expect([answer.status, (await answer.json()).detail]).toEqual([409, expect.stringContaining('又有了别的改动')])
    expect(await adopted()).toHaveLength(1)
  })

  test('that begins with a file of before an adopted draft would lose its value, and is told so', async () => {
    const { proposal } = await propose(raisedFrom('2027-01-01', 1300))
    await second('POST', `/proposals/${proposal}/confirm`)
    expect(await refusal({ files: { [path]: raisedFrom('2027-07-01', 1400) } })).toEqual({
      status: 409,
      detail: `${path}：已采用的自 2027-01-01 起的数值不见了；请在最新文件上起草。`,
    })
    const both = raisedFrom('2027-07-01', 1400, raisedFrom('2027-01-01', 1300).trimEnd())
    expect(await propose(both, { from: '2027-07-01' })).toMatchObject({ from: '2027-07-01' })
    const { detail } = await refusal({ files: { [path]: both }, from: '2026-12-01' })
    expect(detail).toContain('已有草案自 2027-01-01 起改动它')
  })
})
