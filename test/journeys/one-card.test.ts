import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caseworkers, caseworkersOf, giving } from './caseworkers.ts'
import { csv } from './csv.ts'
import { idNumber } from './id-number.ts'
import { type Installation, installSample } from './installation.ts'
import { scenario } from './sample.ts'
import { isOpen, tasksIn } from './what-came-out.ts'

const bill = scenario('big-bill')
const letter = { letterNo: '授权 7 号', scope: ['deposits', 'securities'], validUntil: '2027-10-30' }

let city: Installation
let people: Caseworkers
beforeAll(async () => {
  city = await installSample()
  people = await caseworkersOf(city, bill)
})
afterAll(() => city?.close())

type Page = {
  members: { name: string }[]
  income: { unseen: string[]; sources: unknown[] }
  holdings: unknown[]
  insurance: unknown[]
  check: { programmes: { programme: string; conditions: { needs: string | null }[] }[] }
}
type Lines = {
  sources: { kind: string; grossFen: number; monthlyFen: number }[]
  expenses: { kind: string; yearlyFen: number }[]
} & Record<'grossPerMonthFen' | 'perMonthFen' | 'expensesYearlyFen' | 'leftPerMonthFen', number>
const lookedUp = async (person: string, more: object = {}) =>
  people.district.post('/applications/look', { person, ...more })

test('T1 一证申请: an ID number gives members, income, holdings, insurance, what is had and due on one page', async () => {
  const { status, body } = await lookedUp(bill.headId)
  expect(status).toBe(200)
  const page = body as unknown as Page
  expect(page.members.length).toBeGreaterThan(0)
  expect(page.insurance).toHaveLength(page.members.length)
  expect(page.check.programmes.map(({ programme }) => programme)).toContain('dibao')
  expect(JSON.stringify(page)).not.toContain(bill.headId)
})

test('SD1: income line by line, as it is paid and as law counts it, less what illness and school cost: both totals add up', async () => {
  const { income } = (await lookedUp(bill.headId)).body as unknown as { income: Lines }
  const sum = (all: readonly number[]) => all.reduce((total, fen) => total + fen, 0)
  expect(income.grossPerMonthFen).toBe(sum(income.sources.map(({ grossFen }) => grossFen)))
  expect(income.perMonthFen).toBe(sum(income.sources.map(({ monthlyFen }) => monthlyFen)))
  const wages = income.sources.filter(({ kind }) => kind === 'wages')
  expect(wages.length).toBeGreaterThan(0)
  for (const { grossFen, monthlyFen } of wages) expect(monthlyFen).toBeLessThan(grossFen)
  expect(income.expenses).toContainEqual(expect.objectContaining({ kind: 'medical', yearlyFen: 6_600_000 }))
  expect(income.expensesYearlyFen).toBe(sum(income.expenses.map(({ yearlyFen }) => yearlyFen)))
  expect(income.leftPerMonthFen).toBe(income.perMonthFen - Math.round(income.expensesYearlyFen / 12))
})

test('T2: conditions on financial assets wait for an authorisation, and with one for the office that answers', async () => {
  const needs = ({ check }: Page) =>
    check.programmes.find(({ programme }) => programme === 'dibao')?.conditions.map((each) => each.needs)
  expect(needs((await lookedUp(bill.headId)).body as unknown as Page)).toContain('authorisation')
  const authorised = await lookedUp(bill.headId, { authorisation: letter })
  expect(needs(authorised.body as unknown as Page)).not.toContain('authorisation')
  const over = await lookedUp(bill.headId, { authorisation: { ...letter, validUntil: '2026-10-30' } })
  expect(needs(over.body as unknown as Page)).toContain('authorisation')
})

test('T2 一键核对: two lists, of money and of services, with met, not met or not known, the number seen and its source', async () => {
  const { programmes } = (await people.town.get(`/households/${bill.householdNo}/check`)).body as unknown as {
    programmes: { kind: string; conditions: { state: string; seen: string | null; rules: { source: string }[] }[] }[]
  }
  const [money, services] = [
    programmes.filter(({ kind }) => kind === 'money'),
    programmes.filter(({ kind }) => kind !== 'money'),
  ]
  expect([money.length > 0, services.length > 0]).toEqual([true, true])
  const conditions = programmes.flatMap((each) => each.conditions)
  expect(new Set(conditions.map(({ state }) => state))).toEqual(new Set(['met', 'not-met', 'not-known']))
  expect(conditions.some(({ seen, rules }) => seen !== null && rules.some(({ source }) => source !== ''))).toBe(true)
})

test('who looks leaves a line in the audit, and a wrong number is refused', async () => {
  const lines = await city.standalone.engines.sql.query(`select 1 from audit where 'application' = any(fields)`)
  expect(lines.length).toBeGreaterThan(0)
  expect(await lookedUp('350203197009253390')).toMatchObject({ status: 409 })
})

test('D1: a family registered elsewhere burns out: the worker of the place has the red task, and ID card and letter are enough', async () => {
  const place = scenario('mid-bill').village
  const elsewhere = await caseworkersOf(city, scenario('mid-bill'))
  const stranger = { 身份证号: idNumber('1979-05-06', 903), 姓名: '路远来' }
  const fire = {
    ...stranger,
    地址: '某出租屋',
    区划代码: place,
    时间: '2026-10-30 02:14:00',
    损失金额: 30_000,
    描述: '失火',
  }
  expect(await city.deliver('消防_火灾_外地.csv', csv(fire))).toMatchObject({ status: 202 })
  await city.untilIdle()
  const task = (await tasksIn(city.standalone.engines.sql)).find(
    (each) => each.region === place && each.direction === 'urgent' && isOpen(each),
  )
  expect(task).toMatchObject({ level: 'red' })
  const own = (await elsewhere.worker.get(`/tasks/${task?.taskId}`)).body
  expect(own).toMatchObject({ taskId: task?.taskId, status: 'open' })
  const asked = {
    applicant: { idNumber: stranger.身份证号, name: stranger.姓名 },
    ...{ urgent: true, matter: 'relief', note: '租住处失火', authorisation: letter, region: place },
  }
  const once = { ...asked, commandId: 'window-1' }
  const [taken, again] = [
    await elsewhere.town.post('/applications', once),
    await elsewhere.town.post('/applications', once),
  ]
  expect(taken).toMatchObject({
    status: 201,
    body: { class: 'immediate', kind: 'emergency', step: 'aid', authorisation: letter },
  })
  // Sent again, as after a lost answer, it is the same application: no second line, no second letter.
  expect(again.body).toEqual(taken.body)
  const { caseId } = taken.body as unknown as { caseId: string }
  const perform = (command: object) => elsewhere.ask(elsewhere.town, command, caseId)
  expect(await perform(giving('cash', 200_000))).toMatchObject({ status: 200, body: { givenFen: 200_000 } })
  expect(await perform({ type: 'CompleteStep', note: '火灾证明已补' })).toMatchObject({ status: 200 })
  expect(await perform({ type: 'CloseCase', result: 'helped', note: '已回访，暂住安置点' })).toMatchObject({
    status: 200,
    body: { status: 'closed', result: 'helped' },
  })
  expect(await elsewhere.town.post('/applications', { ...asked, region: bill.village })).toMatchObject({ status: 409 })
})

test('persons in no register are taken in with their application, and judged like all others', async () => {
  const [applicant, child] = [idNumber('1986-04-05', 901), idNumber('2016-04-05', 902)]
  const asked = {
    applicant: { idNumber: applicant, name: '郑无籍' },
    members: [{ idNumber: child, name: '郑小', relation: 'son' }],
    ...{ region: bill.village, note: '外来务工，失业后断炊', authorisation: letter },
  }
  const nameless = await people.town.post('/applications', { ...asked, applicant: { idNumber: applicant } })
  expect(nameless).toMatchObject({ status: 409, body: { detail: expect.stringContaining('请填写姓名') } })
  const taken = await people.town.post('/applications', asked)
  expect(taken).toMatchObject({ status: 201, body: { step: 'check', status: 'open' } })
  const { caseId } = taken.body as unknown as { caseId: string }
  await city.untilIdle()
  const page = (await lookedUp(applicant)).body as unknown as Page
  expect(page.members.map(({ name }) => name)).toEqual(['郑*籍', '郑某某'])
  const checked = await people.ask(people.town, { type: 'CompleteStep', note: '已核对' }, caseId)
  expect(checked).toMatchObject({ status: 200, body: { step: 'opinion', headName: '郑*籍' } })
  expect(JSON.stringify(checked.body)).not.toContain(applicant)
})
