import { addDays, ageOn } from '@shouwang/contracts'
import { type Happening, livingIn, type TruePerson } from '../household.ts'
import * as rates from '../rates.ts'
import { type Desk, dayIn, named } from './desk.ts'

/** What police, civil affairs, schools, hospitals and funeral homes hold of who belongs to a household. */
export const civilOffices = (desk: Desk): void => {
  const { household, span } = desk
  const registered = livingIn(household, 0).filter(({ until }) => until > 0)
  for (const person of registered)
    if (household.registeredHere) register(desk, person)
    else if (desk.random.chance(rates.people.permitKnown.value)) permit(desk, person)
  for (const happening of household.happenings) {
    const person = household.people[happening.person]
    if (person !== undefined) happened(desk, person, happening)
  }
  for (const [month, name] of span.months.entries())
    if (name.endsWith('-09') || month === 0)
      for (const person of livingIn(household, month)) enrolled(desk, person, month, name)
}

const register = (desk: Desk, person: TruePerson): void => {
  const { household, send, span, random } = desk
  send(span.firstWatched - 1, 'resident-register', {
    户号: household.no,
    公民身份号码: person.idNumber,
    姓名: person.name,
    与户主关系: person.relation,
    性别: person.sex === 'male' ? '1' : '2',
    出生日期: person.birthDate,
    住址: household.address,
    区划代码: household.village.code,
    联系电话: person.phone,
  })
  if (person.grewUpIn === null || !random.chance(rates.records.oldMovesKnown.value)) return
  send(span.firstWatched - 1, 'resident-change', {
    公民身份号码: person.idNumber,
    姓名: person.name,
    变动类型: person.sex === 'female' ? '婚迁' : '分户',
    原户号: person.grewUpIn,
    新户号: household.no,
    新区划代码: household.village.code,
    日期: dayIn(desk, -random.int(24, 240)),
  })
}

const permit = (desk: Desk, person: TruePerson): void => {
  const { household, send, span, number } = desk
  send(span.firstWatched - 1, 'residence-permit', {
    居住证编号: `JZ${number()}`,
    ...named(person),
    现住址: household.address,
    居住地区划代码: household.village.code,
    居住登记日期: dayIn(desk, 0),
    有效期至: addDays(dayIn(desk, 0), 1095),
  })
}

const happened = (desk: Desk, person: TruePerson, { kind, month, totalYuan }: Happening): void => {
  const { household, random, send, number } = desk
  const day = dayIn(desk, month)
  if (kind === 'death') died(desk, person, month)
  else if (kind === 'birth') born(desk, person, month)
  else if (kind === 'divorce') divorced(desk, person, month)
  else if (kind === 'marriage') leaves(desk, person, month, '婚迁')
  else if (kind === 'custody' && random.chance(0.75))
    send(month + 1, 'prison-inmate', {
      ...named(person),
      入监日期: day,
      刑满日期: addDays(day, random.int(240, 1200)),
      类别: '服刑',
    })
  else if (kind === 'moved') leaves(desk, person, month, '住址变动')
  else if (kind === 'accident')
    send(month, 'traffic-accident', {
      ...named(person),
      时间: day,
      伤亡: '重伤',
      责任: random.pick(['无责', '次要', '主要']),
    })
  else if (kind === 'fire')
    send(month, 'fire', {
      地址: household.address,
      区划代码: household.village.code,
      ...named(person),
      时间: day,
      损失金额: Math.round((totalYuan ?? 0) * (0.5 + random.next())),
      描述: (totalYuan ?? 0) > 8000 ? '房屋过火' : '杂物烧毁',
    })
  else if (kind === 'disaster' && random.chance(0.8))
    send(month, 'disaster', {
      户号: household.no,
      ...named(person),
      日期: day,
      灾种: '台风',
      损失金额: Math.round((totalYuan ?? 0) * (0.5 + random.next())),
      情况: (totalYuan ?? 0) > 30_000 ? '房屋严重损坏' : `房屋完好 ${number().slice(-2)}`,
    })
}

/** Three offices tell of a death, each late and none of all. */
const died = (desk: Desk, person: TruePerson, month: number): void => {
  const { random, send } = desk
  const day = dayIn(desk, month)
  if (random.chance(rates.records.deathByHealth.value))
    send(month, 'death-certificate', { ...named(person), 死亡日期: day, 死亡地点: '医院', 操作类型: 'I' })
  if (random.chance(rates.records.deathByPolice.value)) {
    const late = random.int(1, 6)
    const cancelled = dayIn(desk, month + late)
    const struck = { 公民身份号码: person.idNumber, 姓名: person.name, 死亡日期: day, 注销日期: cancelled }
    send(month + late, 'death-cancel', struck)
  }
  if (random.chance(rates.records.deathByFuneral.value))
    send(month + 1, 'cremation', { ...named(person), 火化日期: addDays(day, 2), 殡仪馆: '市殡仪馆' })
}

const born = (desk: Desk, child: TruePerson, month: number): void => {
  const { household, random, send, number } = desk
  const [father, mother] = ['0', '1'].map((relation) => household.people.find((person) => person.relation === relation))
  if (father === undefined || mother === undefined) return
  send(month, 'birth-certificate', {
    出生医学证明编号: `Z3598${number()}`,
    新生儿姓名: child.name,
    新生儿身份证号: child.idNumber,
    出生日期: child.birthDate,
    母亲姓名: mother.name,
    母亲身份证号: mother.idNumber,
    父亲姓名: father.name,
    父亲身份证号: father.idNumber,
  })
  if (!household.registeredHere || !random.chance(0.85)) return
  const late = random.int(1, 4)
  send(month + late, 'resident-change', {
    公民身份号码: child.idNumber,
    姓名: child.name,
    变动类型: '出生登记',
    原户号: '',
    新户号: household.no,
    新区划代码: household.village.code,
    日期: dayIn(desk, month + late),
  })
}

const divorced = (desk: Desk, gone: TruePerson, month: number): void => {
  const { household, send } = desk
  const husband = household.people.find(({ relation }) => relation === '0')
  const wife = household.people.find(({ relation }) => relation === '1')
  if (husband === undefined || wife === undefined) return
  send(month, 'marriage', {
    男方身份证: husband.idNumber,
    男方姓名: husband.name,
    女方身份证: wife.idNumber,
    女方姓名: wife.name,
    类型: '离婚',
    日期: dayIn(desk, month),
  })
  leaves(desk, gone, month, '迁出')
}

/** Half of those who leave a home stay in its register; an address that changes within the county is told. */
const leaves = (desk: Desk, person: TruePerson, month: number, kind: '婚迁' | '迁出' | '住址变动'): void => {
  const { household, random, send } = desk
  if (!household.registeredHere) return
  const goes = kind !== '住址变动'
  if (goes && !random.chance(rates.people.unregisteredRemoval.value)) return
  send(month + 1, 'resident-change', {
    公民身份号码: person.idNumber,
    姓名: person.name,
    变动类型: goes ? '迁往外省' : kind,
    原户号: household.no,
    新户号: goes ? '' : household.no,
    新区划代码: goes ? '' : household.village.code,
    日期: dayIn(desk, month + 1),
  })
}

const enrolled = (desk: Desk, person: TruePerson, month: number, name: string): void => {
  const { household, random, send } = desk
  const age = ageOn(person.birthDate, `${name}-01`)
  const student = person.livelihood === 'student'
  if (age < 6 || (age >= 18 && !student)) return
  const fee = student ? random.int(5, 14) * 1000 : age >= 15 ? 1600 : 0
  const term = `${name.slice(0, 4)}-09`
  const poor = (household.months[month]?.incomeYuan ?? 0) < rates.bareLiving.value * 1.5 * household.people.length
  const aided = student && random.chance((poor ? rates.aid.studentAidPoor : rates.aid.studentAidOthers).value)
  send(month, 'enrolment', {
    ...named(person),
    学校: student ? '某职业技术学院' : '示例县第一中学',
    年级: student
      ? '大专一年级'
      : age < 12
        ? `小学${'一二三四五六'.charAt(age - 6)}年级`
        : age < 15
          ? `初中${'一二三'.charAt(age - 12)}年级`
          : '高中一年级',
    状态: '在读',
    学年学费: fee,
    资助金额: 0,
    学期: term,
  })
  if (aided)
    send(month + 2, 'student-aid', {
      ...named(person),
      资助学期: term,
      资助项目: '国家助学金',
      应缴学费: fee,
      资助发放金额: 1650,
    })
}
