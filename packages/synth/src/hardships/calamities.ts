import { addPerson, daysAgo, type Family, send } from '../family.ts'
import { alone, couple, goodWage } from '../family-shapes.ts'
import { surnameOf } from '../names.ts'
import { drawsDisabilitySubsidies, isOnRoll } from '../records/aid.ts'
import { isCertified } from '../records/health.ts'
import { drawsElderAllowance, drawsPension, earns } from '../records/income.ts'
import type { Hardship } from './hardship.ts'

const workingCouple = (family: Family) => {
  const made = couple(family, family.random.int(45, 56))
  earns(family, made.head, goodWage(family))
  return made
}

const burns = (family: Family, lossYuan: number, words: string): void => {
  const { head } = workingCouple(family)
  const day = daysAgo(family, family.random.int(1, 6))
  send(family, day, 'fire', {
    地址: head.home?.address ?? '',
    区划代码: head.home?.village.code ?? '',
    身份证号: head.idNumber,
    姓名: head.name,
    时间: `${day} 02:14:00`,
    损失金额: lossYuan,
    描述: words,
  })
}

const isFlooded = (family: Family, lossYuan: number, words: string): void => {
  const { head } = workingCouple(family)
  const day = daysAgo(family, family.random.int(2, 12))
  send(family, day, 'disaster', {
    户号: head.home?.householdNo ?? '',
    身份证号: head.idNumber,
    姓名: head.name,
    日期: day,
    灾种: family.random.pick(['台风洪涝', '暴雨内涝', '山体滑坡']),
    损失金额: lossYuan,
    情况: words,
  })
}

const isRunOver = (family: Family, harm: '重伤' | '轻伤'): void => {
  const { random } = family
  const { head, spouse } = couple(family, random.int(30, 45), [random.int(3, 10)])
  if (harm === '轻伤') earns(family, head, goodWage(family))
  earns(family, spouse, goodWage(family))
  const time = `${daysAgo(family, random.int(2, 12))} 18:40:00`
  const hurt = { 身份证号: head.idNumber, 姓名: head.name, 时间: time, 伤亡: harm, 责任: '无责' }
  send(family, time.slice(0, 10), 'traffic-accident', hurt)
}

const calls = (family: Family, kind: '生活困难求助' | '政策咨询', words: readonly string[]): void => {
  const { random } = family
  const elder = alone(family, random.int(68, 78))
  drawsPension(family, elder, '城镇职工', random.int(185, 210) * 10)
  const time = `${daysAgo(family, random.int(1, 5))} 09:12:00`
  send(family, time.slice(0, 10), 'help-order', {
    工单号: `12345-${family.unit + 9_000_000}`,
    身份证号: elder.idNumber,
    姓名: elder.name,
    区划代码: elder.home?.village.code ?? '',
    来电时间: time,
    类别: kind,
    内容: random.pick(words),
  })
}

const hasHouseGraded = (family: Family, grade: 'B' | 'C' | 'D'): void => {
  const { random } = family
  const head = addPerson(family, { relation: '0', sex: 'male', age: random.int(66, 74) })
  const surname = surnameOf(head.name)
  const sons = [38, 35].map((age) => addPerson(family, { relation: '2', sex: 'male', age, surname }))
  isOnRoll(family, [head, ...sons], '低保', { monthlyYuan: 2100, days: 150 })
  for (const son of sons) {
    isCertified(family, son, { category: 6, level: 2, days: 2000 })
    drawsDisabilitySubsidies(family, son, 650, true)
  }
  const day = daysAgo(family, random.int(10, 40))
  send(family, day, 'dilapidated', {
    身份证号: head.idNumber,
    姓名: head.name,
    地址: head.home?.address ?? '',
    等级: grade,
    鉴定日期: day,
  })
}

/** What can't wait, and what is forgotten: fire, flood, accident, a call for help, a house that may fall, an allowance never asked for. */
export const calamityHardships: readonly Hardship[] = [
  {
    scenario: 'fire',
    weight: 2,
    fires: ['fire-loss'],
    make: (family) => {
      const words = ['房屋烧毁', '房屋烧毁，无人员伤亡', '电动车充电起火，房屋烧毁']
      burns(family, family.random.int(40, 120) * 1000, family.random.pick(words))
    },
  },
  {
    scenario: 'small-fire',
    weight: 1,
    fires: [],
    quiet: ['fire-loss'],
    make: (family) => burns(family, family.random.int(5, 18) * 100, '厨房冒烟，及时扑灭，房屋未受损'),
  },
  {
    scenario: 'flood',
    weight: 2,
    fires: ['disaster-loss'],
    make: (family) => isFlooded(family, family.random.int(30, 80) * 1000, '房屋倒塌，转移安置'),
  },
  {
    scenario: 'flooded-field',
    weight: 1,
    fires: [],
    quiet: ['disaster-loss'],
    make: (family) => isFlooded(family, family.random.int(20, 60) * 100, '菜地被淹，房屋完好，无人员转移'),
  },
  { scenario: 'traffic', weight: 2, fires: ['traffic-casualty'], make: (family) => isRunOver(family, '重伤') },
  {
    scenario: 'traffic-slight',
    weight: 1,
    fires: [],
    quiet: ['traffic-casualty'],
    make: (family) => isRunOver(family, '轻伤'),
  },
  {
    scenario: 'hotline',
    weight: 3,
    fires: ['hotline-grid-lead'],
    make: (family) =>
      calls(family, '生活困难求助', [
        '独居老人称三天未进热食，请求帮助',
        '邻居反映老人行动不便，家中无人照料',
        '老人来电称本月药费已付不起，希望有人上门看看',
      ]),
  },
  {
    scenario: 'hotline-question',
    weight: 1,
    fires: [],
    quiet: ['hotline-grid-lead'],
    make: (family) => calls(family, '政策咨询', ['询问高龄津贴几岁开始发放', '询问养老金调整何时到账']),
  },
  {
    scenario: 'danger-house',
    weight: 2,
    fires: ['unsafe-housing'],
    make: (family) => hasHouseGraded(family, family.random.pick(['C', 'D'])),
  },
  {
    scenario: 'sound-house',
    weight: 1,
    fires: [],
    quiet: ['unsafe-housing'],
    make: (family) => hasHouseGraded(family, 'B'),
  },
  {
    scenario: 'elder-missed',
    weight: 4,
    fires: ['elder-allowance-missed'],
    make: (family) => {
      const elder = alone(family, family.random.int(82, 94))
      drawsPension(family, elder, '城镇职工', family.random.int(300, 340) * 10)
    },
  },
  {
    scenario: 'elder-paid',
    weight: 1,
    fires: [],
    quiet: ['elder-allowance-missed'],
    make: (family) => {
      const elder = alone(family, family.random.int(82, 94))
      drawsPension(family, elder, '城镇职工', family.random.int(300, 340) * 10)
      drawsElderAllowance(family, elder)
    },
  },
]
