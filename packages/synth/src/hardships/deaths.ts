import { monthOf } from '@shouwang/contracts'
import { addPerson, daysAgo, type Family } from '../family.ts'
import { alone, couple, goodWage } from '../family-shapes.ts'
import { surnameOf } from '../names.ts'
import { isOnRoll } from '../records/aid.ts'
import { diedBy, goesToSchool, isImprisoned, knowsParents } from '../records/civil.ts'
import { drawsElderAllowance, drawsPension, earns } from '../records/income.ts'
import type { Hardship } from './hardship.ts'

/** A grandparent with a small pension who brings up a child, and the child's parents, who live nowhere. */
const grandchildAtHome = (family: Family) => {
  const { random } = family
  const elder = alone(family, random.int(62, 72))
  drawsPension(family, elder, '城乡居民', random.int(19, 24) * 10)
  const surname = surnameOf(elder.name)
  const sex = random.chance(0.5) ? 'male' : 'female'
  const child = addPerson(family, { relation: '4', sex, age: random.int(7, 13), surname })
  goesToSchool(family, child)
  const father = addPerson(family, { relation: '2', sex: 'male', age: random.int(35, 40), surname, home: null })
  const mother = addPerson(family, { relation: '1', sex: 'female', age: random.int(32, 37), home: null })
  knowsParents(family, child, father, mother)
  return { father, mother }
}

/** Deaths: of those who earn, of those who are on the roll, of parents; one that was no death. */
export const deathHardships: readonly Hardship[] = [
  {
    scenario: 'breadwinner-death',
    weight: 2,
    fires: ['breadwinner-death'],
    make: (family) => {
      const { random } = family
      const { head } = couple(family, random.int(34, 46), [random.int(7, 12), random.int(2, 6)])
      const days = random.int(18, 60)
      earns(family, head, random.int(650, 750) * 10, (month) => month < monthOf(daysAgo(family, days)))
      diedBy(family, head, days, random.pick(['health', 'police', 'funeral']))
    },
  },
  {
    scenario: 'elder-death',
    weight: 2,
    fires: [],
    quiet: ['breadwinner-death', 'recipient-deceased'],
    make: (family) => {
      const { random } = family
      const { head, spouse } = couple(family, random.int(42, 52), [random.int(8, 15)])
      earns(family, head, goodWage(family))
      earns(family, spouse, goodWage(family))
      const surname = surnameOf(head.name)
      const elder = addPerson(family, { relation: '5', sex: 'male', age: random.int(82, 92), surname })
      const days = random.int(25, 70)
      drawsElderAllowance(family, elder, (month) => month <= monthOf(daysAgo(family, days)))
      diedBy(family, elder, days, 'health')
      diedBy(family, elder, days, 'police')
    },
  },
  {
    scenario: 'dead-recipient-one-source',
    weight: 2,
    fires: ['recipient-deceased'],
    make: (family) => {
      const { random } = family
      const { head, spouse } = couple(family, random.int(66, 76))
      isOnRoll(family, [head, spouse], '低保', { monthlyYuan: random.int(150, 180) * 10, days: 150 })
      diedBy(family, head, random.int(40, 80), random.pick(['funeral', 'health', 'police']))
    },
  },
  {
    scenario: 'dead-recipient-three-sources',
    weight: 1,
    fires: ['recipient-deceased'],
    note: '三源一致：高置信',
    make: (family) => {
      const elder = alone(family, family.random.int(68, 78))
      drawsPension(family, elder, '城乡居民', 190)
      isOnRoll(family, [elder], '特困', { monthlyYuan: 1850, days: 160 })
      for (const source of ['health', 'police', 'funeral'] as const) diedBy(family, elder, 58, source)
    },
  },
  {
    scenario: 'death-withdrawn',
    weight: 1,
    fires: [],
    quiet: ['recipient-deceased'],
    note: '卫健撤回误报',
    make: (family) => {
      const { head, spouse } = couple(family, family.random.int(63, 70))
      isOnRoll(family, [head, spouse], '低保', { monthlyYuan: 1500, days: 140 })
      diedBy(family, head, 49, 'health')
      diedBy(family, head, 49, 'health', 'D')
    },
  },
  {
    scenario: 'orphan',
    weight: 1,
    fires: ['orphan-candidate'],
    make: (family) => {
      const { father, mother } = grandchildAtHome(family)
      diedBy(family, father, family.random.int(180, 330), 'health')
      diedBy(family, mother, family.random.int(15, 40), family.random.pick(['health', 'police']))
    },
  },
  {
    scenario: 'unattended-child',
    weight: 2,
    fires: ['defacto-unattended-child'],
    quiet: ['orphan-candidate'],
    make: (family) => {
      const { father, mother } = grandchildAtHome(family)
      isImprisoned(family, father, family.random.int(200, 280), 3 * 365)
      diedBy(family, mother, family.random.int(120, 170), 'health')
    },
  },
  {
    scenario: 'one-parent-left',
    weight: 1,
    fires: [],
    quiet: ['defacto-unattended-child', 'orphan-candidate'],
    note: '母亲去世，父亲在外务工',
    make: (family) => {
      const { mother } = grandchildAtHome(family)
      diedBy(family, mother, family.random.int(120, 170), 'health')
    },
  },
]
