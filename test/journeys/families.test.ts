import { keyFromText, pseudonymiser } from '@shouwang/identity'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csv } from './csv.ts'
import { idNumber } from './id-number.ts'
import { type Installation, install } from './installation.ts'
import { assessmentOf, indicatorsOf, isOpen, tasksIn } from './what-came-out.ts'

const man = idNumber('1984-03-01', 1)
const wife = idNumber('1986-05-02', 2)
const boy = idNumber('2015-07-03', 3)
const father = idNumber('1955-09-04', 1)
const elder = idNumber('1950-10-05', 2)
const [home, fathers, lone] = ['350200000001', '350200000002', '350200000003']
const village = '350203001201'

const resident = (householdNo: string, id: string, name: string, relation: number) => ({
  户号: householdNo,
  公民身份号码: id,
  姓名: name,
  与户主关系: relation,
  区划代码: village,
})
const onRoll = (rollNo: string, id: string, name: string) => ({
  家庭编号: rollNo,
  身份证号: id,
  姓名: name,
  救助类型: '低保',
  状态: '在保',
  户月保障金额: 1500,
  起始日期: '2025-03-01',
  终止日期: '',
})
const moved = (id: string, name: string) => ({
  公民身份号码: id,
  姓名: name,
  变动类型: '迁移',
  原户号: home,
  新户号: fathers,
  新区划代码: village,
  日期: '2026-07-02',
})
const pension = (month: string) => ({
  身份证号: father,
  姓名: '林建国',
  待遇类别: '城镇职工',
  发放月: month,
  金额: 4800,
})

let city: Installation
const person = (id: string): string => pseudonymiser(keyFromText(JSON.parse(city.keys).pseudonymKey)).person(id)
const judged = (household: string) => assessmentOf(city.standalone.engines.sql, household)
const leadsOf = async (householdNo: string) => {
  const tasks = await tasksIn(city.standalone.engines.sql)
  return tasks.filter((task) => task.householdNo === householdNo && isOpen(task)).flatMap(indicatorsOf)
}

beforeAll(async () => {
  city = await install()
  const files = {
    // What happened comes before who lives where: the order of files must not matter.
    '民政_婚姻登记.csv': csv({
      男方身份证: man,
      男方姓名: '吴志强',
      女方身份证: wife,
      女方姓名: '林小梅',
      类型: '离婚',
      日期: '2026-06-18',
    }),
    '公安_户籍变动.csv': csv(moved(wife, '林小梅'), moved(boy, '吴小宝')),
    '人社_养老金发放.csv': csv(...['2026-07', '2026-08', '2026-09', '2026-10'].map(pension)),
    '公安_户籍人口_20260630.csv': csv(
      resident(home, man, '吴志强', 0),
      resident(home, wife, '林小梅', 1),
      resident(home, boy, '吴小宝', 2),
      resident(fathers, father, '林建国', 0),
      resident(lone, elder, '董敏文', 0),
    ),
    '民政_救助名册_20261031.csv': csv(
      onRoll('JZ1', man, '吴志强'),
      onRoll('JZ1', wife, '林小梅'),
      onRoll('JZ1', boy, '吴小宝'),
      onRoll('JZ2', elder, '董敏文'),
    ),
    '卫健_死亡证明.csv': csv({
      身份证号: elder,
      姓名: '周大海',
      死亡日期: '2026-10-29',
      死亡地点: '医院',
      操作类型: 'I',
    }),
  }
  for (const [fileName, text] of Object.entries(files)) {
    const { status, body } = await city.deliver(fileName, text)
    expect(status, JSON.stringify(body)).toBe(202)
    await city.untilIdle()
  }
})
afterAll(() => city?.close())

test('after a divorce the man stays at home, and her father’s pension is no matter of his family', async () => {
  const his = await judged(home)
  expect(his.members[0]).toBe(person(man))
  expect(his.members).not.toContain(person(father))
  expect(JSON.stringify(his)).not.toContain(person(father))
  expect(his.fires.map(({ indicator }) => indicator)).not.toContain('formal-income-found')
  expect(await leadsOf(home)).toContain('household-changed')
})

test('wife and child live with her father, whose family is on no roll for their sake', async () => {
  const theirs = await judged(fathers)
  expect([...theirs.members].sort()).toEqual([person(wife), person(boy), person(father)].sort())
  expect(theirs.entitlements.filter(({ standing }) => standing === 'held' || standing === 'wrongly-held')).toEqual([])
  expect(theirs.fires.filter(({ direction }) => direction === 'wrong')).toEqual([])
})

test('a death certificate under another name is a slight lead that says to find out who it is about', async () => {
  const { fires, level, entitlements } = await judged(lone)
  expect(fires.find(({ indicator }) => indicator === 'recipient-deceased')).toMatchObject({
    level: 'yellow',
    reason: expect.stringContaining('姓名与身份证号不符，先核实身份'),
  })
  expect(level).not.toBe('red')
  expect(entitlements.find(({ programme }) => programme === 'dibao')).toMatchObject({ standing: 'held' })
})
