import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ShadowAnswer } from '@shouwang/console-api'
import { addDays } from '@shouwang/contracts'
import { seedStaff } from '@shouwang/postgres/testing'
import { openStandalone, type Standalone } from '@shouwang/standalone'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csv } from './csv.ts'
import { idNumber } from './id-number.ts'
import { askerOf, install, settingsOf } from './installation.ts'
import { sampleDay } from './sample.ts'
import { assessmentOf, indicatorsOf, tasksIn } from './what-came-out.ts'

const indicator = 'recipient-home-contracted'
const [siming, huli] = ['350203000000', '350206000000']
const families = [
  { household: '350200000021', id: idNumber('1965-01-01', 1), village: '350203001201' },
  { household: '350200000022', id: idNumber('1966-02-02', 2), village: '350206001201' },
] as const
const [own, neighbour] = families
const from = addDays(sampleDay, 1)

let folder: string
let open: Standalone
let before: { readonly tasks: readonly string[]; readonly city: ShadowAnswer; readonly levels: readonly string[] }

/** The households that have a task with the lead of the indicator. */
const raisedIn = async (standalone: Standalone): Promise<readonly string[]> =>
  (await tasksIn(standalone.engines.sql))
    .filter((task) => indicatorsOf(task).includes(indicator))
    .map(({ household }) => household)

const shadowOf = async (standalone: Standalone, region: string, query = ''): Promise<ShadowAnswer> => {
  const answer = await (await askerOf(standalone, 'C0001')).get(`/reports/shadow?region=${region}${query}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as unknown as ShadowAnswer
}

const rowOf = ({ indicators }: ShadowAnswer) => indicators.find((row) => row.indicator === indicator)

/** A family on 低保 whose head has just signed for a flat, in each of two districts. */
const files = {
  '公安_户籍人口_20260930.csv': csv(
    ...families.map(({ household, id, village }) => ({
      户号: household,
      公民身份号码: id,
      姓名: '方家',
      与户主关系: 0,
      区划代码: village,
    })),
  ),
  '民政_救助名册_20261031.csv': csv(
    ...families.map(({ household, id }) => ({
      家庭编号: `D${household}`,
      身份证号: id,
      姓名: '方家',
      救助类型: '低保',
      状态: '在保',
      户月保障金额: 900,
      起始日期: '2026-06-01',
      终止日期: '',
    })),
  ),
  '住建_商品房网签.csv': csv(
    ...families.map(({ id }, index) => ({
      网签合同编号: `WQ${index}`,
      身份证号: id,
      姓名: '方家',
      网签面积: 89,
      合同总价: 900_000,
      网签日期: '2026-09-01',
      网签状态: '已备案',
    })),
  ),
}

beforeAll(async () => {
  const city = await install()
  folder = await mkdtemp(join(tmpdir(), 'shouwang-shadow-'))
  const { sql } = city.standalone.engines
  await seedStaff(sql, ['C0001', '起草人', 'city', '350200000000'], ['C0002', '确认人', 'city', '350200000000'])
  for (const [fileName, text] of Object.entries(files))
    expect(await city.deliver(fileName, text)).toMatchObject({ status: 202 })
  await city.untilIdle()
  const levels = await Promise.all(families.map(async ({ household }) => (await assessmentOf(sql, household)).level))
  before = {
    tasks: await raisedIn(city.standalone),
    city: await shadowOf(city.standalone, '350200000000'),
    levels,
  }
  const draft = rowOf(await shadowOf(city.standalone, siming, `&useFrom=${from}`))?.draft
  if (draft == null) return expect.fail('the district has no draft that takes the indicator into use')
  const [drafter, second] = [await askerOf(city.standalone, 'C0001'), await askerOf(city.standalone, 'C0002')]
  const proposed = await drafter.post('/policy-drafts', { files: draft, why: '试看后启用' })
  expect(proposed.status, JSON.stringify(proposed.body)).toBe(202)
  const confirmed = await second.post(`/proposals/${proposed.body.proposal}/confirm`)
  expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200)
  await city.standalone.close()
  await rename(city.folder, join(folder, 'data'))
  open = await openStandalone({ ...settingsOf(join(folder, 'data')), SHOUWANG_AS_OF: from })
  await open.doWhatIsDue()
  await open.untilIdle()
})
afterAll(async () => {
  await open?.close()
  await rm(folder, { recursive: true, force: true })
})

test('in shadow it makes no task and no level, and is counted by town', () => {
  expect(before.tasks).toEqual([])
  expect(before.levels).toEqual(['none', 'none'])
  expect(rowOf(before.city)).toMatchObject({ inUse: false, households: 2 })
  expect(rowOf(before.city)?.areas.map(({ area }) => area)).toEqual(['350203001000', '350206001000'])
  expect(rowOf(before.city)?.visits).toEqual({ judged: 0, confirmed: 0, refuted: 0 })
})

test('taken into use by a draft that a second person confirmed, it makes a task there', async () => {
  expect(await raisedIn(open)).toEqual([own.household])
  expect(rowOf(await shadowOf(open, siming))).toMatchObject({ inUse: true, households: 0, draft: null })
})

test('the neighbouring district stays quiet, and goes on counting', async () => {
  const { shadow, fires } = await assessmentOf(open.engines.sql, neighbour.household)
  expect(fires).toEqual([])
  expect(shadow?.filter(({ status }) => status === 'fires').map((told) => told.indicator)).toEqual([indicator])
  expect(rowOf(await shadowOf(open, huli))).toMatchObject({ inUse: false, households: 1 })
})
