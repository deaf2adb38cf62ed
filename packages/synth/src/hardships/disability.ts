import { monthOf } from '@shouwang/contracts'
import { addHome, addPerson, type Family } from '../family.ts'
import { couple, goodWage, loneParent } from '../family-shapes.ts'
import { surnameOf } from '../names.ts'
import { drawsDisabilitySubsidies, isOnRoll } from '../records/aid.ts'
import { goesToSchool, marriesInto } from '../records/civil.ts'
import { isCertified } from '../records/health.ts'
import { drawsPension, earns } from '../records/income.ts'
import type { Hardship } from './hardship.ts'

/** The register is the state of a day a little longer ago than this, so that the move comes after it. */
const afterRegisterDays = 85

const severe = (family: Family) => ({ category: family.random.int(1, 5), level: family.random.int(1, 2) })
const mild = (family: Family) => ({ category: family.random.int(1, 4), level: 4 })

const pensioners = (family: Family) => {
  const made = couple(family, family.random.int(62, 72))
  drawsPension(family, made.head, '城镇职工', family.random.int(310, 350) * 10)
  return made
}

/** A family recognised as 低保边缘 whose grown child is disabled. */
const onEdgeWith = (family: Family, level: 1 | 4): void => {
  const { random } = family
  const { head, spouse, children } = couple(family, random.int(46, 54), [random.int(19, 25)])
  const [disabled] = children
  earns(family, head, random.int(345, 380) * 10)
  isOnRoll(family, [head, spouse, ...children], '低保边缘', { monthlyYuan: 0, days: 150 })
  if (disabled === undefined) return
  isCertified(family, disabled, { category: level === 1 ? random.pick([5, 6]) : 4, level, days: 950 })
  if (level === 1) drawsDisabilitySubsidies(family, disabled, 700, false)
}

/** Families with a disabled member: newly certified, certified and unpaid, and all that only looks like it. */
export const disabilityHardships: readonly Hardship[] = [
  {
    scenario: 'new-severe-disability',
    weight: 5,
    fires: ['new-severe-disability'],
    make: (family) => {
      const { head, spouse } = couple(family, family.random.int(38, 54))
      earns(family, head, goodWage(family))
      isCertified(family, spouse, { ...severe(family), days: family.random.int(4, 28) })
    },
  },
  {
    scenario: 'mental-level-3',
    weight: 2,
    fires: ['new-severe-disability'],
    make: (family) => {
      const { random } = family
      const { parent, child } = loneParent(family, random.int(50, 57), random.int(22, 29))
      earns(family, parent, random.int(290, 320) * 10)
      isCertified(family, child, { category: random.pick([5, 6]), level: 3, days: random.int(5, 28) })
    },
  },
  {
    scenario: 'mild-disability',
    weight: 2,
    fires: [],
    quiet: ['new-severe-disability', 'disability-subsidy-missed'],
    make: (family) => {
      const { head } = couple(family, family.random.int(40, 54))
      earns(family, head, goodWage(family))
      isCertified(family, head, { ...mild(family), days: family.random.int(5, 60) })
    },
  },
  {
    scenario: 'disability-worsened',
    weight: 2,
    fires: ['disability-worsened'],
    quiet: ['new-severe-disability'],
    make: (family) => {
      const { random } = family
      const { head } = couple(family, random.int(42, 54))
      earns(family, head, goodWage(family))
      const category = random.int(1, 4)
      isCertified(family, head, { category, level: 4, days: random.int(700, 1500) })
      isCertified(family, head, { category, level: 3, days: random.int(6, 60) })
    },
  },
  {
    scenario: 'disability-eased',
    weight: 1,
    fires: [],
    quiet: ['disability-worsened', 'new-severe-disability'],
    make: (family) => {
      const { random } = family
      const { head } = couple(family, random.int(42, 54))
      earns(family, head, goodWage(family))
      const category = random.int(1, 4)
      isCertified(family, head, { category, level: 3, days: random.int(700, 1500) })
      isCertified(family, head, { category, level: 4, days: random.int(6, 60) })
    },
  },
  {
    scenario: 'twins',
    weight: 1,
    fires: ['new-severe-disability'],
    note: '双胞胎：证件只属于其中一人',
    make: (family) => {
      const { random } = family
      const { head, children } = couple(family, random.int(30, 38), [random.int(3, 9)])
      const [first] = children
      if (first === undefined) return
      const relation = first.sex === 'male' ? '2' : '3'
      const surname = surnameOf(head.name)
      goesToSchool(family, addPerson(family, { relation, sex: first.sex, age: first.age, surname, twinOf: first }))
      earns(family, head, goodWage(family) + 1000)
      isCertified(family, first, { category: random.pick([5, 6]), level: 2, days: random.int(5, 28) })
    },
  },
  {
    scenario: 'subsidy-missed',
    weight: 4,
    fires: ['disability-subsidy-missed'],
    make: (family) => {
      const { spouse } = pensioners(family)
      isCertified(family, spouse, { ...severe(family), days: family.random.int(300, 500) })
    },
  },
  {
    scenario: 'subsidy-paid',
    weight: 2,
    fires: [],
    quiet: ['disability-subsidy-missed'],
    make: (family) => {
      const { spouse } = pensioners(family)
      const days = family.random.int(300, 500)
      isCertified(family, spouse, { ...severe(family), days })
      drawsDisabilitySubsidies(family, spouse, days - 45, false)
    },
  },
  { scenario: 'edge-severe', weight: 2, fires: ['edge-severe-single'], make: (family) => onEdgeWith(family, 1) },
  {
    scenario: 'edge-mild',
    weight: 1,
    fires: [],
    quiet: ['edge-severe-single'],
    make: (family) => onEdgeWith(family, 4),
  },
  {
    scenario: 'married-out-new-home',
    weight: 1,
    fires: ['new-severe-disability'],
    note: '成员婚迁而来，证件随人',
    second: { scenario: 'married-out-old-home', fires: [], quiet: ['new-severe-disability'] },
    make: (family) => {
      const { random } = family
      const newHome = addHome(family)
      const oldHome = addHome(family)
      const groom = addPerson(family, { relation: '0', sex: 'male', age: random.int(27, 33), home: newHome })
      earns(family, groom, goodWage(family))
      const father = addPerson(family, { relation: '0', sex: 'male', age: 57, home: oldHome })
      earns(family, father, random.int(490, 560) * 10)
      addPerson(family, { relation: '1', sex: 'female', age: 55, home: oldHome })
      const surname = surnameOf(father.name)
      const bride = addPerson(family, { relation: '3', sex: 'female', age: random.int(25, 29), surname, home: oldHome })
      marriesInto(family, groom, bride, newHome, afterRegisterDays)
      isCertified(family, bride, { ...severe(family), days: random.int(6, 25) })
    },
  },
  {
    scenario: 'mendable-rows',
    weight: 1,
    fires: [],
    quiet: ['new-severe-disability'],
    note: '全角、小写 x、前导撇号、斜杠与紧凑日期都应被规范化并接收',
    make: (family) => {
      const { head, spouse } = couple(family, family.random.int(38, 50))
      earns(family, head, goodWage(family))
      isCertified(family, head, { category: 2, level: 4, days: 26 }, (row) => ({
        ...row,
        残疾人证号: fullWidth(String(row.残疾人证号)),
        办证日期: `${monthOf(String(row.办证日期)).replace('-', '/')}/${Number(String(row.办证日期).slice(8))}`,
      }))
      isCertified(family, spouse, { category: 1, level: 4, days: 25 }, (row) => ({
        ...row,
        残疾人证号: `'${String(row.残疾人证号).toLowerCase()}`,
        办证日期: String(row.办证日期).replaceAll('-', ''),
      }))
    },
  },
]

const fullWidth = (text: string): string =>
  text.replace(/[0-9X]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
