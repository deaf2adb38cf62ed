import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caseworkers, caseworkersOf, giving, granting } from './caseworkers.ts'
import { csv } from './csv.ts'
import { type Installation, installSample } from './installation.ts'
import { sampleDay, scenario } from './sample.ts'

const burnt = scenario('fire')

let city: Installation
let people: Caseworkers
beforeAll(async () => {
  city = await installSample()
  people = await caseworkersOf(city, burnt)
})
afterAll(() => city?.close())

const explained = async () =>
  (await people.district.get(`/households/${burnt.householdNo}/explanation`)).body as unknown as {
    score: number
    levelToday: string
    entitlements: { programme: string; standing: string }[]
    fires: { indicator: string; text: string }[]
  }
const standingOf = async (programme: string) =>
  (await explained()).entitlements.find((each) => each.programme === programme)?.standing

test('D6: the fire was at 02:14; 2,000 yuan are there in the morning, and the papers are due', async () => {
  const before = await explained()
  expect(before).toMatchObject({ levelToday: 'red' })
  expect(await standingOf('temporary-relief')).toBe('possibly-owed')
  const outcome = { outcome: 'temp-aid-given', note: '房屋烧毁，先行救助', aid: giving('cash', 200_000).aid }
  const task = await people.task('urgent')
  expect(await people.worker.post(`/tasks/${task}/outcome`, outcome)).toMatchObject({ status: 200 })
  const { body } = await people.town.get(`/cases/${await people.newestCase()}`)
  expect(body).toMatchObject({ class: 'immediate', kind: 'emergency', grade: 1, step: 'papers', givenFen: 200_000 })
  expect(await people.ask(people.town, { type: 'CloseCase', result: 'helped', note: '已回访' })).toMatchObject({
    status: 409,
  })
  await city.untilIdle()
  const after = await explained()
  expect(after.score).toBeLessThan(before.score)
  expect(await standingOf('temporary-relief')).toBe('held')
})

test('D2: a fire is 紧急型 and says why it has its grade; the amount is the city’s scale, or none', async () => {
  const { body } = await people.town.get(`/cases/${await people.newestCase()}`)
  const { kind, grade, reasons, history } = body as unknown as {
    kind: string
    grade: number
    reasons: readonly string[]
    history: readonly { text: string }[]
  }
  expect({ kind, grade, reasons }).toEqual({ kind: 'emergency', grade: 1, reasons: ['urgent-direction', 'level-red'] })
  expect(history[0]?.text).toContain('紧急型、1 级（突发急难、红色预警）')
  const check = (await people.town.get(`/households/${burnt.householdNo}/check`)).body as unknown as {
    programmes: { programme: string; amount: { text: string; mostFen: number | null } | null }[]
  }
  const scale = check.programmes.find(({ programme }) => programme === 'temporary-relief')?.amount
  // The place has not entered the multiple of its standard, so that no amount is named, and the page says which number is missing.
  expect(scale).toMatchObject({ text: '本市尚未录入标准（临时救助封顶（低保标准倍数）），不写金额', mostFen: null })
})

test('J1: 特急 is by rule, with a day of its own; a person makes it 联合 and says why', async () => {
  const { town, ask } = people
  const before = (await town.get(`/cases/${await people.newestCase()}`)).body
  expect(before).toMatchObject({
    class: 'immediate',
    department: 'civil-affairs',
    owner: { staffNo: expect.any(String) },
  })
  const graded = { type: 'GradeCase', class: 'joint', kind: 'emergency', grade: 1 }
  expect(await ask(town, { ...graded, why: '' })).toMatchObject({ status: 400 })
  const after = await ask(town, { ...graded, why: '住建、民政联合安置' })
  expect(after).toMatchObject({ status: 200, body: { class: 'joint', reasons: ['by-hand'] } })
  expect(JSON.stringify(after.body)).toContain('住建、民政联合安置')
})

test('SD3 凡进必核: a decision carries its check, and one on a household that changed since is refused', async () => {
  const { town, ask } = people
  expect(await ask(town, { type: 'CompleteStep', note: '申请书、火灾证明已补齐' })).toMatchObject({ status: 200 })
  const opened = await town.post('/cases', {
    ...{ householdNo: burnt.householdNo, matter: 'application', origin: 'application', note: '申请临时救助' },
  })
  // J1: what one department does has a day of its own, later than what is at once.
  expect(opened).toMatchObject({ status: 201, body: { step: 'check', check: null, class: 'department' } })
  expect((opened.body as { dueOn?: string }).dueOn).toMatch(/^2026-1\d-\d\d$/)
  const checked = await ask(town, { type: 'CompleteStep', note: '已核对' })
  expect(checked).toMatchObject({ status: 200, body: { step: 'opinion', check: { day: sampleDay } } })
  const { check } = checked.body as unknown as { check: { programmes: { programme: string; standing: string }[] } }
  expect(check.programmes.find(({ programme }) => programme === 'temporary-relief')).toMatchObject({ standing: 'held' })
  expect(await ask(town, { type: 'CompleteStep', note: '情况属实' })).toMatchObject({ status: 200 })
  const row = { 身份证号: burnt.headId, 姓名: '汪莲宇', 待遇类别: '城镇职工', 发放月: '2026-10', 金额: 2600 }
  await city.deliver('人社_养老金发放.csv', csv(row))
  await city.untilIdle()
  const decide = granting('temporary-relief', 100_000, { deviation: '先行救助不足以安顿过渡住房' })
  const refused = await ask(town, decide)
  expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('请重新核对后再决定') } })
  expect(await ask(town, { type: 'TakeCheck' })).toMatchObject({ status: 200 })
  expect(await ask(town, granting('temporary-relief', 100_000))).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('已享受，请写明仍要给予的理由') },
  })
  const decided = await ask(town, decide)
  expect(decided).toMatchObject({
    status: 200,
    body: {
      step: 'aid',
      decisions: [{ checkNo: expect.stringContaining('-k'), deviation: expect.any(String) }],
    },
  })
  expect(JSON.stringify(decided.body)).not.toContain(burnt.headId)
})

test('an unknown field in a decision is refused', async () => {
  const { town, ask } = people
  expect(await ask(town, granting('temporary-relief', 100_000, { colour: 'red' }))).toMatchObject({ status: 400 })
})

test('J6: the hardship falls with the aid, and the family is not said to be owed what it has', async () => {
  const before = await explained()
  expect(await people.ask(people.town, giving('card', 100_000))).toMatchObject({ status: 200 })
  await city.untilIdle()
  const after = await explained()
  expect(after.score).toBeLessThan(before.score)
  expect(after.fires.find(({ indicator }) => indicator === 'fire-loss')?.text).toContain('已获救助')
  expect(await standingOf('temporary-relief')).toBe('held')
})
