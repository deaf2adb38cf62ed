import { daysAgo, type Family } from '../family.ts'
import { alone, couple, goodWage } from '../family-shapes.ts'
import { type Disease, isGraded, isInHospital, settles } from '../records/health.ts'
import { drawsPension, earns } from '../records/income.ts'
import type { Hardship } from './hardship.ts'

const workingPair = (family: Family) => {
  const made = couple(family, family.random.int(38, 52))
  earns(family, made.head, goodWage(family))
  earns(family, made.spouse, goodWage(family))
  return made
}

const stroke: Disease = ['I61.9', '脑出血']

/** Somebody very old who lives alone on a pension that suffices, was in hospital once and was graded. */
const loneElder = (family: Family, grade: Parameters<typeof isGraded>[2]): void => {
  const { random } = family
  const elder = alone(family, random.int(76, 79))
  drawsPension(family, elder, '城镇职工', random.int(250, 270) * 10)
  isGraded(family, elder, grade, random.int(20, 120))
  const bill = { totalYuan: 9000, fundYuan: 6500, disease: ['J18.9', '肺炎'] } as const
  settles(family, elder, { ...bill, care: '21', day: daysAgo(family, random.int(130, 200)) })
}

/** Lasting drugs that no insurance pays, month by month. */
const outOfListDrugs = (family: Family, monthlyYuan: number): void => {
  const { spouse } = workingPair(family)
  for (let month = 1; month <= 6; month += 1) {
    const bill = { totalYuan: monthlyYuan + 900, fundYuan: 700, outOfListYuan: monthlyYuan } as const
    const disease = ['M32.9', '系统性红斑狼疮'] as const
    settles(family, spouse, { ...bill, disease, care: '11', day: daysAgo(family, month * 30 - 11) })
  }
}

/** A mild lasting disease with outpatient bills of five months. */
const outpatientMonths = (family: Family, selfPaidYuan: () => number): void => {
  const { random } = family
  const elder = alone(family, random.int(66, 72))
  drawsPension(family, elder, '城镇职工', random.int(260, 320) * 10)
  for (const days of [12, 43, 74, 104, 135]) {
    const selfPaid = selfPaidYuan()
    const bill = { totalYuan: selfPaid * 3, fundYuan: selfPaid * 2, disease: ['I10', '高血压'] } as const
    settles(family, elder, { ...bill, day: daysAgo(family, days), care: '14' })
  }
}

/** Help that can begin before the bill: who lies in hospital and owes it, who is old and alone, who pays for drugs on no list. */
export const hospitalHardships: readonly Hardship[] = [
  {
    scenario: 'emergency-arrears',
    weight: 2,
    fires: ['emergency-arrears'],
    note: '急危重症在院欠费，账单未结',
    make: (family) => {
      const { random } = family
      const { head } = workingPair(family)
      const arrearsYuan = random.int(26, 48) * 1000
      isInHospital(family, head, { days: random.int(3, 9), critical: true, arrearsYuan, estimatedYuan: 120_000 })
    },
  },
  {
    scenario: 'emergency-settled',
    weight: 1,
    fires: [],
    quiet: ['emergency-arrears'],
    note: '同样的急危重症欠费，账单已结',
    make: (family) => {
      const { head } = workingPair(family)
      isInHospital(family, head, { days: 24, critical: true, arrearsYuan: 31_000, estimatedYuan: 90_000 })
      const bill = { totalYuan: 60_000, fundYuan: 53_000, disease: stroke }
      settles(family, head, { ...bill, care: '21', day: daysAgo(family, 6) })
    },
  },
  {
    scenario: 'in-hospital-owing-little',
    weight: 1,
    fires: [],
    quiet: ['emergency-arrears'],
    make: (family) => {
      const { spouse } = workingPair(family)
      const arrearsYuan = family.random.int(40, 90) * 100
      isInHospital(family, spouse, { days: 8, critical: false, arrearsYuan, estimatedYuan: 25_000 })
    },
  },
  {
    scenario: 'lone-elder-frail',
    weight: 2,
    fires: ['lone-elder-frail'],
    make: (family) => loneElder(family, family.random.pick(['重度失能Ⅰ级', '重度失能Ⅱ级'])),
  },
  {
    scenario: 'lone-elder-able',
    weight: 1,
    fires: [],
    quiet: ['lone-elder-frail'],
    make: (family) => loneElder(family, '轻度失能'),
  },
  {
    scenario: 'out-of-list-drugs',
    weight: 2,
    fires: ['out-of-scope-burden'],
    make: (family) => outOfListDrugs(family, family.random.int(92, 105) * 100),
  },
  {
    scenario: 'out-of-list-drugs-fewer',
    weight: 1,
    fires: [],
    quiet: ['out-of-scope-burden'],
    make: (family) => outOfListDrugs(family, family.random.int(60, 75) * 100),
  },
  {
    scenario: 'outpatient-bills-small',
    weight: 1,
    fires: [],
    quiet: ['chronic-outpatient-burden'],
    make: (family) => outpatientMonths(family, () => family.random.int(30, 45) * 10),
  },
]
