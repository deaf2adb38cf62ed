import { afterAll, beforeAll, expect, test } from 'vitest'
import { granting } from './caseworkers.ts'
import { csv } from './csv.ts'
import { idNumber } from './id-number.ts'
import { type Asker, type Installation, install } from './installation.ts'
import { sampleBytes, sampleDay } from './sample.ts'

// SD5 of docs/casework.md: who is close kin of those who handle help, or of village officials, is on record before help is paid.

const village = '350203001201'
const person = (birthDate: string, nth: number, 姓名: string) => ({ 公民身份号码: idNumber(birthDate, nth), 姓名 })
const mother = person('1952-02-03', 1, '周秀兰')
const brother = person('1969-02-03', 3, '郑守业')
const official = person('1975-02-03', 5, '周支书')
const [motherHome, brotherHome] = ['350200000061', '350200000062']
const resident = (户号: string, who: object) => ({ 户号, ...who, 与户主关系: 0, 区划代码: village })
const staff = (工号: string, 姓名: string, 角色: string, 区划代码: string) => ({ 工号, 姓名, 角色, 区划代码 })
const declared = (申报编号: string, who: typeof mother, 与申报人关系: string) => ({
  ...{ 申报编号, 申报人身份证号: official.公民身份号码, 申报人姓名: official.姓名, 申报人身份: '村干部' },
  ...{ 近亲属身份证号: who.公民身份号码, 近亲属姓名: who.姓名, 与申报人关系, 申报日期: '2026-03-01' },
  ...{ 完成备案日期: '', 任职结束日期: '' },
})
const files: Readonly<Record<string, string>> = {
  'staff.csv': csv(
    staff('W9001', '村网格员', '网格员', village),
    staff('T9001', '街道协理员', '协理员', '350203001000'),
    staff('D9001', '区救助科', '区级', '350203000000'),
    staff('S9001', '审计员', '审计员', '350200000000'),
  ),
  '公安_户籍人口_20260930.csv': csv(resident(motherHome, mother), resident(brotherHome, brother)),
  '民政_救助名册_20261031.csv': csv({
    ...{ 家庭编号: 'D1', 身份证号: mother.公民身份号码, 姓名: mother.姓名, 救助类型: '低保', 状态: '在保' },
    ...{ 户月保障金额: 1200, 起始日期: '2025-09-01', 终止日期: '', 最近复核日期: '2026-09-30' },
  }),
  '民政_近亲属备案.csv': csv(declared('JQS1', mother, '母亲'), declared('JQS2', brother, '兄弟姐妹')),
}

let city: Installation
let people: { readonly worker: Asker; readonly town: Asker; readonly district: Asker; readonly auditor: Asker }
beforeAll(async () => {
  city = await install()
  const hand = async (fileName: string, text: BodyInit) => {
    const { status, body } = await city.deliver(fileName, text)
    expect([status, fileName, JSON.stringify(body).slice(0, 200)]).toEqual([202, fileName, expect.anything()])
  }
  await hand('regions.csv', new Uint8Array(sampleBytes('regions.csv')))
  for (const [fileName, text] of Object.entries(files)) await hand(fileName, text)
  await city.untilIdle()
  const [worker, town, district, auditor] = await Promise.all(
    (['W9001', 'T9001', 'D9001', 'S9001'] as const).map((staffNo) => city.signIn(staffNo)),
  )
  if (!worker || !town || !district || !auditor) throw new Error('somebody did not sign in')
  people = { worker, town, district, auditor }
})
afterAll(() => city?.close())

type Body = Record<string, unknown>
const told = async (answer: ReturnType<Asker['post']>, status = 200): Promise<Body> => {
  const { status: was, body } = await answer
  expect([was, was === status ? '' : JSON.stringify(body)]).toEqual([status, ''])
  return body as unknown as Body
}

let caseId: string
test('SD5: who is on a roll, and whom a case is about to help, is on the district’s list before anything is paid', async () => {
  const { town, district, auditor } = people
  expect(await told(district.get('/official-kin'))).toMatchObject({
    needed: 1,
    recorded: 0,
    families: [{ householdNo: motherHome, state: 'needed', caseId: null }],
  })
  const need = { matter: 'application', origin: 'application', note: '申请低保' }
  caseId = String((await told(town.post('/cases', { householdNo: brotherHome, ...need }), 201)).caseId)
  const list = await told(auditor.get('/official-kin'))
  expect(list).toMatchObject({
    needed: 2,
    families: [{ householdNo: brotherHome, caseId, step: 'check' }, { householdNo: motherHome }],
  })
  const family = await told(district.get(`/official-kin/${motherHome}`))
  expect(family).toMatchObject({
    reason: expect.stringContaining('未见备案'),
    receives: [{ programme: 'dibao' }],
    kin: [{ declarationNo: 'JQS1', relation: '父母', capacity: '村（社区）干部', recordedOn: null }],
  })
  expect(JSON.stringify(family)).not.toMatch(/周秀兰|周支书|\d{17}[\dX]/)
})

test('SD5: the check and the case show it to the district; nobody below reads a word of it, nor sees whether there is one', async () => {
  const { worker, town, district } = people
  expect(await told(district.get(`/households/${motherHome}/check`))).toMatchObject({
    officialKin: { state: 'needed', reason: expect.stringContaining('未见备案') },
  })
  expect(await told(district.get(`/cases/${caseId}`))).toMatchObject({ officialKin: { state: 'declared' } })
  for (const asker of [worker, town]) {
    expect(await asker.get('/official-kin')).toMatchObject({ status: 403 })
    expect(await told(asker.get(`/households/${motherHome}/check`))).toMatchObject({ officialKin: null })
    expect(await told(asker.get(`/cases/${caseId}`))).toMatchObject({ officialKin: null })
    for (const path of ['explanation', 'file', 'trace', 'check']) {
      const seen = JSON.stringify(await told(asker.get(`/households/${motherHome}/${path}`)))
      expect([path, seen.match(/近亲属|备案|official-kin|OfficialKin|JQS1/)?.[0]]).toEqual([path, undefined])
    }
    expect(JSON.stringify((await asker.get('/tasks')).body)).not.toMatch(/近亲属|备案|official-kin/)
  }
})

test('SD5: put on record by the district with a reason, it is quiet; taken back, it is needed again', async () => {
  const { district, town } = people
  const path = `/official-kin/${motherHome}`
  const record = { type: 'RecordKin', declarationNo: 'JQS1', note: '已核实亲属关系' }
  expect(await town.post(`${path}/commands`, record)).toMatchObject({ status: 403 })
  const written = await told(district.post(`${path}/commands`, record))
  expect(written).toMatchObject({ lines: [{ type: 'recorded', byName: '区救助科', note: '已核实亲属关系' }] })
  expect(await district.post(`${path}/commands`, record)).toMatchObject({ status: 409 })
  await city.untilIdle()
  expect(await told(district.get(path))).toMatchObject({ state: 'recorded', kin: [{ recordedOn: sampleDay }] })
  expect(await told(district.get('/official-kin?state=recorded'))).toMatchObject({
    families: [{ householdNo: motherHome }],
  })
  const back = { type: 'WithdrawKinRecord', declarationNo: 'JQS1', note: '认错了人' }
  await told(district.post(`${path}/commands`, back))
  await city.untilIdle()
  expect(await told(district.get(path))).toMatchObject({ state: 'needed', lines: [{}, { type: 'withdrawn' }] })
})

test('a decision that law wants public pays nothing before its board hung', async () => {
  const { town } = people
  const path = `/cases/${caseId}/commands`
  for (const note of ['已核对', '入户属实']) await told(town.post(path, { type: 'CompleteStep', note }))
  await told(town.post(path, granting('dibao', 240_000, { deviation: '按入户核定的收入' })))
  const aid = { form: 'card', programme: 'dibao', amountFen: 100_000, what: '', person: null, fund: null }
  const refused = await town.post(path, { type: 'GiveAid', aid })
  expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('先公示') } })
})
