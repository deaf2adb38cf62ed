import { birthday, monthOf } from '@shouwang/contracts'
import { addPerson, daysAgo, type Family, type Person } from './family.ts'
import { alone, child, couple, goodWage, loneParent } from './family-shapes.ts'
import { surnameOf } from './names.ts'
import { pickWeighted } from './random.ts'
import { drawsDisabilitySubsidies, isOnRoll } from './records/aid.ts'
import { hasToSupport } from './records/civil.ts'
import { civilRegisters } from './records/civil-registers.ts'
import { type Disease, isCertified, isGraded, isRecognised, settles } from './records/health.ts'
import { drawsElderAllowance, drawsPension, earns, isPaidByCard } from './records/income.ts'
import { plateOf, registersHome, registersVehicle } from './records/property.ts'
import { propertyRegisters } from './records/property-registers.ts'

/** A family that gives nobody a reason to call: it earns or draws a pension, or gets exactly what it is owed. */
export const makeOrdinary = (family: Family): void => {
  const kind = pickWeighted(family.random, kinds)
  kind.make(family)
  smallBills(family)
  const [head] = family.people
  if (head === undefined) return
  if (kind.owns === true) ownsThings(family, head)
  if (head.home?.village.name.endsWith('村') && family.random.chance(0.25))
    isPaidByCard(family, head, '耕地地力保护补贴', family.random.int(12, 48) * 10, daysAgo(family, 131))
  registers[family.unit % registersPerCounty]?.(family, head)
}

/** Offices that most people have to do with once in a long time, if ever: a family is in one of them, or in none. */
const registers = [...civilRegisters, ...propertyRegisters]
const registersPerCounty = 2 * registers.length

type Kind = { readonly weight: number; readonly owns?: true; readonly make: (family: Family) => void }

const kinds: readonly Kind[] = [
  {
    weight: 17,
    owns: true,
    make: (family) => earns(family, alone(family, family.random.int(24, 57)), goodWage(family)),
  },
  { weight: 20, owns: true, make: (family) => workingPair(family, []) },
  { weight: 28, owns: true, make: (family) => workingPair(family, [family.random.int(2, 16)]) },
  { weight: 8, make: (family) => workingPair(family, [family.random.int(8, 15), family.random.int(2, 7)]) },
  { weight: 6, make: (family) => threeGenerations(family) },
  { weight: 2, make: (family) => divorced(family) },
  { weight: 12, make: (family) => pensionPair(family) },
  { weight: 5, make: (family) => pensioned(family, alone(family, family.random.int(62, 90))) },
  { weight: 1.6, make: (family) => poorElders(family) },
  { weight: 0.6, make: (family) => destituteElder(family) },
  { weight: 0.8, make: (family) => poorAndDisabled(family) },
  { weight: 1, make: (family) => edgeFamily(family) },
]

const workingPair = (family: Family, childAges: readonly number[]): void => {
  const { random } = family
  const age = childAges.length === 0 ? random.int(27, 55) : Math.max(...childAges) + random.int(23, 32)
  const { head, spouse, children } = couple(family, age, childAges)
  earns(family, head, goodWage(family))
  if (children.length > 1 || random.chance(0.8)) earns(family, spouse, goodWage(family))
}

const threeGenerations = (family: Family): void => {
  const { random } = family
  const { head, spouse } = couple(family, random.int(38, 48))
  earns(family, head, goodWage(family))
  earns(family, spouse, goodWage(family))
  child(family, head, random.int(4, 14))
  const surname = surnameOf(head.name)
  pensioned(family, addPerson(family, { relation: '5', sex: 'female', age: head.age + random.int(23, 30), surname }))
}

/** A parent who earns, with a child for whom the other parent has to pay. */
const divorced = (family: Family): void => {
  const { random } = family
  const { parent, child } = loneParent(family, random.int(32, 48), random.int(5, 15))
  earns(family, parent, goodWage(family))
  const other = addPerson(family, {
    relation: '1',
    sex: parent.sex === 'male' ? 'female' : 'male',
    age: parent.age,
    home: null,
  })
  hasToSupport(family, other, child, '抚养费纠纷', random.int(6, 15) * 100, random.int(200, 1500))
}

const pensionPair = (family: Family): void => {
  const { random } = family
  const { head, spouse } = couple(family, random.int(64, 84))
  pensioned(family, head)
  pensioned(family, spouse)
  if (head.age >= 75 && random.chance(0.2))
    isGraded(family, head, random.pick(['轻度失能', '中度失能']), random.int(40, 300))
}

const pensioned = (family: Family, elder: Person): void => {
  drawsPension(family, elder, '城镇职工', family.random.int(280, 490) * 10)
  const eighty = monthOf(birthday(elder.birthDate, 80))
  if (elder.age >= 80) drawsElderAllowance(family, elder, (month) => month >= eighty)
  if (family.random.chance(0.2))
    isRecognised(family, elder, family.random.pick(['高血压', '糖尿病']), family.random.int(60, 900))
}

const poorElders = (family: Family): void => {
  const { random } = family
  const { head, spouse } = couple(family, random.int(64, 76))
  for (const elder of [head, spouse]) drawsPension(family, elder, '城乡居民', random.int(18, 24) * 10)
  isOnRoll(family, [head, spouse], '低保', { monthlyYuan: random.int(170, 186) * 10, days: recentlyChecked(family) })
}

const destituteElder = (family: Family): void => {
  const elder = alone(family, family.random.int(63, 77))
  drawsPension(family, elder, '城乡居民', 190)
  isOnRoll(family, [elder], '特困', { monthlyYuan: 1850, days: recentlyChecked(family) })
}

const poorAndDisabled = (family: Family): void => {
  const { random } = family
  const parent = addPerson(family, { relation: '0', sex: 'female', age: random.int(58, 66) })
  const son = addPerson(family, { relation: '2', sex: 'male', age: random.int(28, 36) })
  isOnRoll(family, [parent, son], '低保', { monthlyYuan: 2100, days: recentlyChecked(family) })
  isCertified(family, son, { category: random.pick([5, 6]), level: random.int(1, 2), days: random.int(900, 2500) })
  drawsDisabilitySubsidies(family, son, 650, true)
}

const edgeFamily = (family: Family): void => {
  const { random } = family
  const { head, spouse, children } = couple(family, random.int(38, 50), [random.int(6, 15)])
  earns(family, head, random.int(385, 430) * 10)
  isOnRoll(family, [head, spouse, ...children], '低保边缘', { monthlyYuan: 0, days: recentlyChecked(family) })
}

/** Recipients are looked at again every year, and every half year where things may change. */
const recentlyChecked = (family: Family): number => family.random.int(60, 150)

const common: readonly Disease[] = [
  ['I10', '高血压'],
  ['J06.9', '急性上呼吸道感染'],
  ['K29.7', '胃炎'],
  ['M54.5', '下背痛'],
  ['L30.9', '皮炎'],
]

const smallBills = (family: Family): void => {
  const { random, people } = family
  const bills = random.chance(0.45) ? 0 : random.int(1, 3)
  for (let bill = 0; bill < bills; bill += 1) {
    const totalYuan = bill < 2 ? random.int(200, 3900) : random.int(150, 900)
    const fundYuan = Math.round(totalYuan * 0.7)
    const day = daysAgo(family, random.int(1, 350))
    settles(family, random.pick(people), { day, care: '11', totalYuan, fundYuan, disease: random.pick(common) })
  }
  if (!random.chance(0.06)) return
  const totalYuan = random.int(30, 60) * 100
  const stay = { day: daysAgo(family, random.int(3, 330)), care: '21', totalYuan, fundYuan: totalYuan * 0.7 } as const
  settles(family, random.pick(people), { ...stay, disease: random.pick(common) })
}

/** Ordinary people own ordinary things. */
const ownsThings = (family: Family, head: Person): void => {
  const { random } = family
  if (random.chance(0.08)) {
    const vehicle = { plate: plateOf(family), kind: '小型轿车', change: '新增' } as const
    registersVehicle(family, head, { ...vehicle, priceYuan: random.int(60, 180) * 1000, days: random.int(20, 340) })
  }
  if (random.chance(0.05)) registersHome(family, head, random.int(70, 120), random.int(400, 3000))
}
