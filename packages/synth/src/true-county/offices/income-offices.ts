import { addMonths } from '@shouwang/contracts'
import type { TruePerson } from '../household.ts'
import * as rates from '../rates.ts'
import { type Desk, dayIn, named } from './desk.ts'

/** What labour and social security, tax, the housing fund, finance and the market's register hold of a household's income. */
export const incomeOffices = (desk: Desk): void => {
  for (const person of desk.household.people) {
    const contributes = contributionOf(desk, person)
    for (const [month, name] of desk.span.months.entries()) {
      if (month < person.from || month >= person.until) continue
      if (contributes !== null) contributes(month, name)
      paidPension(desk, person, month, name)
    }
    tailPension(desk, person)
    losesWork(desk, person)
    trades(desk, person)
  }
}

const employers = ['示例电子有限公司', '示例服装有限公司', '示例物业服务有限公司', '示例食品厂', '示例商贸有限公司']

/** Whoever is insured through work at all: the base is often the floor, whatever the wage; who works away is insured there. */
const contributionOf = ({ random, send }: Desk, person: TruePerson): ((month: number, name: string) => void) | null => {
  const employer = random.pick(employers)
  const insured = random.chance(rates.records.formalInsured.value)
  const flexible = random.chance(rates.records.flexibleInsured.value)
  const understated = random.chance(rates.records.baseUnderstated.value)
  const fund = random.chance(rates.records.fundPaid.value)
  const floor = rates.records.baseFloor.value
  if (person.wageYuan === 0 && person.livelihood === 'child') return null
  return (month, name) => {
    const did = person.months[month]
    if (did === undefined || did.yuan === 0) return
    const formal = did.livelihood === 'formal' || did.livelihood === 'public'
    if (!(formal ? insured : did.livelihood === 'flexible' && flexible)) return
    const wage = formal ? person.wageYuan || did.yuan : 0
    const baseYuan = formal && !understated ? Math.max(floor, wage) : floor
    const own = formal ? employer : '个人参保'
    send(month, 'social-insurance', { ...named(person), 单位名称: own, 费款所属期: name, 缴费基数: baseYuan })
    if (!formal) return
    if (did.yuan > rates.records.taxFrom.value)
      send(month + 1, 'income-tax', {
        ...named(person),
        扣缴义务人: employer,
        所得项目: '工资薪金所得',
        税款所属期: name,
        收入额: did.yuan,
        申报日期: `${addMonths(name, 1)}-12`,
      })
    if (fund) send(month, 'housing-fund', { ...named(person), 缴存单位: employer, 缴存月份: name, 缴存基数: wage })
    if (did.livelihood === 'public')
      send(month, 'public-payroll', { ...named(person), 预算单位: '示例县实验小学', 工资月份: name, 应发工资: wage })
  }
}

const paidPension = ({ send }: Desk, person: TruePerson, month: number, name: string): void => {
  if (person.pension === null) return
  const { kind, yuan } = person.pension
  const 待遇类别 = kind === 'employee' ? '城镇职工' : '城乡居民'
  send(month, 'pension-pay', { ...named(person), 待遇类别, 发放月: name, 金额: yuan })
}

/** A pension is often paid on for a while after its holder died. */
const tailPension = (desk: Desk, person: TruePerson): void => {
  if (person.left !== 'died' || !desk.random.chance(0.3)) return
  for (let month = person.until; month < person.until + 2; month += 1) {
    const name = desk.span.months[month]
    if (name !== undefined) paidPension(desk, person, month, name)
  }
}

const losesWork = (desk: Desk, person: TruePerson): void => {
  const { household, random, send, span } = desk
  for (const { kind, month, person: at } of household.happenings) {
    if (kind !== 'job-loss' || household.people[at] !== person) continue
    if (!random.chance(rates.records.unemploymentRegistered.value)) continue
    send(month + 1, 'unemployment-reg', { ...named(person), 登记日期: dayIn(desk, month), 原因: '解除劳动合同' })
    const from = span.months[month + 1]
    if (from === undefined || !random.chance(0.8)) continue
    const to = span.months[Math.min(span.months.length - 1, month + random.int(3, 12))] ?? from
    send(month + 1, 'unemployment-benefit', { ...named(person), 起始月: from, 终止月: to, 月标准: 1700 })
  }
}

const trades = (desk: Desk, person: TruePerson): void => {
  const { household, random, send, number } = desk
  const first = person.months[0]?.livelihood
  if (first !== 'own-business' || !random.chance(rates.records.businessRegistered.value)) return
  const code = `91350299MA${number().slice(-8)}`
  const registered = {
    证件号码: person.idNumber,
    姓名: person.name,
    统一社会信用代码: code,
    职务: '经营者',
    认缴出资额: random.int(1, 20) * 5000,
  }
  send(0, 'business-reg', { ...registered, 日期: dayIn(desk, -random.int(6, 90)), 状态: '存续' })
  for (const { kind, month, person: at } of household.happenings) {
    if (kind !== 'business-failed' || household.people[at] !== person) continue
    if (random.chance(0.5))
      send(month + 2, 'business-reg', { ...registered, 日期: dayIn(desk, month + 1), 状态: '注销' })
    if (random.chance(0.25))
      send(month + 3, 'enforcement', {
        执行案号: `（2026）示0299执${number()}号`,
        ...named(person),
        执行标的: random.int(2, 30) * 10_000,
        是否限高: '是',
        执行立案日期: dayIn(desk, month + 2),
        执行结案日期: '',
      })
  }
}
