import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caseworkers, caseworkersOf, giving, granting } from './caseworkers.ts'
import { csv } from './csv.ts'
import { type Installation, installSample } from './installation.ts'
import { sampleDay, scenario } from './sample.ts'
import { refundsOf } from './settlement.ts'

const bill = scenario('big-bill')
const burnt = scenario('fire')
/** Whose bills the family paid. */
const patient = '350211198305024748'

let city: Installation
let people: Caseworkers
let conferenceCase: string
beforeAll(async () => {
  city = await installSample()
  people = await caseworkersOf(city, bill)
})
afterAll(() => city?.close())

const reconciled = async () => (await people.district.get(`/aid/reconciliation?from=${sampleDay}&to=${sampleDay}`)).body
const conference = async () => {
  const outcome = { outcome: 'yishi-yiyi', note: '自付 66000 元，请会商' }
  expect(await people.worker.post(`/tasks/${await people.task('missed')}/outcome`, outcome)).toMatchObject({
    status: 200,
  })
  expect(await people.ask(people.town, { type: 'CompleteStep', note: '会议纪要：同意' })).toMatchObject({ status: 200 })
}

test('D4: one approval, aid in batches; each is held against what was granted', async () => {
  await conference()
  const { town, district, ask } = people
  expect(await ask(town, granting('temporary-relief', 600_000))).toMatchObject({ status: 200 })
  expect(await ask(district, { type: 'ApproveDecision' })).toMatchObject({ status: 200, body: { step: 'aid' } })
  for (const batch of [200_000, 400_000])
    expect((await ask(town, giving('card', 200_000))).body).toMatchObject({ givenFen: batch, step: 'aid' })
  expect(await ask(town, giving('card', 300_000))).toMatchObject({ status: 409, body: { detail: '超过已批准的金额' } })
})

test('D4: the third batch is held back when the bill came back, until somebody has looked again', async () => {
  const { town, ask, newestCase } = people
  const caseId = await newestCase()
  expect(await city.operator.post('/feeds/med-settlement/records', refundsOf(patient))).toMatchObject({ status: 202 })
  await city.untilIdle()
  const held = await ask(town, giving('card', 100_000), caseId)
  expect(held).toMatchObject({ status: 409, body: { detail: expect.stringContaining('请先重新核对') } })
  expect(await ask(town, { type: 'TakeCheck' }, caseId)).toMatchObject({ status: 200 })
  expect(await ask(town, giving('card', 100_000), caseId)).toMatchObject({ status: 200, body: { givenFen: 500_000 } })
  conferenceCase = caseId
})

test('一卡通对账: what was given and not paid yet waits, what the card paid is confirmed, and what nobody decided is told', async () => {
  expect(await reconciled()).toMatchObject({ waiting: 3, confirmed: 0, paidNotDecided: [] })
  const row = (id: string, name: string, amount: number, serial: string) => ({
    ...{ 身份证号: id, 姓名: name, 补贴项目: '临时救助', 补贴金额: amount, 打卡日期: sampleDay, 发放流水号: serial },
  })
  const paid = csv(row(bill.headId, '某', 2000, 'S1'), row(burnt.headId, '某', 700, 'S2'))
  expect(await city.deliver('财政_一卡通补贴.csv', paid)).toMatchObject({ status: 202 })
  await city.untilIdle()
  const found = await reconciled()
  expect(found).toMatchObject({ waiting: 2, confirmed: 1, decidedNotPaid: [] })
  const elsewhere = await caseworkersOf(city, burnt)
  const there = await elsewhere.district.get(`/aid/reconciliation?from=${sampleDay}&to=${sampleDay}`)
  expect(there.body).toMatchObject({ paidNotDecided: [{ householdNo: burnt.householdNo, amountFen: 70_000 }] })
  expect(JSON.stringify(there.body)).not.toContain(burnt.headId)
})

test('D4: with the rest of the third batch all is paid that was granted; the return visit ends the case', async () => {
  const { town, ask } = people
  expect(await ask(town, giving('card', 100_000), conferenceCase)).toMatchObject({
    status: 200,
    body: { givenFen: 600_000, grantedFen: 600_000, step: 'return-visit' },
  })
  const close = { type: 'CloseCase', result: 'helped', note: '已回访，三批救助金均到账' }
  expect(await ask(town, close, conferenceCase)).toMatchObject({
    status: 200,
    body: { status: 'closed', result: 'helped' },
  })
})

test('J2: help that came first is set off against the later settlement, and the ledger shows it', async () => {
  const { worker, town, ask, task, newestCase } = await caseworkersOf(city, burnt)
  const outcome = { outcome: 'temp-aid-given', note: '先行救助', aid: giving('cash', 200_000).aid }
  expect(await worker.post(`/tasks/${await task('urgent')}/outcome`, outcome)).toMatchObject({ status: 200 })
  const aidId = `${await newestCase()}-a1`
  const recovery = { way: 'offset', amountFen: 150_000, aidId, against: '保险理赔 2026-88', fund: null }
  expect(await ask(town, { type: 'RecordRecovery', recovery: { ...recovery, amountFen: 300_000 } })).toMatchObject({
    status: 409,
    body: { detail: '超过应追回的金额' },
  })
  expect(await ask(town, { type: 'RecordRecovery', recovery })).toMatchObject({
    status: 200,
    body: { recoveredFen: 150_000, aid: [{ aidId, recoveredFen: 150_000 }] },
  })
})
