import { addMonths, monthOf } from '@shouwang/contracts'
import { addHome, addPerson, type Family, type MedicalInsurance, type Person } from '../family.ts'
import { alone, couple, goodWage, loneParent } from '../family-shapes.ts'
import { surnameOf } from '../names.ts'
import { drawsDisabilitySubsidies, isOnRoll } from '../records/aid.ts'
import { isImprisoned, isKinOfOfficial, marriesInto } from '../records/civil.ts'
import { isCertified } from '../records/health.ts'
import { drawsPension, earns } from '../records/income.ts'
import { businessCodeOf, plateOf, registersBusiness, registersHome, registersVehicle } from '../records/property.ts'
import type { Hardship } from './hardship.ts'

const onDibao = (family: Family, members: readonly Person[]) =>
  isOnRoll(family, members, '低保', { monthlyYuan: members.length * family.random.int(45, 80) * 10, days: 150 })

const coupleOnDibao = (family: Family, childAges: readonly number[] = []) => {
  const made = couple(family, family.random.int(42, 52), childAges)
  onDibao(family, [made.head, made.spouse, ...made.children])
  return made
}

/** An elder on the roll for years, whom somebody looked at again so many days ago. */
const wasRechecked = (family: Family, recheckedDays: number): Person => {
  const elder = alone(family, family.random.int(64, 75))
  isOnRoll(family, [elder], '低保', { monthlyYuan: 1120, days: 1100, recheckedDays })
  return elder
}

/** A couple on the roll; the insurer has the head so. */
const headIsInsured = (family: Family, how: MedicalInsurance | undefined): void => {
  const { head } = coupleOnDibao(family)
  if (how !== undefined) family.insurance.set(head, how)
}

/** A father whose daughter marries into another household; `live` says what the two lived on. */
const daughterMarriesOut = (family: Family, live: (family: Family, members: readonly Person[]) => void): void => {
  const { random } = family
  const home = addHome(family)
  const theirs = addHome(family)
  const father = addPerson(family, { relation: '0', sex: 'male', age: random.int(52, 57), home })
  const surname = surnameOf(father.name)
  const bride = addPerson(family, { relation: '3', sex: 'female', age: random.int(24, 28), surname, home })
  live(family, [father, bride])
  const groom = addPerson(family, { relation: '0', sex: 'male', age: random.int(26, 32), home: theirs })
  earns(family, groom, random.int(700, 880) * 10)
  marriesInto(family, groom, bride, theirs, random.int(20, 45))
}

/** People on the roll with something new: a car, a flat, a company, a wage, a cell; and what only looks new. */
export const recipientHardships: readonly Hardship[] = [
  {
    scenario: 'recipient-car',
    weight: 2,
    fires: ['vehicle-acquired'],
    make: (family) => {
      const { random } = family
      const { head } = coupleOnDibao(family, [random.int(9, 16)])
      const priceYuan = random.int(60, 150) * 1000
      registersVehicle(family, head, { plate: plateOf(family), kind: '小型轿车', priceYuan, days: 43, change: '新增' })
    },
  },
  {
    scenario: 'recipient-scooter',
    weight: 1,
    fires: [],
    quiet: ['vehicle-acquired'],
    make: (family) => {
      const person = alone(family, family.random.int(48, 57))
      onDibao(family, [person])
      const vehicle = {
        plate: plateOf(family),
        kind: '残疾人机动轮椅车',
        priceYuan: 6800,
        days: 43,
        change: '新增',
      } as const
      registersVehicle(family, person, vehicle)
    },
  },
  {
    scenario: 'car-sold-again',
    weight: 1,
    fires: [],
    quiet: ['vehicle-acquired'],
    make: (family) => {
      const { head } = coupleOnDibao(family)
      const vehicle = { plate: plateOf(family), kind: '小型轿车', priceYuan: 88_000 } as const
      registersVehicle(family, head, { ...vehicle, days: 135, change: '新增' })
      registersVehicle(family, head, { ...vehicle, days: 60, change: '注销' })
    },
  },
  {
    scenario: 'recipient-two-homes',
    weight: 2,
    fires: ['property-multiple'],
    make: (family) => {
      const { head } = coupleOnDibao(family)
      for (let homes = 0; homes < 2; homes += 1) registersHome(family, head, family.random.int(70, 110), 183)
    },
  },
  {
    scenario: 'recipient-inherits-home',
    weight: 1,
    fires: [],
    quiet: ['property-multiple'],
    make: (family) => {
      const { head } = coupleOnDibao(family)
      registersHome(family, head, family.random.int(70, 110), 90, '继承')
    },
  },
  {
    scenario: 'recipient-company',
    weight: 2,
    fires: ['business-registered'],
    make: (family) => {
      const { random } = family
      const { head } = coupleOnDibao(family, [random.int(8, 14)])
      const capitalYuan = random.pick([500_000, 1_000_000, 2_000_000])
      const business = {
        code: businessCodeOf(family),
        role: '法定代表人',
        capitalYuan,
        days: 71,
        status: '存续',
      } as const
      registersBusiness(family, head, business)
    },
  },
  {
    scenario: 'company-closed',
    weight: 1,
    fires: [],
    quiet: ['business-registered'],
    make: (family) => {
      const { head } = coupleOnDibao(family)
      const business = { code: businessCodeOf(family), role: '法定代表人', capitalYuan: 1_000_000 } as const
      registersBusiness(family, head, { ...business, days: 314, status: '存续' })
      registersBusiness(family, head, { ...business, days: 122, status: '注销' })
    },
  },
  {
    scenario: 'recipient-formal-income',
    weight: 2,
    fires: ['formal-income-found'],
    note: '应提示渐退期，不得自动停保',
    make: (family) => {
      const { random, span } = family
      const { parent, child } = loneParent(family, random.int(36, 44), random.int(10, 15))
      onDibao(family, [parent, child])
      const since = addMonths(span.months.at(-1) ?? monthOf(span.to), -3)
      earns(family, parent, random.int(600, 680) * 10, (month) => month >= since)
    },
  },
  {
    scenario: 'recipient-small-wage',
    weight: 1,
    fires: [],
    quiet: ['formal-income-found'],
    make: (family) => {
      const { random, span } = family
      const { parent, child } = loneParent(family, random.int(36, 44), random.int(10, 15))
      onDibao(family, [parent, child])
      const since = addMonths(span.months.at(-1) ?? monthOf(span.to), -3)
      earns(family, parent, random.int(120, 150) * 10, (month) => month >= since)
    },
  },
  {
    scenario: 'recipient-prison',
    weight: 1,
    fires: ['recipient-custody'],
    make: (family) => {
      const { random } = family
      const { head } = coupleOnDibao(family, [random.int(6, 12)])
      isImprisoned(family, head, random.int(95, 125), 2 * 365)
    },
  },
  {
    scenario: 'recipient-community-correction',
    weight: 1,
    fires: [],
    quiet: ['recipient-custody'],
    make: (family) => {
      const { random } = family
      const { head } = coupleOnDibao(family, [random.int(6, 12)])
      isImprisoned(family, head, random.int(95, 125), 2 * 365, '社区矫正')
    },
  },
  {
    scenario: 'roll-and-subsidy',
    weight: 1,
    fires: [],
    quiet: ['duplicate-benefit', 'disability-subsidy-missed'],
    note: '低保与两项补贴可以同时享受',
    make: (family) => {
      const person = alone(family, family.random.int(48, 57))
      isOnRoll(family, [person], '低保', { monthlyYuan: 1120, days: 140 })
      isCertified(family, person, { category: 4, level: 2, days: 900 })
      drawsDisabilitySubsidies(family, person, 650, true)
    },
  },
  {
    scenario: 'two-rolls',
    weight: 1,
    fires: ['duplicate-benefit'],
    make: (family) => {
      const elder = alone(family, family.random.int(61, 70))
      isOnRoll(family, [elder], '低保', { monthlyYuan: 1120, days: 160 })
      isOnRoll(family, [elder], '特困', { monthlyYuan: 1850, days: 120, mark: 'JZX' })
    },
  },
  {
    scenario: 'pension-started',
    weight: 2,
    fires: ['pension-started'],
    make: (family) => {
      const { random, span } = family
      const person = alone(family, random.int(60, 62))
      onDibao(family, [person])
      const since = addMonths(span.months.at(-1) ?? monthOf(span.to), -2)
      drawsPension(family, person, '城镇职工', random.int(200, 260) * 10, (month) => month >= since)
    },
  },
  {
    scenario: 'small-pension-started',
    weight: 1,
    fires: [],
    quiet: ['pension-started'],
    make: (family) => {
      const { random, span } = family
      const person = alone(family, random.int(60, 62))
      onDibao(family, [person])
      const since = addMonths(span.months.at(-1) ?? monthOf(span.to), -2)
      drawsPension(family, person, '城乡居民', random.int(19, 24) * 10, (month) => month >= since)
    },
  },
  {
    scenario: 'daughter-married-out',
    weight: 1,
    fires: ['household-changed'],
    make: (family) => daughterMarriesOut(family, onDibao),
  },
  {
    scenario: 'daughter-of-earners-married-out',
    weight: 1,
    fires: [],
    quiet: ['household-changed'],
    make: (family) =>
      daughterMarriesOut(family, (family, members) => {
        for (const each of members) earns(family, each, goodWage(family))
      }),
  },
  {
    scenario: 'recheck-overdue',
    weight: 2,
    fires: ['recheck-overdue'],
    note: '是村干部的父母，没有备案',
    make: (family) => isKinOfOfficial(family, wasRechecked(family, family.random.int(400, 520)), null),
  },
  {
    scenario: 'rechecked-in-time',
    weight: 1,
    fires: [],
    quiet: ['recheck-overdue'],
    note: '是村干部的父母，已经备案',
    make: (family) => isKinOfOfficial(family, wasRechecked(family, family.random.int(250, 330)), 90),
  },
  {
    scenario: 'recipient-not-insured',
    weight: 2,
    fires: ['uninsured-low-income'],
    make: (family) => headIsInsured(family, 'lapsed'),
  },
  {
    scenario: 'recipient-insured',
    weight: 1,
    fires: [],
    quiet: ['uninsured-low-income'],
    make: (family) => headIsInsured(family, undefined),
  },
]
