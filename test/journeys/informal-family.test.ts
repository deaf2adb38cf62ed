import { afterAll, beforeAll, expect, test } from 'vitest'
import { csv } from './csv.ts'
import { idNumber } from './id-number.ts'
import { type Installation, install } from './installation.ts'
import { assessmentOf, indicatorsOf, isOpen, tasksIn } from './what-came-out.ts'

const village = '350203001201'
const [bereaved, neighbours] = ['350200000011', '350200000012']
const father = idNumber('1980-03-01', 1)
const mother = idNumber('1982-04-02', 2)
const child = idNumber('2016-05-03', 3)
const grandmother = idNumber('1950-06-04', 4)
const trader = idNumber('1981-07-05', 5)
const wife = idNumber('1983-08-06', 6)
const boy = idNumber('2015-09-07', 7)

const resident = (householdNo: string, id: string, name: string, relation: number) => ({
  户号: householdNo,
  公民身份号码: id,
  姓名: name,
  与户主关系: relation,
  区划代码: village,
})

let city: Installation
beforeAll(async () => {
  city = await install()
  const files = {
    '公安_户籍人口_20260930.csv': csv(
      resident(bereaved, father, '林建业', 0),
      resident(bereaved, mother, '陈秀兰', 1),
      resident(bereaved, child, '林小宝', 2),
      resident(bereaved, grandmother, '黄阿婆', 5),
      resident(neighbours, trader, '吴志强', 0),
      resident(neighbours, wife, '郑美玲', 1),
      resident(neighbours, boy, '吴小龙', 2),
    ),
    '人社_社保缴费.csv': csv({
      身份证号: idNumber('1990-01-01', 8),
      姓名: '别家人',
      单位名称: '某公司',
      费款所属期: '2026-10',
      缴费基数: 6000,
    }),
    '人社_养老金发放.csv': csv({
      身份证号: grandmother,
      姓名: '黄阿婆',
      待遇类别: '城乡居民',
      发放月: '2026-10',
      金额: 200,
    }),
    '民政_救助名册_20261031.csv': csv({
      家庭编号: 'D1',
      身份证号: idNumber('1970-01-01', 9),
      姓名: '别家人',
      救助类型: '低保',
      状态: '在保',
      户月保障金额: 900,
      起始日期: '2025-01-01',
      终止日期: '',
    }),
    '卫健_死亡证明.csv': csv({ 身份证号: father, 姓名: '林建业', 死亡日期: '2026-10-20' }),
  }
  for (const [fileName, text] of Object.entries(files))
    expect(await city.deliver(fileName, text)).toMatchObject({ status: 202 })
  await city.untilIdle()
})
afterAll(() => city.close())

test('a self-employed father dies: an orange task says whose income is not seen', async () => {
  const task = (await tasksIn(city.standalone.engines.sql)).find(
    (each) => each.householdNo === bereaved && each.direction === 'missed' && isOpen(each),
  )
  expect(task).toMatchObject({ level: 'orange' })
  expect(task === undefined ? [] : indicatorsOf(task)).toEqual(
    expect.arrayContaining(['breadwinner-death', 'income-below-standard']),
  )
  const { fires } = await assessmentOf(city.standalone.engines.sql, bereaved)
  expect(fires.map(({ reason }) => reason).join()).toContain('未见正式收入（可能灵活就业）')
})

test('the neighbours, of whom no formal income is seen either and nothing else, are left alone', async () => {
  const { fires, unknown } = await assessmentOf(city.standalone.engines.sql, neighbours)
  expect(fires).toEqual([])
  expect(unknown.map(({ indicator }) => indicator)).toContain('income-below-standard')
})
