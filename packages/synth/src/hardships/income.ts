import { addPerson, daysAgo, type Family } from '../family.ts'
import { child, couple, loneParent } from '../family-shapes.ts'
import { surnameOf } from '../names.ts'
import { studies } from '../records/civil.ts'
import { isCertified, settles } from '../records/health.ts'
import { drawsPension, earns } from '../records/income.ts'
import type { Hardship } from './hardship.ts'

/** One wage for a parent and two children: it decides alone where the family stands. */
const onOneWage = (family: Family, leastYuan: number, mostYuan: number): void => {
  const { random } = family
  const { parent } = loneParent(family, random.int(34, 44), random.int(9, 14))
  child(family, parent, random.int(4, 8))
  earns(family, parent, random.int(leastYuan / 10, mostYuan / 10) * 10)
}

/** Parents who work for themselves, a child, and a grandmother with a small pension: no office knows what they earn. */
const informal = (family: Family) => {
  const { random } = family
  const { head, spouse } = couple(family, random.int(38, 48), [random.int(8, 14)])
  const surname = surnameOf(head.name)
  const mother = addPerson(family, { relation: '5', sex: 'female', age: head.age + random.int(22, 28), surname })
  drawsPension(family, mother, '城乡居民', random.int(19, 23) * 10)
  return { head, spouse }
}

/** Two elders on small pensions, of whom one was in hospital three times. */
const eldersInHospital = (family: Family, selfPaidYuan: number): void => {
  const { random } = family
  const { head, spouse } = couple(family, random.int(66, 76))
  drawsPension(family, head, '城镇职工', random.int(130, 134) * 10)
  drawsPension(family, spouse, '城镇职工', random.int(126, 129) * 10)
  for (const days of [250, 150, 40]) {
    const bill = { totalYuan: selfPaidYuan * 3, fundYuan: selfPaidYuan * 2, disease: ['I25.1', '冠心病'] } as const
    settles(family, head, { ...bill, care: '21', day: daysAgo(family, days + random.int(0, 20)) })
  }
}

/** A parent with a student and an illness. */
const studentAndIllness = (family: Family, feeYuan: number): void => {
  const { random } = family
  const parent = addPerson(family, { relation: '0', sex: 'female', age: random.int(44, 50) })
  const surname = surnameOf(parent.name)
  const student = addPerson(family, { relation: '2', sex: 'male', age: random.int(18, 20), surname })
  earns(family, parent, random.int(275, 285) * 10)
  studies(family, student, { name: '某职业技术学院', grade: '大专一年级', feeYuan, aidYuan: 0 })
  for (const days of [200, 70]) {
    const bill = { totalYuan: 12_000, fundYuan: 8000, disease: ['M51.2', '腰椎间盘突出'] } as const
    settles(family, parent, { ...bill, care: '21', day: daysAgo(family, days + random.int(0, 20)) })
  }
}

/** Families whose income is small, or nowhere seen, or goes to hospitals and schools; each with one that just gets by. */
export const incomeHardships: readonly Hardship[] = [
  {
    scenario: 'below-standard',
    weight: 3,
    fires: ['income-below-standard'],
    make: (family) => onOneWage(family, 2900, 3100),
  },
  {
    scenario: 'edge-income',
    weight: 3,
    fires: ['edge-income-band'],
    quiet: ['income-below-standard'],
    make: (family) => onOneWage(family, 3900, 4300),
  },
  {
    scenario: 'above-edge-income',
    weight: 1,
    fires: [],
    quiet: ['edge-income-band', 'income-below-standard'],
    make: (family) => onOneWage(family, 5700, 6000),
  },
  {
    scenario: 'informal-family',
    weight: 3,
    fires: ['income-below-standard'],
    note: '夫妻灵活就业，未见正式收入，另有受供养人和新办残疾证两个迹象',
    make: (family) => {
      const { head } = informal(family)
      isCertified(family, head, { category: 4, level: 4, days: family.random.int(30, 200) })
    },
  },
  {
    scenario: 'informal-family-unhurt',
    weight: 1,
    fires: [],
    quiet: ['income-below-standard', 'edge-income-band'],
    note: '未见正式收入本身不是线索',
    make: (family) => {
      informal(family)
    },
  },
  {
    scenario: 'medical-income-ratio',
    weight: 2,
    fires: ['medical-income-ratio'],
    make: (family) => eldersInHospital(family, 6600),
  },
  {
    scenario: 'medical-income-share-small',
    weight: 1,
    fires: [],
    quiet: ['medical-income-ratio', 'rigid-expense-ratio'],
    make: (family) => eldersInHospital(family, 4000),
  },
  {
    scenario: 'rigid-expense',
    weight: 2,
    fires: ['rigid-expense-ratio'],
    quiet: ['medical-income-ratio'],
    note: '学费和自付各算一次，合计才达到比例',
    make: (family) => studentAndIllness(family, family.random.int(155, 165) * 100),
  },
  {
    scenario: 'rigid-expense-small',
    weight: 1,
    fires: [],
    quiet: ['rigid-expense-ratio', 'medical-income-ratio', 'education-burden'],
    make: (family) => studentAndIllness(family, family.random.int(50, 60) * 100),
  },
]
