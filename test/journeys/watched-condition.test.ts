import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeFactBook } from '@shouwang/postgres'
import { openStandalone, type Standalone } from '@shouwang/standalone'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csv } from './csv.ts'
import { idNumber } from './id-number.ts'
import { type Asker, askerOf, settingsOf } from './installation.ts'
import { sampleBytes } from './sample.ts'
import { isOpen, tasksIn } from './what-came-out.ts'

// X2 of docs/casework.md: 王某 lives in an institution on condition that his pension goes to the treasury, and 郑某 beside him too.

const village = '350203001201'
const person = (nth: number, 姓名: string) => ({ 公民身份号码: idNumber('1951-03-04', nth), 姓名 })
const wang = { ...person(5, '王守田'), householdNo: '350200000061' }
const zheng = { ...person(6, '郑守田'), householdNo: '350200000062' }
const elders = [wang, zheng] as const
type Elder = (typeof elders)[number]

const pension = (who: Elder, 发放月: string, 收款方: string) => ({
  ...{ 身份证号: who.公民身份号码, 姓名: who.姓名, 待遇类别: '城镇职工', 发放月, 金额: 2600, 收款方 },
})
const fracture = (who: Elder, nth: number, 结算日期: string) => ({
  ...{ 结算编号: `${who.householdNo}-${nth}`, 身份证号: who.公民身份号码, 医疗类别: '普通住院', 结算日期 },
  ...{ 医疗费总额: 20_000, 全自费金额: 2_000, 符合政策范围金额: 18_000, 统筹基金支出: 18_000, 个人负担: 2_000 },
})
const files: Readonly<Record<string, string>> = {
  '工作人员_市级.csv': csv({ 工号: 'C0001', 姓名: '市救助处', 角色: '市级', 区划代码: '350200000000' }),
  '公安_户籍人口_20260930.csv': csv(
    ...elders.map(({ householdNo: 户号, 公民身份号码, 姓名 }) => ({
      ...{ 户号, 公民身份号码, 姓名, 与户主关系: 0, 区划代码: village },
    })),
  ),
  '人社_养老金发放.csv': csv(
    ...elders.map((who) => pension(who, '2026-10', who.姓名)),
    ...[pension(wang, '2026-11', wang.姓名), pension(zheng, '2026-11', '思明区财政专户')],
  ),
  '医保_结算明细.csv': csv(
    ...elders.flatMap((who) => [fracture(who, 1, '2026-03-10'), fracture(who, 2, '2026-09-10')]),
  ),
}

let folder: string
let open: Standalone
const decidedOn = '2026-11-30'
const office: Asker = {
  get: async (path) => (await askerOf(open, 'C0001')).get(path),
  post: async (path, body) => (await askerOf(open, 'C0001')).post(path, body),
}
const cases = new Map<Elder, string>()

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
/** What the owner of a case was reminded of. */
const remindedOf = async (who: Elder): Promise<number> => {
  const { owner } = (await caseOf(who)) as { owner: { staffNo: string } }
  const { notices } = (await told((await askerOf(open, owner.staffNo)).get('/notices?all=true'))) as { notices: Body[] }
  return notices.filter(({ about, kind }) => about === cases.get(who) && kind === 'reminded').length
}

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

test('X2: the feed says that one pension went to his own account: his owner is told; the neighbour’s is kept and quiet', async () => {
  await onDay('2026-12-05')
  expect(await conditionOf(wang)).toMatchObject({
    ...{ toldOn: '2026-12-05', lookOn: '2026-12-05' },
    looks: [{ isKept: false, byName: '系统', note: '2026-11发放养老金2600元，没有交财政' }],
  })
  expect(await remindedOf(wang)).toBe(1)
  expect(await conditionOf(zheng)).toMatchObject({ toldOn: null, lookOn: '2027-01-05', looks: [{ isKept: true }] })
  expect(await remindedOf(zheng)).toBe(0)
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
  expect([await remindedOf(wang), await remindedOf(zheng)]).toEqual([1, 1])
})

const notified = async (messageId: string, event: string, identifier_value: string): Promise<string> => {
  const at = '2027-01-05T01:00:00Z'
  const record = { identifier: { identifier_type: 'UIN', identifier_value }, death_date: '2027-01-04' }
  const answer = await open.app.request('/api/v1/registry/notify', {
    method: 'POST',
    headers: { authorization: `Bearer ${open.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      header: { message_id: messageId, message_ts: at, action: 'notify', sender_id: 'crvs' },
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
