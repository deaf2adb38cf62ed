import { afterAll, beforeAll, expect, test } from 'vitest'
import { granting } from './caseworkers.ts'
import { csv } from './csv.ts'
import { idNumber } from './id-number.ts'
import { type Asker, type Installation, install } from './installation.ts'
import { sampleBytes, sampleDay } from './sample.ts'

// SD4 and J6 of docs/casework.md: what a village may see of who is helped, and what departments may see of whom to help.

const village = '350203001201'
const person = (birthDate: string, nth: number, 姓名: string) => ({ 公民身份号码: idNumber(birthDate, nth), 姓名 })
const li = person('1970-02-03', 1, '李阳光')
const liChild = person('2012-04-05', 2, '李小光')
const orphan = person('2014-02-03', 3, '周小孤')
const he = person('1944-02-03', 4, '何老伯')
const wu = person('1968-02-03', 5, '吴大山')
const wuChild = person('2013-04-05', 6, '吴小山')
const [liHome, orphanHome, heHome, wuHome] = ['350200000051', '350200000052', '350200000053', '350200000054']
const resident = (户号: string, who: object, 与户主关系: number) => ({ 户号, ...who, 与户主关系, 区划代码: village })
const listed = (家庭编号: string, who: { 公民身份号码: string; 姓名: string }, 救助类型: string) => ({
  ...{ 家庭编号, 身份证号: who.公民身份号码, 姓名: who.姓名, 救助类型, 状态: '在保' },
  ...{ 户月保障金额: 1200, 起始日期: '2025-09-01', 终止日期: '', 最近复核日期: '2026-09-30' },
})
const staff = (工号: string, 姓名: string, 角色: string, 区划代码: string, 所属部门 = '') => ({
  ...{ 工号, 姓名, 角色, 区划代码, 所属部门, 机构名称: '' },
})
const files: Readonly<Record<string, string>> = {
  '工作人员_部门.csv': csv(
    staff('W9001', '村网格员', '网格员', village),
    staff('T9001', '街道协理员', '协理员', '350203001000'),
    staff('T9002', '街道另一人', '协理员', '350203001000'),
    staff('D9001', '区救助科', '区级', '350203000000'),
    staff('E9001', '区教育局', '部门用户', '350203000000', '教育'),
    staff('H9001', '区住建局', '部门用户', '350203000000', '住建'),
  ),
  '公安_户籍人口_20260930.csv': csv(
    ...[resident(liHome, li, 0), resident(liHome, liChild, 2), resident(orphanHome, orphan, 0)],
    ...[resident(heHome, he, 0), resident(wuHome, wu, 0), resident(wuHome, wuChild, 2)],
  ),
  '民政_救助名册_20261031.csv': csv(
    listed('D1', he, '低保'),
    listed('D2', orphan, '低保'),
    listed('D3', wu, '低保边缘'),
  ),
}

let city: Installation
let people: { readonly worker: Asker; readonly town: Asker; readonly second: Asker; readonly district: Asker }
beforeAll(async () => {
  city = await install()
  const hand = async (fileName: string, text: BodyInit) => {
    const { status, body } = await city.deliver(fileName, text)
    expect([status, fileName, JSON.stringify(body).slice(0, 200)]).toEqual([202, fileName, expect.anything()])
  }
  await hand('regions.csv', new Uint8Array(sampleBytes('regions.csv')))
  for (const [fileName, text] of Object.entries(files)) await hand(fileName, text)
  await city.untilIdle()
  const [worker, town, second, district] = await Promise.all(
    (['W9001', 'T9001', 'T9002', 'D9001'] as const).map((staffNo) => city.signIn(staffNo)),
  )
  if (!worker || !town || !second || !district) throw new Error('somebody did not sign in')
  people = { worker, town, second, district }
})
afterAll(() => city?.close())

type Body = Record<string, unknown>
const told = async (answer: ReturnType<Asker['post']>, status = 200): Promise<Body> => {
  const { status: was, body } = await answer
  expect([was, was === status ? '' : JSON.stringify(body)]).toEqual([status, ''])
  return body as unknown as Body
}
const isClean = (board: Body): void => {
  const written = JSON.stringify(board)
  for (const secret of [li.姓名, orphan.姓名, he.姓名, liChild.姓名]) expect(written).not.toContain(secret)
  expect(written).not.toMatch(/\d{17}[\dX]|疾病|残疾|诊断/)
}

let caseId: string
let boardNo: string
test('SD4: a decision that law wants posted waits for its village; the board names no minor and hangs where somebody says', async () => {
  const { town, worker } = people
  const need = { matter: 'application', origin: 'application', note: '申请低保' }
  const decided = async (householdNo: string): Promise<string> => {
    const opened = await told(town.post('/cases', { householdNo, ...need }), 201)
    const path = `/cases/${opened.caseId}/commands`
    await told(town.post(path, { type: 'CompleteStep', note: '已核对' }))
    await told(town.post(path, { type: 'CompleteStep', note: '入户属实' }))
    await told(town.post(path, granting('dibao', 240_000, { deviation: '按入户核定的收入' })))
    return String(opened.caseId)
  }
  caseId = await decided(liHome)
  await decided(orphanHome)
  expect(await told(town.get('/publicity'))).toMatchObject({
    due: [{ region: village, programme: 'dibao', decisions: 2, oldest: sampleDay }],
    boards: [],
  })
  const draw = { commandId: 'b1', kind: 'decisions', region: village, programme: 'dibao' }
  const board = await told(town.post('/publicity', draw), 201)
  boardNo = String(board.boardNo)
  expect(board).toMatchObject({
    status: 'drawn',
    days: 7,
    withheld: 1,
    entries: [{ nth: 1, members: 2, amountFen: 240_000 }],
  })
  isClean(board)
  const hang = { type: 'HangBoard', from: sampleDay, place: '村务公开栏', photo: '照片 12' }
  const hung = await told(worker.post(`/publicity/${boardNo}/commands`, hang))
  expect(hung).toMatchObject({ status: 'hung', hungFrom: sampleDay, place: '村务公开栏', hungBy: '村网格员' })
  const history = JSON.stringify((await told(town.get(`/cases/${caseId}`))).history)
  expect(history).toContain('已张贴公示')
})

test('SD4: an objection without a name reopens the question: nothing is given until somebody else has looked', async () => {
  const { town, worker, second } = people
  const said = { commandId: 'o1', nth: 1, note: '他家去年买了车' }
  const board = await told(worker.post(`/publicity/${boardNo}/objections`, said), 201)
  expect(board).toMatchObject({ objections: 1, said: [{ nth: 1, caseId, objector: null }] })
  const known = await told(town.get(`/cases/${caseId}`))
  expect(known).toMatchObject({ step: 'opinion', objected: { stops: true, note: '他家去年买了车' } })
  const [{ decisionNo }] = known.decisions as [{ decisionNo: string }]
  const answer = { type: 'AnswerObjection', decisionNo, upheld: false, note: '车是邻居的' }
  expect(await town.post(`/cases/${caseId}/commands`, answer)).toMatchObject({ status: 409 })
  expect(await told(second.post(`/cases/${caseId}/commands`, answer))).toMatchObject({ step: 'aid', objected: null })
})

test('长期公示: who receives help in a village is drawn as of a day from the roll; a family only recognised is on no board', async () => {
  const { town } = people
  const draw = { commandId: 'r1', kind: 'recipients', region: village, programme: 'dibao', asOf: sampleDay }
  const board = await told(town.post('/publicity', draw), 201)
  expect(board).toMatchObject({
    kind: 'recipients',
    withheld: 1,
    entries: [{ amountFen: 120_000, every: 'month', members: 1 }],
  })
  isClean(board)
  expect(await town.post('/publicity', { ...draw, commandId: 'r2', programme: 'edge' })).toMatchObject({ status: 409 })
  const said = { commandId: 'o2', nth: 1, note: '他儿子在外地开店', who: '邻居', contact: '村口小卖部' }
  const objected = await told(town.post(`/publicity/${board.boardNo}/objections`, said), 201)
  const [{ caseId: opened, objector }] = objected.said as [{ caseId: string; objector: string }]
  expect(objector).toBe('邻居 村口小卖部')
  expect(await told(town.get(`/cases/${opened}`))).toMatchObject({
    matter: 'objection',
    step: 'check',
    householdNo: heHome,
  })
})

type Ranked = { readonly householdNo: string; readonly points: number; readonly ring: string }

test('J6: a department helps a family of the list drawn for it; its place falls at once, and others see nothing', async () => {
  const { district } = people
  const ranked = async (no: string, ring = ''): Promise<Ranked | undefined> =>
    ((await told(district.get(`/households/by-hardship?limit=200${ring}`))).households as Ranked[]).find(
      ({ householdNo }) => householdNo === no,
    )
  const [education, housing] = [await city.signIn('E9001'), await city.signIn('H9001')]
  const asked = {
    ...{ commandId: 'l1', department: 'education', purpose: 'school-help', why: '秋季助学', rows: 10 },
    attributes: { ages: ['6-17'] },
  }
  const drawn = await told(district.post('/lists', asked), 201)
  const path = `/lists/${drawn.listNo}`
  const families = drawn.families as { nth: number; placeNow: number; householdNo: string; pointsNow: number }[]
  expect(families.map(({ householdNo }) => householdNo).sort()).toEqual([liHome, orphanHome, wuHome])
  for (const probe of [path, '/lists']) {
    const { status, body } = await housing.get(probe)
    expect([probe, status === 404 || JSON.stringify(body) === '{"lists":[]}']).toEqual([probe, true])
  }
  const seen = await told(education.get(path))
  for (const secret of [liHome, wuHome, li.姓名]) expect(JSON.stringify(seen)).not.toContain(secret)
  const target = families.find(({ pointsNow }) => pointsNow > 0)
  if (target === undefined) throw new Error('nobody on the list is hard pressed')
  const given = { form: 'cash', what: '助学金', amountFen: 2_000_000, hours: null, day: sampleDay }
  const help = { commandId: 'h1', programme: 'education-aid', note: '秋季助学', given }
  const onList = async () =>
    ((await told(district.get(path))).families as typeof families).find(({ nth }) => nth === target.nth)
  const { points, ring } = (await ranked(target.householdNo)) ?? { points: 0, ring: '' }
  const helpedAt = performance.now()
  await told(education.post(`${path}/rows/${target.nth}/help`, help), 201)
  const movedAfter = async (what: string, hasMoved: () => Promise<boolean>): Promise<string> => {
    await expect.poll(hasMoved, { interval: 20 }).toBe(true)
    return `${what} ${Math.round(performance.now() - helpedAt)} ms`
  }
  const moved = await Promise.all([
    movedAfter('the list', async () => ((await onList())?.pointsNow ?? target.pointsNow) < target.pointsNow),
    movedAfter('the ranking', async () => ((await ranked(target.householdNo))?.points ?? points) < points),
    movedAfter(
      'its ring',
      async () => ((await ranked(target.householdNo, `&ring=${ring}`))?.points ?? points) < points,
    ),
  ])
  process.stdout.write(`J6: moved after the help was recorded: ${moved.join(', ')}\n`)
  expect((await onList())?.placeNow).toBeGreaterThanOrEqual(target.placeNow)
})

test('J5: who decides on a family sees before what another office gave it', async () => {
  const { town, district } = people
  const education = await city.signIn('E9001')
  const asked = {
    ...{ commandId: 'l2', department: 'education', purpose: 'school-help', why: '秋季助学', rows: 10 },
    attributes: { ages: ['6-17'] },
  }
  const drawn = await told(district.post('/lists', asked), 201)
  const row = (drawn.families as { nth: number; householdNo: string }[]).find(
    ({ householdNo }) => householdNo === wuHome,
  )
  const given = { form: 'cash', what: '困难学生救助', amountFen: 300_000, hours: null, day: sampleDay }
  const help = { commandId: 'h2', programme: 'temporary-relief', note: '困难学生', given }
  await told(education.post(`/lists/${drawn.listNo}/rows/${row?.nth}/help`, help), 201)
  await city.untilIdle()
  const need = { householdNo: wuHome, matter: 'application', origin: 'application', note: '申请临时救助' }
  const { caseId: asking, otherAid } = await told(town.post('/cases', need), 201)
  expect(otherAid).toMatchObject([{ programme: 'temporary-relief', amountFen: 300_000, day: sampleDay, by: '教育' }])
  const perform = (command: object) => told(town.post(`/cases/${asking}/commands`, command))
  for (const note of ['已核对', '入户属实']) await perform({ type: 'CompleteStep', note })
  const again = granting('temporary-relief', 100_000, { deviation: '助学之外，父亲住院' })
  expect(await perform(again)).toMatchObject({ step: 'aid', otherAid: [{ amountFen: 300_000 }] })
})
