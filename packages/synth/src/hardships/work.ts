import { addMonths, monthOf } from '@shouwang/contracts'
import { addPerson, daysAgo, type Family, type Person, schoolYear, send } from '../family.ts'
import { alone, couple, goodWage } from '../family-shapes.ts'
import { surnameOf } from '../names.ts'
import { isOnRoll } from '../records/aid.ts'
import { goesToSchool, isImprisoned } from '../records/civil.ts'
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
    make: (family) => {
      const { random } = family
      const { head } = couple(family, random.int(33, 42), [random.int(3, 8), random.int(2, 6)])
      const days = random.int(95, 125)
      earns(family, head, random.int(620, 700) * 10, (month) => month < monthOf(daysAgo(family, days)))
      isImprisoned(family, head, days, 3 * 365)
    },
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
      const term = schoolYear(family)
      const fee = random.int(180, 260) * 100
      if (student === undefined) return
      send(family, `${term}-01`, 'enrolment', {
        身份证号: student.idNumber,
        姓名: student.name,
        学校: '某民办学院',
        年级: random.pick(['本科一年级', '本科二年级']),
        状态: '在读',
        学年学费: fee,
        资助金额: random.pick([0, 2000, 3000]),
        学期: term,
      })
    },
  },
  {
    scenario: 'dropout',
    weight: 2,
    fires: ['dropout-suspect'],
    make: (family) => {
      const { random } = family
      const parent = addPerson(family, { relation: '0', sex: 'female', age: random.int(36, 44) })
      earns(family, parent, goodWage(family))
      const pupil = { relation: '2', sex: 'male', age: random.int(12, 14), surname: surnameOf(parent.name) } as const
      goesToSchool(family, addPerson(family, pupil), '辍学')
    },
  },
  {
    scenario: 'exit-then-risk',
    weight: 2,
    fires: ['exit-then-risk', 'new-severe-disability'],
    note: '退保后又有新风险',
    make: (family) => {
      const { random } = family
      const { head, spouse } = couple(family, random.int(44, 54))
      earns(family, head, random.int(430, 520) * 10)
      const endedDays = random.int(150, 330)
      isOnRoll(family, [head, spouse], '低保', { monthlyYuan: 900, days: 900, status: '停保', endedDays })
      isCertified(family, spouse, { category: 4, level: 2, days: random.int(5, 40) })
    },
  },
  {
    scenario: 'reject-then-risk',
    weight: 2,
    fires: ['reject-then-risk'],
    note: '申请未批后又有大额住院支出',
    make: (family) => {
      const { random } = family
      const { head, spouse } = couple(family, random.int(44, 54))
      earns(family, head, random.int(430, 520) * 10)
      isOnRoll(family, [head, spouse], '低保', { monthlyYuan: 0, days: random.int(90, 200), status: '不予批准' })
      const selfPaid = random.int(70, 95) * 100
      const bill = { totalYuan: selfPaid * 2, fundYuan: selfPaid, disease: ['K80.2', '胆囊结石'] } as const
      settles(family, spouse, { ...bill, day: daysAgo(family, random.int(8, 60)), care: '21' })
    },
  },
  {
    scenario: 'destitute',
    weight: 3,
    fires: ['destitute-candidate'],
    make: (family) =>
      drawsPension(family, alone(family, family.random.int(63, 78)), '城乡居民', family.random.int(18, 24) * 10),
  },
]
