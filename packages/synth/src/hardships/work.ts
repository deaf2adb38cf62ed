import { addMonths, monthOf } from '@shouwang/contracts'
import { addHome, addPerson, daysAgo, type Family, type Person, send } from '../family.ts'
import { alone, couple, goodWage } from '../family-shapes.ts'
import { surnameOf } from '../names.ts'
import { isOnRoll } from '../records/aid.ts'
import { hasToSupport, isImprisoned, studies } from '../records/civil.ts'
import { isCertified, settles } from '../records/health.ts'
import { drawsPension, earns } from '../records/income.ts'
import type { Hardship } from './hardship.ts'

/** Works until so many days ago, then registers as unemployed. */
export const losesJob = (family: Family, person: Person, days: number, baseYuan: number): void => {
  const day = daysAgo(family, days)
  earns(family, person, baseYuan, (month) => month < monthOf(day))
  const reason = family.random.pick(['企业关闭', '合同到期'])
  send(family, day, 'unemployment-reg', { 身份证号: person.idNumber, 姓名: person.name, 登记日期: day, 原因: reason })
}

/** Someone old who lives alone on a resident's pension. */
const loneElderOnLittle = (family: Family, age: number): Person => {
  const elder = alone(family, age)
  drawsPension(family, elder, '城乡居民', family.random.int(18, 24) * 10)
  return elder
}

const breadwinnerHeld = (family: Family, days: number, termDays: number): void => {
  const { random } = family
  const { head } = couple(family, random.int(33, 42), [random.int(3, 8), random.int(2, 6)])
  earns(family, head, random.int(620, 700) * 10, (month) => month < monthOf(daysAgo(family, days)))
  isImprisoned(family, head, days, termDays)
}

const leavesSchool = (family: Family, age: number, grade: string): void => {
  const parent = addPerson(family, { relation: '0', sex: 'female', age: family.random.int(36, 44) })
  earns(family, parent, goodWage(family))
  const pupil = addPerson(family, { relation: '2', sex: 'male', age, surname: surnameOf(parent.name) })
  studies(family, pupil, { name: '示例县第一中学', grade, feeYuan: 0, aidYuan: 0, status: '辍学' })
}

/** A couple that just gets by since it left the roll or was refused. */
const withoutAid = (family: Family, status: '停保' | '不予批准') => {
  const { random } = family
  const made = couple(family, random.int(44, 54))
  earns(family, made.head, random.int(430, 520) * 10)
  const since = status === '停保' ? { monthlyYuan: 900, days: 900, endedDays: random.int(150, 330) } : undefined
  isOnRoll(family, [made.head, made.spouse], '低保', {
    ...(since ?? { monthlyYuan: 0, days: random.int(90, 200) }),
    status,
  })
  return made
}

const staysAfterRefusal = (family: Family, selfPaidYuan: number): void => {
  const { spouse } = withoutAid(family, '不予批准')
  const bill = { totalYuan: selfPaidYuan * 2, fundYuan: selfPaidYuan, disease: ['K80.2', '胆囊结石'] } as const
  settles(family, spouse, { ...bill, day: daysAgo(family, family.random.int(8, 60)), care: '21' })
}

/** Families whose income fell away, is too small, or goes to a school. */
export const workHardships: readonly Hardship[] = [
  {
    scenario: 'long-unemployment',
    weight: 4,
    fires: ['long-unemployment'],
    make: (family) => {
      const { random } = family
      const { head } = couple(family, random.int(40, 52), [random.int(10, 17)])
      const days = random.int(225, 290)
      losesJob(family, head, days, random.int(480, 560) * 10)
      const granted = monthOf(daysAgo(family, days - 31))
      send(family, daysAgo(family, days - 31), 'unemployment-benefit', {
        身份证号: head.idNumber,
        姓名: head.name,
        起始月: granted,
        终止月: addMonths(granted, 2),
        月标准: 1650,
      })
    },
  },
  {
    scenario: 're-employed',
    weight: 2,
    fires: [],
    quiet: ['long-unemployment', 'income-plunge'],
    make: (family) => {
      const { random } = family
      const { head } = couple(family, random.int(35, 50))
      const day = daysAgo(family, random.int(255, 290))
      const left = monthOf(day)
      const base = random.int(550, 600) * 10
      earns(
        family,
        head,
        (month) => (month <= left ? base : base + 200),
        (month) => month <= left || month >= addMonths(left, 4),
      )
      send(family, day, 'unemployment-reg', {
        身份证号: head.idNumber,
        姓名: head.name,
        登记日期: day,
        原因: '合同到期',
      })
    },
  },
  {
    scenario: 'income-plunge',
    weight: 3,
    fires: ['income-plunge'],
    make: (family) => {
      const { random, span } = family
      const { head } = couple(family, random.int(36, 50), [random.int(6, 15)])
      const fell = addMonths(span.months.at(-1) ?? monthOf(span.to), -2)
      const [before, after] = [random.int(850, 950) * 10, random.int(180, 200) * 10]
      earns(family, head, (month) => (month < fell ? before : after))
    },
  },
  {
    scenario: 'breadwinner-prison',
    weight: 1,
    fires: ['breadwinner-custody'],
    make: (family) => breadwinnerHeld(family, family.random.int(95, 125), 3 * 365),
  },
  {
    scenario: 'breadwinner-held-shortly',
    weight: 1,
    fires: [],
    quiet: ['breadwinner-custody'],
    make: (family) => breadwinnerHeld(family, family.random.int(20, 40), 120),
  },
  {
    scenario: 'school-fees',
    weight: 3,
    fires: ['education-burden'],
    make: (family) => {
      const { random } = family
      const { head, children } = couple(family, random.int(45, 52), [random.int(18, 20)])
      const [student] = children
      earns(family, head, random.int(410, 440) * 10)
      const feeYuan = random.int(180, 260) * 100
      const school = { name: '某民办学院', grade: random.pick(['本科一年级', '本科二年级']), feeYuan }
      if (student !== undefined) studies(family, student, { ...school, aidYuan: random.pick([0, 2000, 3000]) })
    },
  },
  {
    scenario: 'dropout',
    weight: 2,
    fires: ['dropout-suspect'],
    make: (family) => leavesSchool(family, family.random.int(12, 14), '初中二年级'),
  },
  {
    scenario: 'left-senior-school',
    weight: 1,
    fires: [],
    quiet: ['dropout-suspect'],
    note: '已过义务教育年龄',
    make: (family) => leavesSchool(family, 17, '高中二年级'),
  },
  {
    scenario: 'exit-then-risk',
    weight: 2,
    fires: ['exit-then-risk', 'new-severe-disability'],
    note: '退保后又有新风险',
    make: (family) => {
      const { spouse } = withoutAid(family, '停保')
      isCertified(family, spouse, { category: 4, level: 2, days: family.random.int(5, 40) })
    },
  },
  {
    scenario: 'exit-without-risk',
    weight: 1,
    fires: [],
    quiet: ['exit-then-risk'],
    make: (family) => {
      const { spouse } = withoutAid(family, '停保')
      isCertified(family, spouse, { category: 4, level: 4, days: family.random.int(700, 900) })
    },
  },
  {
    scenario: 'reject-then-risk',
    weight: 2,
    fires: ['reject-then-risk'],
    note: '申请未批后又有大额住院支出',
    make: (family) => staysAfterRefusal(family, family.random.int(70, 95) * 100),
  },
  {
    scenario: 'reject-then-short-stay',
    weight: 1,
    fires: [],
    quiet: ['reject-then-risk'],
    make: (family) => staysAfterRefusal(family, family.random.int(20, 35) * 100),
  },
  {
    scenario: 'destitute',
    weight: 3,
    fires: ['destitute-candidate'],
    make: (family) => {
      loneElderOnLittle(family, family.random.int(63, 78))
    },
  },
  {
    scenario: 'elder-with-able-son',
    weight: 1,
    fires: [],
    quiet: ['destitute-candidate'],
    note: '法院判儿子按月付赡养费，儿子另户居住，有工作',
    make: (family) => {
      const { random } = family
      const elder = loneElderOnLittle(family, random.int(66, 74))
      const home = addHome(family)
      const surname = surnameOf(elder.name)
      const son = addPerson(family, { relation: '0', sex: 'male', age: elder.age - random.int(24, 28), surname, home })
      earns(family, son, goodWage(family))
      hasToSupport(family, son, elder, '赡养纠纷', random.int(4, 9) * 100, random.int(60, 600))
    },
  },
]
