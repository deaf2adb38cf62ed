import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../../services/console/test/read-workbook.ts'
import { type Answer, type Asker, type Installation, installSample } from './installation.ts'
import { sampleDay, scenario } from './sample.ts'
import { isOpen, tasksIn } from './what-came-out.ts'

const bill = scenario('big-bill')

let city: Installation
let worker: Asker
let town: Asker
let district: Asker
let taskId: string
let caseId: string
beforeAll(async () => {
  city = await installSample()
  const task = (await tasksIn(city.standalone.engines.sql)).find(
    (each) => each.householdNo === bill.householdNo && each.direction === 'missed' && isOpen(each),
  )
  taskId = task?.taskId ?? ''
  worker = await city.signIn(task?.assignee ?? '')
  town = await city.signIn(await staffOf('coordinator', 9))
  district = await city.signIn(await staffOf('district', 6))
})
afterAll(() => city?.close())

/** Who holds this post above the village of the family. */
const staffOf = async (role: string, digits: number): Promise<string> => {
  const [row] = await city.standalone.engines.sql.query<{ staffNo: string }>(
    `select staff_no as "staffNo" from staff where role = $1 and region = $2 order by staff_no`,
    [role, bill.village.slice(0, digits).padEnd(12, '0')],
  )
  if (row === undefined) throw new Error(`the sample has no ${role} above ${bill.village}`)
  return row.staffNo
}

const command = (asker: Asker, body: object): Promise<Answer> => asker.post(`/cases/${caseId}/commands`, body)
const caseNow = async () => (await town.get(`/cases/${caseId}`)).body as unknown as Record<string, unknown>
const decision = (amountFen: number) => ({
  ...{
    result: 'granted',
    programme: 'temporary-relief',
    amountFen,
    reasons: '会商一致同意',
    from: sampleDay,
    to: null,
  },
  lines: [
    { label: '个案会商救助', fen: amountFen - 100_000 },
    { label: '生活困难补助', fen: 100_000 },
  ],
})
const card = (amountFen: number, fund: string | null) => ({
  ...{ form: 'card', programme: 'temporary-relief', amountFen, what: '', person: null, fund },
})

test('D3: a family put before the conference stays in hand, with an owner and a day', async () => {
  const outcome = { outcome: 'yishi-yiyi', note: '自付 66000 元，请会商' }
  expect(await worker.post(`/tasks/${taskId}/outcome`, outcome)).toMatchObject({ status: 200 })
  const { body } = await town.get(`/cases?household=${bill.householdNo}`)
  const [known] = body.cases as unknown as { caseId: string }[]
  caseId = known?.caseId ?? ''
  expect(known).toMatchObject({ matter: 'conference', status: 'open', step: 'conference', grade: 1, overdue: false })
  expect(known).toMatchObject({
    owner: { staffNo: expect.any(String) },
    dueOn: expect.stringMatching(/^2026-1\d-\d\d$/),
  })
})

test('the owner of the case is told of it, and no longer once he has seen it', async () => {
  const { owner } = (await caseNow()) as { owner: { staffNo: string } }
  const asker = await city.signIn(owner.staffNo)
  const { notices } = (await asker.get('/notices')).body as unknown as { notices: { about: string; at: string }[] }
  expect(notices).toContainEqual(expect.objectContaining({ about: caseId, kind: 'assigned', seenAt: null }))
  expect(JSON.stringify(notices)).not.toContain(bill.headId)
  const seen = await asker.post('/notices/seen', { until: '2099-01-01T00:00:00Z' })
  expect(seen).toMatchObject({ status: 200, body: { unseen: 0, notices: [] } })
  expect((await asker.get('/notices?all=true')).body.notices).toHaveLength(notices.length)
})

test('a body with an unknown field, another region’s worker and an outdated page are refused, and nothing is written', async () => {
  const before = await caseNow()
  expect(await command(town, { type: 'NoteCase', note: '已通知', colour: 'red' })).toMatchObject({ status: 400 })
  expect(await command(town, { type: 'NoteCase', note: '已通知', expectedSeq: 99 })).toMatchObject({ status: 409 })
  const [elsewhere] = await city.standalone.engines.sql.query<{ staffNo: string }>(
    `select staff_no as "staffNo" from staff where role = 'district' and region <> $1 limit 1`,
    [`${bill.village.slice(0, 6)}000000`],
  )
  if (elsewhere !== undefined)
    expect(await command(await city.signIn(elsewhere.staffNo), { type: 'NoteCase', note: '看看' })).toMatchObject({
      status: 404,
    })
  expect(await caseNow()).toEqual(before)
})

test('an ID number spaced in a case’s note does not reach its history', async () => {
  const note = '本人 110105 19491231 002X，电话 138-0000-0000，请核对'
  expect(await command(town, { type: 'NoteCase', note })).toMatchObject({ status: 200 })
  const written = await city.standalone.engines.sql.query<{ event: string }>(
    'select event from case_events where case_id = $1 order by seq desc limit 1',
    [caseId],
  )
  expect(written[0]?.event).toContain('本人 ［证件号码］，电话 ［电话号码］，请核对')
})

test('D3: minutes and decision are recorded; a great sum takes a second person', async () => {
  expect(await command(town, { type: 'CompleteStep', note: '会议纪要：同意救助 8000 元' })).toMatchObject({
    status: 200,
  })
  expect(await command(town, { type: 'Decide', decision: decision(800_000) })).toMatchObject({ status: 200 })
  expect((await command(town, { type: 'ApproveDecision' })).body).toMatchObject({
    detail: expect.stringContaining('另一人'),
  })
  expect(await command(town, { type: 'GiveAid', aid: card(800_000, null) })).toMatchObject({ status: 409 })
  expect(await command(district, { type: 'ApproveDecision' })).toMatchObject({
    status: 200,
    body: { step: 'aid', grantedFen: 800_000, decisions: [{ decisionNo: `${caseId}-d1` }] },
  })
})

test('D5, D9: the reserve pays what it holds and no more, once; every payment leads back to its reasons', async () => {
  const fund = {
    fundId: 'F-reserve',
    name: '乡镇（街道）备用金',
    kind: 'reserve',
    floorFen: 10_000_000,
    note: '年初拨入',
  }
  const region = `${bill.village.slice(0, 6)}000000`
  const entry = { ...fund, entryId: 'E1', region, fen: 600_000 }
  expect(await town.post('/funds/entries', entry)).toMatchObject({ status: 403 })
  for (let again = 0; again < 2; again++)
    expect((await district.post('/funds/entries', entry)).body).toMatchObject({
      funds: [{ balanceFen: 600_000, belowFloor: true }],
    })
  expect(await command(town, { type: 'GiveAid', aid: card(700_000, 'F-reserve') })).toMatchObject({ status: 409 })
  const pay = { type: 'GiveAid', aid: card(500_000, 'F-reserve'), commandId: 'pay-1' }
  for (let again = 0; again < 2; again++)
    expect((await command(town, pay)).body).toMatchObject({ givenFen: 500_000, step: 'aid' })
  expect((await command(town, { type: 'GiveAid', aid: card(400_000, null) })).body).toMatchObject({
    detail: '超过已批准的金额',
  })
  expect(await command(town, { type: 'GiveAid', aid: card(300_000, null) })).toMatchObject({
    status: 200,
    body: { step: 'return-visit' },
  })
  const ledger = (await district.get(`/aid?from=${sampleDay}&to=${sampleDay}`)).body
  expect(ledger).toMatchObject({ families: 1, times: 2, totalFen: 800_000 })
  expect(ledger.lines).toEqual(
    [500_000, 300_000].map((amountFen) => expect.objectContaining({ caseId, decisionNo: `${caseId}-d1`, amountFen })),
  )
  expect((await district.get('/funds')).body).toMatchObject({ funds: [{ balanceFen: 100_000 }] })
})

test('D9: an auditor reads the payments of the quarter, and a list of them that names nobody, but changes nothing', async () => {
  const auditor = await city.signIn('S0005')
  const quarter = 'from=2026-10-01&to=2026-12-31'
  expect((await auditor.get(`/aid?${quarter}`)).body).toMatchObject({ families: 1, times: 2, totalFen: 800_000 })
  const list = await city.standalone.app.request(`/api/v1/aid/export?${quarter}`, {
    headers: { authorization: `Bearer ${city.standalone.token}` },
  })
  const text = textOf(Buffer.from(await list.arrayBuffer()))
  for (const shown of [caseId, `${caseId}-d1`, bill.householdNo]) expect(text).toContain(shown)
  expect(text).not.toMatch(/\d{17}[\dX]/)
  expect(await command(auditor, { type: 'NoteCase', note: '看看' })).toMatchObject({ status: 403 })
  const entry = { entryId: 'E9', fundId: 'F-9', name: '备用金', kind: 'reserve', floorFen: 0, note: '拨入', fen: 1 }
  const region = `${bill.village.slice(0, 6)}000000`
  expect(await auditor.post('/funds/entries', { ...entry, region })).toMatchObject({ status: 403 })
})

test('J5: who decides on another case of the family sees what it was given', async () => {
  const asked = { householdNo: bill.householdNo, matter: 'application', origin: 'application', note: '窗口申请低保' }
  const opened = await town.post('/cases', asked)
  expect(opened).toMatchObject({
    status: 201,
    body: { step: 'check', otherAid: [{ amountFen: 500_000 }, { amountFen: 300_000 }] },
  })
})

test('J6: what was given and decided comes back as facts of the family', async () => {
  await city.untilIdle()
  const { body } = await district.get(`/households/${bill.householdNo}/explanation`)
  expect(JSON.stringify(body)).toContain('救助给付')
  expect(JSON.stringify(body)).toContain('救助决定')
})

test('T5, X5: the week tells families in hand and families helped apart, and the sum is that of the ledger', async () => {
  const week = async () => {
    const { body } = await city.operator.get(`/reports/weekly?until=${sampleDay}`)
    const regions = body.regions as unknown as { region: string; inHand: number; helped: number; givenFen: number }[]
    return regions.find(({ region }) => region === `${bill.village.slice(0, 6)}000000`)
  }
  const before = await week()
  expect(before).toMatchObject({ inHand: 1 })
  expect(await command(town, { type: 'CloseCase', result: 'helped', note: '已回访，款已到账' })).toMatchObject({
    status: 200,
    body: { status: 'closed', result: 'helped' },
  })
  await city.untilIdle()
  expect(await week()).toMatchObject({ inHand: 1, helped: 1, givenFen: 800_000 })
})
