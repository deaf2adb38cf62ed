import { ageOn } from '@shouwang/contracts'
import { livingIn, type TrueHousehold } from '../household.ts'
import * as rates from '../rates.ts'
import { type Desk, dayIn, named } from './desk.ts'

/** What the hotline, the grid, organisations, finance and the registers of property hold of a household. */
export const aidOffices = (desk: Desk): void => {
  asks(desk)
  seenByGrid(desk)
  listed(desk)
  paidByCard(desk)
  owns(desk)
  allowances(desk)
}

const firstLiving = (household: TrueHousehold, month: number) => livingIn(household, month)[0]

const asks = (desk: Desk): void => {
  const { household, send, number } = desk
  const month = household.asksIn
  if (month === null) return
  const person = firstLiving(household, month)
  if (person === undefined) return
  send(month, 'help-order', {
    工单号: `GD${number()}`,
    ...named(person),
    区划代码: household.village.code,
    来电时间: dayIn(desk, month),
    类别: '生活困难求助',
    内容: '家庭生活困难，咨询救助',
  })
}

const seenByGrid = (desk: Desk): void => {
  const { household, random, send, number, span } = desk
  for (let month = span.firstWatched; month < span.months.length; month += 1) {
    const needs = household.months[month]?.need != null
    const person = firstLiving(household, month)
    const chance = needs ? rates.aid.gridSeesPerMonth : rates.aid.gridErrsPerMonth
    if (!random.chance(chance.value) || person === undefined) continue
    send(month, 'grid-report', {
      网格事件编号: `WG${number()}`,
      ...named(person),
      事发地址: household.address,
      网格区划代码: household.village.code,
      网格上报时间: dayIn(desk, month),
      网格事件类别: '困难帮扶',
      事件描述: '走访发现家庭困难',
    })
  }
}

/** Who was monitored in the country before, and employees whom the union knows. */
const listed = (desk: Desk): void => {
  const { household, random, send, number, span } = desk
  const month = span.firstWatched - 1
  const now = household.months[month]
  const person = firstLiving(household, month)
  if (now === undefined || person === undefined) return
  const poor = now.incomeYuan - now.outlayYuan < rates.bareLiving.value * now.heads * 1.2
  if (household.inCountry && household.registeredHere && random.chance(poor ? 0.12 : 0.006)) {
    const 监测户编号 = `FP${number()}`
    const cleared = random.chance(0.55)
    for (const each of livingIn(household, month))
      send(month, 'fanpin', {
        监测户编号,
        ...named(each),
        监测类别: '边缘易致贫户',
        风险消除状态: cleared ? '已消除' : '未消除',
        纳入监测日期: dayIn(desk, 0),
        风险消除日期: cleared ? dayIn(desk, 6) : '',
      })
  }
  const worker = livingIn(household, month).find(
    ({ livelihood }) => livelihood === 'formal' || livelihood === 'jobless',
  )
  if (!household.inCountry && worker !== undefined && random.chance(poor ? 0.08 : 0.003))
    send(month, 'union-hardship', {
      ...named(worker),
      困难职工类别: '相对困难',
      帮扶金额: 2000,
      建档日期: dayIn(desk, month - 3),
    })
}

const paidByCard = (desk: Desk): void => {
  const { household, random, send, number, span } = desk
  const subsidised = household.inCountry && random.chance(0.8)
  for (const [month, name] of span.months.entries()) {
    const person = firstLiving(household, month)
    if (person === undefined || !subsidised || !name.endsWith('-04')) continue
    send(month, 'subsidy-card', {
      发放流水号: `YKT${number()}`,
      ...named(person),
      补贴项目: '耕地地力保护补贴',
      补贴金额: random.int(10, 60) * 10,
      打卡日期: dayIn(desk, month),
    })
  }
}

const owns = (desk: Desk): void => {
  const { household, random, send, number, span } = desk
  const adult = household.people.find(({ birthDate }) => ageOn(birthDate, `${span.months[0]}-01`) >= 18)
  if (adult === undefined) return
  for (let car = 0; car < household.cars; car += 1)
    send(0, 'vehicle-register', {
      身份证号: adult.idNumber,
      所有人: adult.name,
      号牌号码: `闽D${number()}`,
      车辆类型: '小型轿车',
      使用性质: '非营运',
      登记日期: dayIn(desk, -random.int(3, 110)),
      购置价: random.int(4, 18) * 10_000,
      业务类型: '新增',
    })
  const homes =
    household.registeredHere && !household.inCountry && random.chance(0.6) ? (random.chance(0.12) ? 2 : 1) : 0
  for (let home = 0; home < homes; home += 1)
    send(0, 'real-estate', {
      证件号: adult.idNumber,
      权利人: adult.name,
      不动产单元号: `BDC${number()}`,
      面积: random.int(60, 130),
      用途: '住宅',
      份额: 100,
      登记时间: dayIn(desk, -random.int(14, 200)),
      业务类型: '登记',
    })
}

/** The allowance of the very old: most have it. */
const allowances = (desk: Desk): void => {
  const { household, random, send, span } = desk
  for (const person of household.people) {
    if (!random.chance(0.95)) continue
    for (const [month, name] of span.months.entries()) {
      if (month >= person.until || ageOn(person.birthDate, `${name}-01`) < 80) continue
      send(month, 'elder-allowance', { ...named(person), 月津贴: 100, 发放月: name })
    }
  }
}
