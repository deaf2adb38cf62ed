import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { policyDirectory } from '@shouwang/policy'
import { decodeFactBook } from '@shouwang/postgres'
import { openStandalone, type Standalone } from '@shouwang/standalone'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { giving, granting } from './caseworkers.ts'
import { csv } from './csv.ts'
import { idNumber } from './id-number.ts'
import { type Asker, askerOf, settingsOf } from './installation.ts'
import { sampleBytes } from './sample.ts'
import { isOpen, tasksIn } from './what-came-out.ts'

// What days that pass show, of docs/casework.md. X2: 王某 lives in an institution on condition that his pension goes to the
// treasury, and 郑某 beside him too. D6: the papers of help that came first are reminded of. T4: what a district delegated.

const village = '350203001201'
const person = (nth: number, 姓名: string) => ({ 公民身份号码: idNumber('1951-03-04', nth), 姓名 })
const wang = { ...person(5, '王守田'), householdNo: '350200000061' }
const zheng = { ...person(6, '郑守田'), householdNo: '350200000062' }
const elders = [wang, zheng] as const
type Elder = (typeof elders)[number]
const burnt = { 公民身份号码: idNumber('1972-03-04', 7), 姓名: '赵火', householdNo: '350200000063' }
const applicant = { 公民身份号码: idNumber('1973-03-04', 8), 姓名: '钱窘', householdNo: '350200000064' }

const pension = (who: Elder, 发放月: string, 收款方: string) => ({
  ...{ 身份证号: who.公民身份号码, 姓名: who.姓名, 待遇类别: '城镇职工', 发放月, 金额: 2600, 收款方 },
})
const fracture = (who: Elder, nth: number, 结算日期: string) => ({
  ...{ 结算编号: `${who.householdNo}-${nth}`, 身份证号: who.公民身份号码, 医疗类别: '普通住院', 结算日期 },
  ...{ 医疗费总额: 20_000, 全自费金额: 2_000, 符合政策范围金额: 18_000, 统筹基金支出: 18_000, 个人负担: 2_000 },
})
const files: Readonly<Record<string, string>> = {
  '工作人员_市级.csv': csv(
    { 工号: 'C0001', 姓名: '市救助处', 角色: '市级', 区划代码: '350200000000' },
    { 工号: 'C0002', 姓名: '市救助处复核', 角色: '市级', 区划代码: '350200000000' },
  ),
  '公安_户籍人口_20260930.csv': csv(
    ...[...elders, burnt, applicant].map(({ householdNo: 户号, 公民身份号码, 姓名 }) => ({
      ...{ 户号, 公民身份号码, 姓名, 与户主关系: 0, 区划代码: village },
    })),
  ),
  '人社_养老金发放.csv': csv(
    ...elders.map((who) => pension(who, '2026-10', who.姓名)),
    ...[pension(wang, '2026-11', wang.姓名), pension(zheng, '2026-11', '思明区财政专户')],
  ),
  '消防_火灾.csv': csv({
    ...{ 地址: '某小区', 区划代码: village, 身份证号: burnt.公民身份号码, 姓名: burnt.姓名 },
    ...{ 时间: '2026-11-30 02:14:00', 损失金额: 86_000, 描述: '房屋烧毁' },
  }),
  '医保_结算明细.csv': csv(
    ...elders.flatMap((who) => [fracture(who, 1, '2026-03-10'), fracture(who, 2, '2026-09-10')]),
  ),
}

let folder: string
let open: Standalone
const decidedOn = '2026-11-30'
/** Somebody who signs in anew each time: the installation is another one each day. */
const asking = (staffNo: string): Asker => ({
  get: async (path) => (await askerOf(open, staffNo)).get(path),
  post: async (path, body) => (await askerOf(open, staffNo)).post(path, body),
})
const [office, second, town, district] = [asking('C0001'), asking('C0002'), asking('T0001'), asking('D0001')]
const cases = new Map<Elder, string>()
let fireCase: string
let delegatedCase: string
let newCase: string

const deliver = async (fileName: string, bytes: BodyInit): Promise<void> => {
  const answer = await open.app.request(`/api/v1/deliveries?${new URLSearchParams({ fileName })}`, {
    ...{ method: 'POST', body: bytes },
    headers: { authorization: `Bearer ${open.token}`, 'content-type': 'application/octet-stream' },
  })
  expect([fileName, answer.status, await answer.text()]).toEqual([fileName, 202, expect.anything()])
}

/** The installation on a later day, with all of the day done. */
const onDay = async (asOf: string): Promise<void> => {
  await open?.close()
  open = await openStandalone({ ...settingsOf(folder), SHOUWANG_AS_OF: asOf })
  await open.untilIdle()
  await open.doWhatIsDue()
}

type Body = Record<string, unknown>
const told = async (answer: ReturnType<Asker['post']>, status = 200): Promise<Body> => {
  const { status: was, body } = await answer
  expect([was, was === status ? '' : JSON.stringify(body)]).toEqual([status, ''])
  return body as unknown as Body
}
const caseOf = (who: Elder) => told(office.get(`/cases/${cases.get(who)}`))
const conditionOf = async (who: Elder) => ((await caseOf(who)).conditions as Body[])[0]
/** How often the owner of a case was reminded of it. */
const remindedOf = async (caseId: string | undefined): Promise<number> => {
  const { owner } = (await told(office.get(`/cases/${caseId}`))) as { owner: { staffNo: string } }
  const { notices } = (await told(asking(owner.staffNo).get('/notices?all=true'))) as { notices: Body[] }
  return notices.filter(({ about, kind }) => about === caseId && kind === 'reminded').length
}
const perform = (asker: Asker, caseId: string, command: object): Promise<Body> =>
  told(asker.post(`/cases/${caseId}/commands`, command))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwang-watched-'))
  await onDay(decidedOn)
  for (const name of ['regions.csv', 'staff.csv']) await deliver(name, new Uint8Array(sampleBytes(name)))
  for (const [fileName, text] of Object.entries(files)) await deliver(fileName, text)
  await open.untilIdle()
})
afterAll(async () => {
  await open?.close()
  await rm(folder, { recursive: true, force: true })
})

test('X2: both are orange; a conference decides 特困 in an institution on condition that the pension goes to the treasury', async () => {
  const tasks = (await tasksIn(open.engines.sql)).filter(isOpen)
  for (const who of elders) {
    const task = tasks.find(({ householdNo }) => householdNo === who.householdNo)
    expect(task).toMatchObject({ level: 'orange' })
    const worker = await askerOf(open, task?.assignee ?? 'nobody')
    const outcome = { outcome: 'yishi-yiyi', note: '独居，两次骨折，无人照料' }
    await told(worker.post(`/tasks/${task?.taskId}/outcome`, outcome))
    const found = (await told(office.get(`/cases?household=${who.householdNo}`))) as { cases: { caseId: string }[] }
    cases.set(who, found.cases[0]?.caseId ?? '')
  }
  const call = { commandId: 'call-1', level: 'city', heldOn: decidedOn, caseIds: [...cases.values()] }
  const { conferenceId } = await told(office.post('/conferences', call), 201)
  const commands = `/conferences/${conferenceId}/commands`
  const decision = {
    ...{ result: 'support', programme: 'tekun', amountFen: 0, reasons: '独居且生活不能自理' },
    conditions: [{ what: '养老金交财政', lookOn: '2026-12-05', watch: 'pension-to-treasury' }],
  }
  for (const caseId of cases.values()) {
    for (const name of ['林处长', '王院长']) {
      const opinion = { name, office: '市民政局', stance: 'for', words: '同意机构供养' }
      await told(office.post(commands, { type: 'GiveOpinion', caseId, opinion }))
    }
    await told(office.post(commands, { type: 'DecideItem', caseId, decision }))
    // The condition outlives its case.
    const close = { type: 'CloseCase', result: 'no-need', note: '已入住供养机构' }
    await told(office.post(`/cases/${caseId}/commands`, close))
  }
  for (const who of elders)
    expect(await conditionOf(who)).toMatchObject({ watch: 'pension-to-treasury', lookOn: '2026-12-05', looks: [] })
})

test('D6: a fire at 02:14 is a red task of the day, 2,000 yuan are given at once, and its papers are due', async () => {
  const task = (await tasksIn(open.engines.sql)).find((each) => each.householdNo === burnt.householdNo && isOpen(each))
  // The fire's feed came in the same day: by the next morning somebody has to have been there.
  expect(task).toMatchObject({ level: 'red', direction: 'urgent', openedOn: decidedOn, dueOn: '2026-12-01' })
  const outcome = { outcome: 'temp-aid-given', note: '先行救助', aid: giving('cash', 200_000).aid }
  await told(asking(task?.assignee ?? 'nobody').post(`/tasks/${task?.taskId}/outcome`, outcome))
  const found = (await told(town.get(`/cases?household=${burnt.householdNo}`))) as { cases: { caseId: string }[] }
  fireCase = found.cases[0]?.caseId ?? ''
  const known = await told(town.get(`/cases/${fireCase}`))
  expect(known).toMatchObject({
    step: 'papers',
    class: 'immediate',
    givenFen: 200_000,
    papersDueOn: expect.any(String),
  })
  expect(await remindedOf(fireCase)).toBe(0)
})

test('T4: the city adopts what its districts delegate to towns, and a clock of twelve working days', async () => {
  const from = '2026-12-01'
  const source = { title: '厦民〔2026〕9号', publisher: '厦门市民政局', confidence: 'high' }
  const dibao = 'regions/350200/dibao/monthly-standard.yaml'
  const shipped = (await readFile(join(policyDirectory, dibao), 'utf8')).trimEnd()
  const multiple = (label: string, value: number) =>
    JSON.stringify({ label, unit: 'ratio', reviewed: decidedOn, values: [{ from, value, source }] })
  const township = { number: 'dibao/monthly-standard', times: 'temporary-relief/township-cap-standards' }
  const procedure = {
    ...{ steps: ['受理', '核实', '审批', '发放'], workingDays: 12, publicityDays: null, appealDays: 60 },
    ...{ approvals: [{ by: '街道（镇）', upTo: township }, { by: '区民政局' }], source: '厦民〔2026〕9号' },
  }
  const drafted = {
    [dibao]: `${shipped}\n  - ${JSON.stringify({ from, value: 1300, source })}\n`,
    'regions/350200/temporary-relief/township-cap-standards.yaml': multiple('街道审批上限（月低保标准倍数）', 2),
    'regions/350200/temporary-relief/cap-standards.yaml': multiple('临时救助一般上限（月低保标准倍数）', 6),
    'programmes/350200/temporary-relief.yaml': JSON.stringify({
      changes: [{ from, procedure, source: { title: source.title } }],
    }),
  }
  const { proposal, says } = await told(office.post('/policy-drafts', { files: drafted, why: '厦民〔2026〕9号' }), 202)
  expect(JSON.stringify(says)).toContain('1,300 元')
  await told(second.post(`/proposals/${proposal}/confirm`))
})

test('X2: the feed says that one pension went to his own account: his owner is told; the neighbour’s is kept and quiet', async () => {
  await onDay('2026-12-05')
  expect(await conditionOf(wang)).toMatchObject({
    ...{ toldOn: '2026-12-05', lookOn: '2026-12-05' },
    looks: [{ isKept: false, byName: '系统', note: '2026-11发放养老金2600元，没有交财政' }],
  })
  expect(await remindedOf(cases.get(wang))).toBe(1)
  expect(await conditionOf(zheng)).toMatchObject({ toldOn: null, lookOn: '2027-01-05', looks: [{ isKept: true }] })
  expect(await remindedOf(cases.get(zheng))).toBe(0)
})

/** A family applies at the window, and its case comes to the decision. */
const atDecision = async (householdNo: string): Promise<string> => {
  const asked = { householdNo, matter: 'application', origin: 'application', note: '申请临时救助' }
  const { caseId } = await told(town.post('/cases', asked), 201)
  for (const note of ['已核对', '入户属实']) await perform(town, String(caseId), { type: 'CompleteStep', note })
  return String(caseId)
}
/** By when the clock of the place wanted the decision of a case. */
const lawDueOf = async (caseId: string): Promise<string | undefined> => {
  const [row] = await open.engines.sql.query<{ day: string }>(
    `select event::jsonb ->> 'lawDueOn' as day from case_events where case_id = $1 and type = 'DecisionMade'`,
    [caseId],
  )
  return row?.day
}
const relief = (amountFen: number) =>
  granting('temporary-relief', amountFen, { from: '2026-12-05', deviation: '遭遇突发困难' })

test('D2: a bill is 支出型, and the amount is named by the scale that the city has now', async () => {
  const { programmes } = (await told(town.get(`/households/${applicant.householdNo}/check`))) as {
    programmes: { programme: string; amount: { text: string; mostFen: number } | null }[]
  }
  const amount = programmes.find(({ programme }) => programme === 'temporary-relief')?.amount
  expect(amount).toMatchObject({ mostFen: 6 * 130_000, text: expect.stringContaining('1,300') })
})

test('T4: a town decides up to what was delegated to it, helps and looks after the family; what is more waits for the district', async () => {
  const own = await atDecision(applicant.householdNo)
  const decided = await perform(town, own, relief(260_000))
  expect(decided).toMatchObject({
    ...{ kind: 'expenditure', step: 'aid', proposal: null },
    decisions: [{ amountFen: 260_000 }],
  })
  expect(await lawDueOf(own)).toBe('2026-12-22')
  expect(await perform(town, own, giving('card', 260_000))).toMatchObject({ step: 'return-visit', givenFen: 260_000 })
  const close = { type: 'CloseCase', result: 'helped', note: '已回访，款已到账' }
  expect(await perform(town, own, close)).toMatchObject({ status: 'closed', result: 'helped' })

  delegatedCase = await atDecision(zheng.householdNo)
  const proposed = await perform(town, delegatedCase, relief(260_001))
  expect(proposed).toMatchObject({ step: 'decision', decisions: [], proposal: { by: { staffNo: 'T0001' } } })
  expect(await town.post(`/cases/${delegatedCase}/commands`, { type: 'ApproveDecision' })).toMatchObject({
    status: 409,
  })
})

test('X5: a new recipient is decided on, and the board of the village hangs before anything is paid', async () => {
  newCase = await atDecision(applicant.householdNo)
  const dibao = granting('dibao', 240_000, { from: '2026-12-05', deviation: '按入户核定的收入' })
  expect(await perform(town, newCase, dibao)).toMatchObject({ step: 'aid', decisions: [{ publicUntil: '2026-12-12' }] })
  expect(await town.post(`/cases/${newCase}/commands`, giving('card', 240_000, 'dibao'))).toMatchObject({ status: 409 })
  await open.untilIdle()
  const draw = { commandId: 'b1', kind: 'decisions', region: village, programme: 'dibao' }
  const { boardNo } = await told(town.post('/publicity', draw), 201)
  await told(
    town.post(`/publicity/${boardNo}/commands`, { type: 'HangBoard', from: '2026-12-05', place: '村务公开栏' }),
  )
})

test('X2: somebody looks and mends it; next month it is kept, and a month of which the feed says nothing is told', async () => {
  const [{ conferenceId, nth }] = (await caseOf(wang)).conditions as [Body]
  const look = { type: 'LookAtCondition', conferenceId, nth, isKept: false, note: '已与银行约定下月起改交财政' }
  await told(office.post(`/cases/${cases.get(wang)}/commands`, { ...look, next: '2027-01-05' }))
  await deliver('人社_养老金发放_12月.csv', csv(pension(wang, '2026-12', '思明区财政专户')))
  await open.untilIdle()
  await onDay('2027-01-05')
  expect(await conditionOf(wang)).toMatchObject({ toldOn: null, lookOn: '2027-02-05' })
  expect(await conditionOf(wang)).toMatchObject({ looks: [{ isKept: false }, { isKept: false }, { isKept: true }] })
  expect(await conditionOf(zheng)).toMatchObject({ toldOn: '2027-01-05' })
  expect(JSON.stringify((await caseOf(zheng)).history)).toContain('没有养老金发放记录')
  expect([await remindedOf(cases.get(wang)), await remindedOf(cases.get(zheng))]).toEqual([1, 1])
})

test('D6: whose papers are due is reminded; they are entered, and the case closes', async () => {
  expect(await remindedOf(fireCase)).toBeGreaterThan(0)
  expect(await perform(town, fireCase, { type: 'CompleteStep', note: '身份证、火灾证明已补齐' })).toMatchObject({
    papersDueOn: null,
  })
  const closed = await perform(town, fireCase, { type: 'CloseCase', result: 'helped', note: '已回访，临时安置' })
  expect(closed).toMatchObject({ status: 'closed', result: 'helped', givenFen: 200_000 })
})

test('T4: a decision that is late is listed to the district by place and step, which decides it and pays', async () => {
  const late = (await told(district.get('/supervision'))) as {
    items: { about: string; lateDays: number }[]
    byStep: Body[]
  }
  expect(late.items.find(({ about }) => about === delegatedCase)).toMatchObject({
    ...{ kind: 'case', householdNo: zheng.householdNo, lateDays: expect.any(Number) },
    who: { staffNo: expect.any(String) },
  })
  expect(late.byStep.length).toBeGreaterThan(0)
  // The pensions of December came in since the check: nobody agrees to a decision that stands on what was known before.
  const approve = { type: 'ApproveDecision' }
  expect(await district.post(`/cases/${delegatedCase}/commands`, approve)).toMatchObject({ status: 409 })
  await perform(town, delegatedCase, { type: 'TakeCheck' })
  expect(await perform(district, delegatedCase, approve)).toMatchObject({
    decisions: [{ amountFen: 260_001 }],
  })
  expect(await lawDueOf(delegatedCase)).toBe('2026-12-22')
  expect(await perform(town, delegatedCase, giving('card', 260_001))).toMatchObject({ step: 'return-visit' })
  const close = { type: 'CloseCase', result: 'helped', note: '已回访，款已到账' }
  expect(await perform(town, delegatedCase, close)).toMatchObject({ status: 'closed' })
})

test('X5: a new recipient counts as helped once the roll confirms what was decided and paid', async () => {
  const [head] = await open.engines.sql.query<{ person: string }>('select person from persons where register_no = $1', [
    applicant.householdNo,
  ])
  const paid = giving('card', 240_000, 'dibao') as { aid: object }
  const aid = { ...paid.aid, person: head?.person }
  expect(await perform(town, newCase, { ...paid, aid })).toMatchObject({ step: 'return-visit', givenFen: 240_000 })
  const other = { 身份证号: burnt.公民身份号码, 姓名: burnt.姓名, 补贴项目: '临时救助', 补贴金额: 700 }
  await deliver('财政_一卡通补贴.csv', csv({ ...other, 打卡日期: '2027-01-05', 发放流水号: 'S1' }))
  await open.untilIdle()
  const helped = async () => {
    const answer = await open.app.request('/api/v1/reports/weekly?until=2027-01-05', {
      headers: { authorization: `Bearer ${open.token}` },
    })
    const { regions } = (await answer.json()) as { regions: { region: string; helped: number }[] }
    return regions.find(({ region }) => region === '350203000000')?.helped ?? 0
  }
  const before = await helped()
  await deliver(
    '民政_救助名册_20270105.csv',
    csv({
      ...{ 家庭编号: 'D9', 身份证号: applicant.公民身份号码, 姓名: applicant.姓名, 救助类型: '低保', 状态: '在保' },
      ...{ 户月保障金额: 2400, 起始日期: '2026-12-05', 终止日期: '', 最近复核日期: '2026-12-05' },
    }),
  )
  await open.untilIdle()
  expect(await helped()).toBe(before + 1)
  const close = { type: 'CloseCase', result: 'helped', note: '已入册，已回访' }
  expect(await perform(town, newCase, close)).toMatchObject({ status: 'closed', result: 'helped' })
})

const notified = async (messageId: string, event: string, identifier_value: string): Promise<string> => {
  const at = '2027-01-05T01:00:00Z'
  const record = { identifier: { identifier_type: 'UIN', identifier_value }, death_date: '2027-01-04' }
  const answer = await open.app.request('/api/v1/registry/notify', {
    method: 'POST',
    headers: { authorization: `Bearer ${open.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      header: { message_id: messageId, message_ts: at, action: 'notify', sender_id: 'crvs', total_count: 1 },
      message: {
        transaction_id: messageId,
        notify_event: [{ reference_id: '1', timestamp: at, data: { reg_event_type: event, reg_records: record } }],
      },
    }),
  })
  const { message } = (await answer.json()) as { message: { ack_status: string; correlation_id: string } }
  expect(message.ack_status).toBe('ACK')
  await open.untilIdle()
  return message.correlation_id
}
const deathsOf = async (who: string) => {
  const rows = await open.engines.sql.query<{ facts: string }>('select facts from persons where household = $1', [who])
  return rows.flatMap(({ facts }) =>
    [...(decodeFactBook(facts).DeathReported?.values() ?? [])].map(({ retracted }) => retracted),
  )
}
const accountOf = async (delivery: string) =>
  (
    await open.engines.sql.query(
      'select received::int, applied::int, quarantined::int, status from deliveries where delivery = $1',
      [delivery],
    )
  )[0]

test('a death that a civil registry notifies of counts once, is taken back by its reversal, and of a stranger it is kept', async () => {
  const { householdNo, 公民身份号码 } = zheng
  const first = await notified('m-1', 'Death', 公民身份号码)
  expect(await notified('m-1', 'Death', 公民身份号码)).toBe(first)
  expect(await deathsOf(householdNo)).toEqual([false])
  await notified('m-2', 'DeathReversal', 公民身份号码)
  expect(await deathsOf(householdNo)).toEqual([true])
  const stranger = await notified('m-3', 'Death', idNumber('1950-01-01', 9))
  expect(await accountOf(stranger)).toEqual({ received: 1, applied: 1, quarantined: 0, status: 'complete' })
  const nobody = await notified('m-4', 'Death', '350203195113040016')
  expect(await accountOf(nobody)).toMatchObject({ received: 1, applied: 0, quarantined: 1 })
})
