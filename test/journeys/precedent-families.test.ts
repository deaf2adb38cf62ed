import type { FiringVerdict } from '@shouwang/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csv } from './csv.ts'
import { idNumber } from './id-number.ts'
import { type Asker, type Installation, install } from './installation.ts'
import { sampleBytes } from './sample.ts'
import { assessmentOf, indicatorsOf, isOpen, tasksIn } from './what-came-out.ts'

// The families of Xiamen's case conferences (docs/casework.md X1–X3), each beside a neighbour of the same shape.

const village = '350203001201'
const [child, mild, lone, sturdy] = ['350200000021', '350200000022', '350200000023', '350200000024']
const [poor, rechecked, owing, trader] = ['350200000025', '350200000026', '350200000027', '350200000028']

const person = (birthDate: string, nth: number, 姓名: string) => ({ 公民身份号码: idNumber(birthDate, nth), 姓名 })
const hu = person('1985-02-03', 1, '胡大海')
const xiaohu = person('2019-04-05', 2, '胡小海')
const lin = person('1985-02-03', 3, '林大山')
const xiaolin = person('2019-04-05', 4, '林小山')
const wang = person('1951-03-04', 5, '王守田')
const zheng = person('1951-03-04', 6, '郑守田')
const ye = person('1962-03-04', 7, '叶老根')
const yeSons = [person('1990-05-06', 8, '叶大柱'), person('1993-07-08', 9, '叶二柱')]
const su = person('1962-03-04', 10, '苏老根')
const patient = person('1979-09-09', 11, '何欠费')
const seller = person('1980-09-09', 12, '贾小贩')

const resident = (户号: string, who: object, 与户主关系: number) => ({ 户号, ...who, 与户主关系, 区划代码: village })
const employed = (who: { 公民身份号码: string; 姓名: string }, 缴费基数: number) =>
  ['2026-08', '2026-09', '2026-10'].map((费款所属期) => ({
    身份证号: who.公民身份号码,
    姓名: who.姓名,
    单位名称: '某公司',
    费款所属期,
    缴费基数,
  }))
const bill = (
  结算编号: string,
  who: { 公民身份号码: string },
  医疗类别: string,
  结算日期: string,
  own: number,
  total: number,
) => ({
  结算编号,
  身份证号: who.公民身份号码,
  医疗类别,
  结算日期,
  医疗费总额: total,
  全自费金额: own,
  符合政策范围金额: total - own,
  统筹基金支出: total - own,
  个人负担: own,
})
const roll = (家庭编号: string, who: { 公民身份号码: string; 姓名: string }, 最近复核日期: string) => ({
  家庭编号,
  身份证号: who.公民身份号码,
  姓名: who.姓名,
  救助类型: '低保',
  状态: '在保',
  户月保障金额: 2400,
  起始日期: '2025-09-01',
  终止日期: '',
  最近复核日期,
})
const pension = (who: { 公民身份号码: string; 姓名: string }) => ({
  身份证号: who.公民身份号码,
  姓名: who.姓名,
  待遇类别: '城镇职工',
  发放月: '2026-10',
  金额: 2600,
})

const files: Readonly<Record<string, string>> = {
  '公安_户籍人口_20260930.csv': csv(
    resident(child, hu, 0),
    resident(child, xiaohu, 2),
    resident(mild, lin, 0),
    resident(mild, xiaolin, 2),
    resident(lone, wang, 0),
    resident(sturdy, zheng, 0),
    resident(poor, ye, 0),
    ...yeSons.map((son) => resident(poor, son, 2)),
    resident(rechecked, su, 0),
    resident(owing, patient, 0),
    resident(trader, seller, 0),
  ),
  '人社_社保缴费.csv': csv(...employed(hu, 9000), ...employed(lin, 9000), ...employed(patient, 9000)),
  '人社_养老金发放.csv': csv(pension(wang), pension(zheng), pension(su)),
  '民政_救助名册_20261031.csv': csv(
    ...[ye, ...yeSons].map((each) => roll('D1', each, '')),
    roll('D2', su, '2026-08-01'),
  ),
  '残联_残疾人证.csv': csv(
    ...yeSons.map(({ 公民身份号码, 姓名 }) => ({
      残疾人证号: `${公民身份号码}62`,
      姓名,
      残疾类别: '精神',
      残疾等级: '二级',
      办证日期: '2015-01-01',
    })),
  ),
  '住建_危房鉴定.csv': csv({ 身份证号: ye.公民身份号码, 姓名: ye.姓名, 鉴定等级: 'D', 鉴定日期: '2026-09-01' }),
  '医保_结算明细.csv': csv(
    ...['2026-02-10', '2026-05-10', '2026-08-10'].map((on, at) =>
      bill(`H${at}`, xiaohu, '门诊慢特病', on, 290_000, 300_000),
    ),
    bill('L1', xiaolin, '门诊慢特病', '2026-08-10', 3_000, 13_000),
    bill('W1', wang, '普通住院', '2026-03-10', 2_000, 20_000),
    bill('W2', wang, '普通住院', '2026-09-10', 2_000, 20_000),
    bill('Z1', zheng, '普通住院', '2026-09-10', 2_000, 20_000),
  ),
}

let city: Installation
const hand = async (fileName: string, text: BodyInit) => {
  const { status, body } = await city.deliver(fileName, text)
  expect([status, fileName, JSON.stringify(body).slice(0, 200)]).toEqual([202, fileName, expect.anything()])
}
beforeAll(async () => {
  city = await install()
  for (const name of ['regions.csv', 'staff.csv']) await hand(name, new Uint8Array(sampleBytes(name)))
  for (const [fileName, text] of Object.entries(files)) await hand(fileName, text)
  await city.untilIdle()
})
afterAll(() => city.close())

const tasksOf = async (householdNo: string) =>
  (await tasksIn(city.standalone.engines.sql)).filter((task) => task.householdNo === householdNo && isOpen(task))
const leadOf = async (household: string, indicator: string): Promise<FiringVerdict | undefined> =>
  (await assessmentOf(city.standalone.engines.sql, household)).fires.find((lead) => lead.indicator === indicator)

describe('families that rules hardly fit', () => {
  test('小胡: 870,000 yuan of drugs that no insurance pays are red, and 一事一议 is named', async () => {
    expect(await tasksOf(child)).toMatchObject([{ level: 'red', direction: 'missed' }])
    const lead = await leadOf(child, 'out-of-scope-burden')
    expect(lead?.reason).toContain('870,000元')
    expect(lead?.advice.join()).toContain('一事一议')
    expect(await tasksOf(mild)).toEqual([])
  })

  test('王某: 75, alone, in hospital twice is orange; a neighbour who was there once is left alone', async () => {
    expect(await tasksOf(lone)).toMatchObject([{ level: 'orange', direction: 'missed' }])
    expect((await leadOf(lone, 'lone-elder-frail'))?.reason).toContain('近12个月住院2次')
    expect(await tasksOf(sturdy)).toEqual([])
  })

  test('老叶: on 低保 with two disabled sons, he is due for his yearly re-check, and his house is found', async () => {
    const tasks = await tasksOf(poor)
    expect(tasks.flatMap(indicatorsOf)).toEqual(expect.arrayContaining(['recheck-overdue', 'unsafe-housing']))
    expect((await leadOf(poor, 'recheck-overdue'))?.reason).toContain('按12个月一核应于2026-09-01前复核')
    expect((await tasksOf(rechecked)).flatMap(indicatorsOf)).not.toContain('recheck-overdue')
  })
})

type Body = Record<string, unknown>
const told = async (answer: ReturnType<Asker['post']>): Promise<Body> => {
  const { status, body } = await answer
  expect([status, status === 200 ? '' : JSON.stringify(body)]).toEqual([200, ''])
  return body as unknown as Body
}

test('J2: arrears of a patient are red; he is helped first, and what insurance settles later is set off', async () => {
  const { body } = await city.operator.post('/intake-keys', { name: '卫健', feeds: ['inpatient-admission'] })
  const stay = {
    身份证号: patient.公民身份号码,
    姓名: patient.姓名,
    医院: '某医院',
    住院号: 'S1',
    入院日期: '2026-10-28',
  }
  const sent = await city.request('/feeds/inpatient-admission/records', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${(body as unknown as { key: string }).key}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify([{ ...stay, 急危重症: '是', 欠费金额: 60_000, 预计费用: 150_000 }]),
  })
  expect(sent.status).toBe(202)
  await city.untilIdle()
  const [task] = await tasksOf(owing)
  expect(task).toMatchObject({ level: 'red', direction: 'urgent' })
  const [worker, town] = [await city.signIn(task?.assignee ?? 'nobody'), await city.signIn('T0001')]
  const aid = { form: 'cash', programme: 'temporary-relief', amountFen: 200_000, what: '', person: null, fund: null }
  await told(
    worker.post(`/tasks/${task?.taskId}/outcome`, { outcome: 'temp-aid-given', note: '欠费停药，先行救助', aid }),
  )
  const { cases } = (await told(town.get(`/cases?household=${owing}`))) as { cases: { caseId: string }[] }
  const path = `/cases/${cases[0]?.caseId}`
  expect(await told(town.get(path))).toMatchObject({ class: 'immediate', step: 'papers', givenFen: 200_000 })
  await hand('医保_结算明细_二.csv', csv(bill('P1', patient, '普通住院', '2026-10-30', 4_000, 150_000)))
  await city.untilIdle()
  expect(await leadOf(owing, 'emergency-arrears')).toBeUndefined()
  expect(await tasksOf(owing)).toEqual([])
  const perform = (command: object) => told(town.post(`${path}/commands`, command))
  await perform({ type: 'CompleteStep', note: '结算单、身份证已补齐' })
  const recovery = {
    way: 'offset',
    amountFen: 150_000,
    aidId: `${cases[0]?.caseId}-a1`,
    against: '医保结算 P1',
    fund: null,
  }
  expect(await perform({ type: 'RecordRecovery', recovery })).toMatchObject({
    ...{ givenFen: 200_000, recoveredFen: 150_000 },
    aid: [{ amountFen: 200_000, recoveredFen: 150_000 }],
  })
  const closed = await perform({ type: 'CloseCase', result: 'helped', note: '已出院，已回访' })
  expect(closed).toMatchObject({ status: 'closed', result: 'helped' })
})

test('what a family declares at a visit settles whose income was not seen', async () => {
  const { sql } = city.standalone.engines
  const waiting = async () => (await assessmentOf(sql, trader)).unknown.map(({ indicator }) => indicator)
  expect(await waiting()).toContain('income-below-standard')
  await hand(
    '消防_火灾.csv',
    csv({ 地址: '某小区', 身份证号: seller.公民身份号码, 姓名: seller.姓名, 时间: '2026-10-30', 描述: '房屋烧毁' }),
  )
  await city.untilIdle()
  const [task] = await tasksOf(trader)
  const worker = await city.signIn(task?.assignee ?? 'nobody')
  const outcome = { outcome: 'temp-aid-given', note: '摆摊为生', declaredMonthlyFen: 5_000_00 }
  expect((await worker.post(`/tasks/${task?.taskId}/outcome`, outcome)).status).toBe(200)
  await city.untilIdle()
  expect(await waiting()).not.toContain('income-below-standard')
  expect(await leadOf(trader, 'income-below-standard')).toBeUndefined()
})
