import { afterAll, beforeAll, expect, test } from 'vitest'
import { csv } from './csv.ts'
import { idNumber } from './id-number.ts'
import { type Asker, type Installation, install } from './installation.ts'
import { sampleBytes, sampleDay } from './sample.ts'
import { isOpen, tasksIn } from './what-came-out.ts'

// 小胡 of Xiamen (docs/casework.md X1): what no rule fits goes to people, what they decide is found again, and becomes a rule.

const village = '350203001201'
const [xiaohu, xiaochen, xiaolin, grown] = ['350200000041', '350200000042', '350200000043', '350200000044']
const person = (birthDate: string, nth: number, 姓名: string) => ({ 公民身份号码: idNumber(birthDate, nth), 姓名 })
const hu = person('1985-02-03', 1, '胡大海')
const huChild = person('2019-04-05', 2, '胡小海')
const chen = person('1986-02-03', 3, '陈大江')
const chenChild = person('2015-04-05', 4, '陈小江')
const lin = person('1985-02-03', 5, '林大山')
const linChild = person('2019-04-05', 6, '林小山')
const wu = person('1975-02-03', 7, '吴独')
const resident = (户号: string, who: object, 与户主关系: number) => ({ 户号, ...who, 与户主关系, 区划代码: village })
const employed = (who: { 公民身份号码: string; 姓名: string }) =>
  ['2026-08', '2026-09', '2026-10'].map((费款所属期) => ({
    ...{ 身份证号: who.公民身份号码, 姓名: who.姓名, 单位名称: '某公司', 费款所属期, 缴费基数: 9000 },
  }))
const bill = (结算编号: string, who: { 公民身份号码: string }, own: number) => ({
  ...{ 结算编号, 身份证号: who.公民身份号码, 医疗类别: '门诊慢特病', 结算日期: '2026-08-10' },
  ...{ 医疗费总额: own + 10_000, 全自费金额: own, 符合政策范围金额: 10_000, 统筹基金支出: 10_000, 个人负担: own },
})
const staff = (工号: string, 姓名: string, 角色: string, 区划代码: string, 所属部门 = '', 机构名称 = '') => ({
  ...{ 工号, 姓名, 角色, 区划代码, 所属部门, 机构名称 },
})

const files: Readonly<Record<string, string>> = {
  '工作人员_部门.csv': csv(
    staff('C0001', '市救助处', '市级', '350200000000'),
    staff('C0002', '市救助处复核', '市级', '350200000000'),
    staff('E0001', '市教育局', '部门用户', '350200000000', '教育'),
    staff('H0001', '厦门慈善总会', '部门用户', '350200000000', '慈善', '厦门市慈善总会'),
  ),
  '公安_户籍人口_20260930.csv': csv(
    ...[resident(xiaohu, hu, 0), resident(xiaohu, huChild, 2), resident(xiaochen, chen, 0)],
    ...[resident(xiaochen, chenChild, 2), resident(xiaolin, lin, 0), resident(xiaolin, linChild, 2)],
    resident(grown, wu, 0),
  ),
  '人社_社保缴费.csv': csv(...employed(hu), ...employed(chen)),
  '人社_养老金发放.csv': csv({
    ...{ 身份证号: wu.公民身份号码, 姓名: wu.姓名, 待遇类别: '城镇职工', 发放月: '2026-10', 金额: 2600 },
  }),
  '民政_救助名册_20261031.csv': csv({
    ...{ 家庭编号: 'D1', 身份证号: lin.公民身份号码, 姓名: lin.姓名, 救助类型: '低保', 状态: '在保' },
    ...{ 户月保障金额: 2400, 起始日期: '2025-09-01', 终止日期: '', 最近复核日期: '2026-09-30' },
  }),
  '医保_结算明细.csv': csv(
    ...[
      bill('H1', huChild, 870_000),
      bill('C1', chenChild, 260_000),
      bill('L1', linChild, 3_000),
      bill('W1', wu, 300_000),
    ],
  ),
}

let city: Installation
let office: Asker
let second: Asker
beforeAll(async () => {
  city = await install()
  const hand = async (fileName: string, text: BodyInit) => {
    const { status, body } = await city.deliver(fileName, text)
    expect([status, fileName, JSON.stringify(body).slice(0, 200)]).toEqual([202, fileName, expect.anything()])
  }
  for (const name of ['regions.csv', 'staff.csv']) await hand(name, new Uint8Array(sampleBytes(name)))
  for (const [fileName, text] of Object.entries(files)) await hand(fileName, text)
  await city.untilIdle()
  office = await city.signIn('C0001')
  second = await city.signIn('C0002')
})
afterAll(() => city.close())

type Body = Record<string, unknown>
const told = async (answer: ReturnType<Asker['post']>, status = 200): Promise<Body> => {
  const { status: was, body } = await answer
  expect([was, was === status ? '' : JSON.stringify(body)]).toEqual([status, ''])
  return body as unknown as Body
}

/** A visit finds what no rule fits: the case waits for a conference. */
const conferenceCaseOf = async (householdNo: string): Promise<string> => {
  const tasks = await tasksIn(city.standalone.engines.sql)
  const task = tasks.find((each) => each.householdNo === householdNo && isOpen(each))
  const worker = await city.signIn(task?.assignee ?? 'nobody')
  await told(
    worker.post(`/tasks/${task?.taskId}/outcome`, { outcome: 'yishi-yiyi', note: '目录外用药负担过重，请会商' }),
  )
  const { cases } = (await told(office.get(`/cases?household=${householdNo}`))) as { cases: { caseId: string }[] }
  return cases[0]?.caseId ?? ''
}
const opinion = (caseId: string, name: string, office: string) => ({
  ...{ type: 'GiveOpinion', caseId, opinion: { name, office, stance: 'for', words: '孩子要长期用药，同意救助' } },
})
const support = {
  ...{
    result: 'support',
    programme: 'emergency-relief',
    amountFen: 85_800_000,
    reasons: '罕见病目录外用药，家庭无力承担',
  },
  ...{ conditions: [{ what: '用药改变时重新会商', lookOn: '2027-05-01' }], dissent: '市医保局建议先谈判药价' },
}

let caseId: string
let conferenceId: string

test('X1: a conference is called; what is known of the family collects itself, and nobody decides before two spoke', async () => {
  caseId = await conferenceCaseOf(xiaohu)
  const call = {
    ...{ commandId: 'call-1', level: 'city', heldOn: sampleDay, place: '市民政局三楼', caseIds: [caseId] },
    invited: [{ name: '林处长', office: '市医保局' }],
  }
  const called = await told(office.post('/conferences', call), 201)
  conferenceId = String(called.conferenceId)
  expect(await told(office.post('/conferences', call), 201)).toMatchObject({ conferenceId, seq: 1 })
  expect(called.items).toMatchObject([
    {
      headName: expect.stringContaining('*'),
      material: {
        circumstances: expect.arrayContaining([
          { id: 'minor', name: '未成年人' },
          { id: 'great-medical-burden', name: '医疗个人负担特别重' },
        ]),
        leads: expect.arrayContaining([expect.objectContaining({ reason: expect.stringContaining('870,000元') })]),
      },
      alike: [],
    },
  ])
  expect(JSON.stringify(called)).not.toContain(hu.公民身份号码)
  const commands = `/conferences/${conferenceId}/commands`
  const decide = { type: 'DecideItem', caseId, decision: support }
  expect(await office.post(commands, decide)).toMatchObject({ status: 409 })
  await told(office.post(commands, opinion(caseId, '林处长', '市医保局')))
  await told(office.post(commands, opinion(caseId, '王会长', '市慈善总会')))
  expect(await office.post(commands, { type: 'CloseConference' })).toMatchObject({ status: 409 })
  expect(await told(office.post(commands, decide))).toMatchObject({ decided: 1 })
  expect(await told(office.post(commands, { type: 'CloseConference' }))).toMatchObject({ status: 'closed' })
  expect(await office.post(commands, opinion(caseId, '晚到', '市人社局'))).toMatchObject({ status: 409 })
})

test('X1: what was decided is in the case, with conditions and dissent; more than that is refused without a reason', async () => {
  const known = await told(office.get(`/cases/${caseId}`))
  expect(known).toMatchObject({
    step: 'decision',
    conferences: [{ conferenceId, amountFen: 85_800_000, dissent: support.dissent }],
  })
  expect(JSON.stringify(known.history)).toContain('用药改变时重新会商')
  const decision = {
    ...{
      result: 'granted',
      programme: 'emergency-relief',
      amountFen: 85_800_000,
      reasons: '按会商决定',
      from: sampleDay,
      to: null,
    },
    lines: [
      { label: '急难专项', fen: 5_800_000 },
      { label: '慈善资助', fen: 80_000_000 },
    ],
  }
  const commands = `/cases/${caseId}/commands`
  const more = { ...decision, amountFen: 90_000_000, lines: [] }
  expect((await office.post(commands, { type: 'Decide', decision: more })).body).toMatchObject({
    detail: expect.stringContaining('超过会商决定'),
  })
  await told(office.post(commands, { type: 'Decide', decision }))
  await told(second.post(commands, { type: 'ApproveDecision' }))
})

test('X1: 58,000 of public money and 800,000 of charity are two lines of two funds, and the yearly cap stands', async () => {
  const region = '350200000000'
  const entry = { region, floorFen: 0, note: '拨入' }
  await told(
    office.post('/funds/entries', {
      ...entry,
      entryId: 'E1',
      fundId: 'F-em',
      name: '急难专项',
      kind: 'budget',
      fen: 5_800_000,
    }),
  )
  await told(
    office.post('/funds/entries', {
      ...entry,
      entryId: 'E2',
      fundId: 'F-ch',
      name: '慈善总会',
      kind: 'charity',
      fen: 90_000_000,
    }),
  )
  const give = (programme: string, amountFen: number, fund: string) =>
    office.post(`/cases/${caseId}/commands`, {
      type: 'GiveAid',
      aid: { form: 'card', programme, amountFen, what: '', person: null, fund },
    })
  await told(give('emergency-relief', 5_800_000, 'F-em'))
  expect(await told(give('charity-relief', 80_000_000, 'F-ch'))).toMatchObject({
    step: 'return-visit',
    givenFen: 85_800_000,
  })
  const { lines } = (await told(office.get(`/aid?from=${sampleDay}&to=${sampleDay}`))) as { lines: Body[] }
  expect(lines.map(({ fund, amountFen }) => [fund, amountFen])).toEqual([
    ['F-em', 5_800_000],
    ['F-ch', 80_000_000],
  ])
})

test('X4: the next family of the kind finds the precedent, and a rule of it would reach two children and nobody else', async () => {
  const other = await conferenceCaseOf(xiaochen)
  const call = { commandId: 'call-2', level: 'city', heldOn: sampleDay, caseIds: [other] }
  const { items } = (await told(office.post('/conferences', call), 201)) as { items: { alike: Body[] }[] }
  expect(items[0]?.alike).toMatchObject([{ conferenceId, likeness: 1, amountFen: 85_800_000, result: 'support' }])
  expect(JSON.stringify(items[0]?.alike)).not.toContain(xiaohu)
  const found = await told(office.get('/precedents?circumstances=great-medical-burden,minor'))
  const [precedent] = found.precedents as { precedentId: string }[]
  const asked = { precedents: [precedent?.precedentId], programme: 'dibao_single' }
  const rule = await told(office.post('/precedents/rule', asked))
  expect(rule).toMatchObject({
    programmeName: '低保（单人保）',
    shared: expect.arrayContaining([{ id: 'minor', name: '未成年人' }]),
    dropped: expect.arrayContaining([expect.stringContaining('名册')]),
    reach: { children: 2, enter: 2, families: 2 },
  })
  expect(Object.keys(rule.files as Body)).toEqual(['programmes/350200/dibao_single.yaml'])
  const proposed = await told(office.post('/policy-drafts', { files: rule.files, why: '由小胡案会商先例拟定' }), 202)
  expect(JSON.stringify(proposed.says)).toContain('单人保')
})

test('a user of charity sees what was referred to it, and nothing of the conference, the case or the family', async () => {
  const referral = {
    ...{
      department: 'charity',
      unit: '厦门市慈善总会',
      need: '长期用药的费用',
      why: '罕见病，目录外用药',
      class: 'joint',
    },
    ...{ dueOn: '2026-12-31', programme: 'charity-relief' },
  }
  await told(office.post(`/cases/${caseId}/commands`, { type: 'ReferCase', referral }))
  const charity = await city.signIn('H0001')
  const { referrals } = (await told(charity.get('/referrals'))) as { referrals: { referralId: string }[] }
  expect(referrals).toMatchObject([{ need: '长期用药的费用', caseId: null, householdNo: null }])
  const path = `/referrals/${referrals[0]?.referralId}`
  const school = await city.signIn('E0001')
  expect(await school.get(path)).toMatchObject({ status: 404 })
  for (const closed of [
    `/conferences/${conferenceId}`,
    '/precedents',
    `/cases/${caseId}`,
    `/households/${xiaohu}/file`,
  ])
    expect([closed, (await charity.get(closed)).status]).toEqual([closed, 403])
  await told(charity.post(`${path}/answers`, { type: 'AcceptReferral' }))
  const given = { form: 'cash', what: '药费', amountFen: 2_000_000, hours: null, day: sampleDay }
  await told(charity.post(`${path}/answers`, { type: 'FinishReferral', note: '已资助', given }))
  expect(await told(office.get(`/cases/${caseId}`))).toMatchObject({ referrals: [{ status: 'done' }] })
})
