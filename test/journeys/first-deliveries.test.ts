import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StockAnswer } from '@shouwang/console-api'
import { addDays, type Day } from '@shouwang/contracts'
import { seedRegions, seedStaff } from '@shouwang/postgres/testing'
import { openStandalone, type Standalone } from '@shouwang/standalone'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csv } from './csv.ts'
import { idNumber } from './id-number.ts'
import { type Answer, askerOf, install, settingsOf } from './installation.ts'
import { sampleDay } from './sample.ts'
import { indicatorsOf, isOpen, tasksIn } from './what-came-out.ts'

/** Two districts begin on one day with the same families; one of them takes stock. */
const [siming, huli] = ['350203000000', '350206000000']
const [surveyDays, perDistrict, burdened] = [31, 300, 12]
const begins = addDays(sampleDay, 1)
const billsLead = 'high-medical-selfpay-12m'

type Family = {
  readonly household: string
  readonly id: string
  readonly district: string
  readonly kind: 'burdened' | 'grave' | 'recent' | 'well'
  /** What hospitals billed in spring, or where it is recent this month, in 元. */
  readonly billed: number
}
const kindOf = (nth: number): Family['kind'] =>
  nth < burdened ? 'burdened' : nth === burdened ? 'grave' : nth === burdened + 1 ? 'recent' : 'well'
const families = [siming, huli].flatMap((district, of) =>
  Array.from({ length: perDistrict }, (_, nth): Family => {
    const n = of * perDistrict + nth
    const kind = kindOf(nth)
    const household = `3502000${String(n).padStart(5, '0')}`
    const billed =
      kind === 'grave' ? 120_000 : kind === 'recent' ? 42_000 : kind === 'burdened' ? 42_000 + 500 * nth : 0
    return { household, id: idNumber(addDays('1958-01-01', n), 1), district, kind, billed }
  }),
)
const ofKind = (district: string, ...kinds: readonly Family['kind'][]): readonly string[] =>
  families.filter((one) => one.district === district && kinds.includes(one.kind)).map(({ household }) => household)

const villageOf = (district: string): string => `${district.slice(0, 6)}001201`
const resident = ({ household, id, district }: Family) => ({
  户号: household,
  公民身份号码: id,
  姓名: '林家',
  与户主关系: 0,
  区划代码: villageOf(district),
})
const bills = (of: readonly Family[]): string =>
  csv(
    ...of.map(({ id, household, billed, kind }) => ({
      setl_id: `S${household}`,
      psn_cert_no: id,
      psn_name: '林家',
      med_type: 21,
      setl_time: `${kind === 'recent' ? '2026-10-20' : '2026-04-01'} 10:00:00`,
      medfee_sumamt: billed,
      fulamt_ownpay_amt: 0,
      inscp_scp_amt: billed,
      hifp_pay: 20_000,
      psn_part_amt: billed - 20_000,
      refd_setl_flag: 0,
    })),
  )
const firstFiles = {
  '公安_户籍人口_20261031.csv': csv(...families.map(resident)),
  '人社_养老金发放.csv': csv(
    ...families.map(({ id }) => ({ 身份证号: id, 姓名: '林家', 待遇类别: '城镇职工', 发放月: '2026-10', 金额: 3000 })),
  ),
  '民政_救助名册_20261031.csv': csv({
    家庭编号: 'D1',
    身份证号: idNumber('1970-01-01', 9),
    姓名: '别家人',
    救助类型: '低保',
    状态: '在保',
    户月保障金额: 900,
    起始日期: '2025-01-01',
    终止日期: '',
  }),
  '人社_社保缴费.csv': csv({
    身份证号: idNumber('1990-01-01', 8),
    姓名: '别家人',
    单位名称: '某公司',
    费款所属期: '2026-10',
    缴费基数: 6000,
  }),
  '医保_结算明细.csv': bills(families.filter(({ billed }) => billed > 0)),
}

let folder: string
let city: Standalone

const openOn = async (day: Day): Promise<void> => {
  city = await openStandalone({ ...settingsOf(join(folder, 'data')), SHOUWANG_AS_OF: day })
  await city.untilIdle()
}
const toNextDay = async (day: Day): Promise<void> => {
  await city.close()
  await openOn(day)
  await superviseNow()
}
const superviseNow = async (): Promise<void> => {
  await city.doWhatIsDue()
  await city.untilIdle()
}
const deliver = async (files: Readonly<Record<string, string>>, asOf: Day): Promise<void> => {
  for (const [fileName, body] of Object.entries(files)) {
    const headers = { authorization: `Bearer ${city.token}`, 'content-type': 'application/octet-stream' }
    const query = new URLSearchParams({ fileName, asOf })
    const answer = await city.app.request(`/api/v1/deliveries?${query}`, { method: 'POST', body, headers })
    expect(answer.status, await answer.text()).toBe(202)
  }
  await city.untilIdle()
}
const openIn = async (district: string): Promise<readonly string[]> =>
  (await tasksIn(city.engines.sql))
    .filter((task) => isOpen(task) && task.region?.startsWith(district.slice(0, 6)) && task.direction === 'missed')
    .map(({ household }) => household)
const listOf = async (district: string, query = ''): Promise<StockAnswer> => {
  const answer = await (await askerOf(city, 'C0001')).get(`/stock-list?region=${district}&limit=200${query}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as unknown as StockAnswer
}
const waitingIn = async (district: string): Promise<readonly string[]> =>
  (await listOf(district)).households.map(({ householdNo }) => householdNo)
const ok = ({ status, body }: Answer): Answer['body'] => {
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  return body
}

beforeAll(async () => {
  const before = await install()
  folder = await mkdtemp(join(tmpdir(), 'shouwang-first-'))
  await seedStaff(
    before.standalone.engines.sql,
    ['C0001', '起草人', 'city', '350200000000'],
    ['C0002', '确认人', 'city', '350200000000'],
    ['W0001', '林', 'grid-worker', villageOf(siming)],
  )
  await seedRegions(before.standalone.engines.sql, [villageOf(siming), '东风社区', siming])
  city = before.standalone
  const { draft } = (await listOf(siming, `&surveyDays=${surveyDays}`)).survey
  const [drafter, second] = [await before.signIn('C0001'), await before.signIn('C0002')]
  const { proposal } = ok(await drafter.post('/policy-drafts', { files: draft, why: '启用守望，先行摸排' }))
  ok(await second.post(`/proposals/${proposal}/confirm`))
  await before.standalone.close()
  await rename(before.folder, join(folder, 'data'))
  await openOn(begins)
  await deliver(firstFiles, begins)
})
afterAll(async () => {
  await city?.close()
  await rm(folder, { recursive: true, force: true })
})

test('first files open no task for each old situation; what is grave or has just happened opens one at once', async () => {
  expect((await listOf(siming)).survey).toEqual({ isOn: true, draft: null })
  expect(await openIn(siming)).toEqual(ofKind(siming, 'grave', 'recent'))
  expect((await waitingIn(siming)).toSorted()).toEqual(ofKind(siming, 'burdened'))
})

test('the list holds the rest, each with reasons and a last day', async () => {
  const { households } = await listOf(siming)
  expect(households).toHaveLength(burdened)
  for (const { reasons, since, by } of households) {
    expect(reasons.map(({ indicator }) => indicator)).toContain(billsLead)
    expect([since, by]).toEqual([begins, addDays(begins, 365)])
  }
})

test('a neighbour that takes no stock gets its tasks as before', async () => {
  expect(await openIn(huli)).toEqual(ofKind(huli, 'burdened', 'grave', 'recent'))
  expect(await waitingIn(huli)).toEqual([])
})

test('day by day the best of the list become tasks, as many as the district can visit', async () => {
  let [next]: readonly (string | undefined)[] = []
  for (let day = addDays(begins, 1), nth = 0; nth < 3; nth++, day = addDays(day, 1)) {
    await toNextDay(day)
    const [underWay, list] = [await openIn(siming), await listOf(siming)]
    expect(new Set([...underWay, ...list.households.map(({ householdNo }) => householdNo)]).size).toBe(
      underWay.length + list.total,
    )
    expect(list.total).toBe(burdened - 1 - nth)
    const drawn = underWay.filter((household) => ofKind(siming, 'burdened').includes(household))
    expect(drawn).toEqual([next ?? drawn[0]])
    next = list.households[0]?.householdNo
    await superviseNow()
    expect(await openIn(siming)).toEqual(underWay)
    const task = (await tasksIn(city.engines.sql)).find((one) => isOpen(one) && one.household === drawn[0])
    const worker = await askerOf(city, 'W0001')
    ok(await worker.post(`/tasks/${task?.taskId}/outcome`, { outcome: 'not-eligible', note: '子女按月给生活费' }))
  }
})

test('after the survey a new lead opens its task at once, and who still waits stays on the list', async () => {
  const after = addDays(begins, surveyDays + 2)
  await toNextDay(after)
  const waiting = await waitingIn(siming)
  const [well] = families.filter(({ district, kind }) => district === siming && kind === 'well')
  if (well === undefined) return expect.fail('nobody is well')
  await deliver({ '医保_结算明细.csv': bills([{ ...well, billed: 45_000 }]) }, after)
  const task = (await tasksIn(city.engines.sql)).find((one) => isOpen(one) && one.household === well.household)
  expect(task === undefined ? [] : indicatorsOf(task)).toContain(billsLead)
  expect(waiting.length).toBeGreaterThan(0)
  expect(await waitingIn(siming)).toEqual(waiting)
  expect((await listOf(siming)).survey.isOn).toBe(false)
})
