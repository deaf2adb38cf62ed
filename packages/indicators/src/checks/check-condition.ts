import { livingMembers } from '@shouwang/household'
import type { Condition, Policy, Rule, SimpleCondition } from '@shouwang/policy'
import { programmeText } from '../wording/programme-text.ts'
import {
  type Answer,
  type Asked,
  type ConditionCheck,
  met,
  notKnown,
  notMet,
  oneOf,
  seenText,
} from './condition-check.ts'
import {
  befallen,
  dwellingUnsafe,
  happeningText,
  livingAlone,
  onNoneOf,
  onOneOf,
  parentsDead,
  parentsUnable,
} from './family-conditions.ts'
import {
  authorisedAssetsWithin,
  hospitalArrearsFrom,
  incomePerHeadBelow,
  medicalBurdenFrom,
  ownIncomeBelow,
  registeredAssetsWithin,
  rigidExpenseFrom,
  yearlyIncomePerHeadBelow,
} from './means-conditions.ts'
import {
  type AskedOfPerson,
  agedBelow,
  agedFrom,
  disabled,
  disabledWithin,
  enrolled,
  insuranceLapsed,
  noAbleSupporter,
  registeredUnemployed,
  selfCareFrom,
  seriouslyIll,
  severelyDisabled,
  unableToWork,
} from './person-conditions.ts'
import { reckon, ruleText } from './quantity.ts'

/** Holds one condition of a programme against what is known, with the value seen and the numbers it was held against. */
export const checkCondition = (condition: Condition, asked: Asked): ConditionCheck => {
  if (condition.is !== 'any-of') {
    const { state, seen, needs } = answerTo(condition, asked)
    return {
      is: condition.is,
      text: textOf(condition, asked.policy),
      state,
      seen: seenText(seen),
      needs,
      rules: rulesOf(condition, asked.policy),
      of: [],
    }
  }
  const of = condition.of.map((each) => checkCondition(each, asked))
  const state = oneOf(of.map((each) => each.state))
  const decisive = of.filter((each) => each.state === state)
  return {
    is: condition.is,
    text: `符合其中一项：${of.map(({ text }) => text).join('；')}`,
    state,
    seen: [...new Set(decisive.flatMap(({ seen }) => (seen === null ? [] : [seen])))].join('；') || null,
    rules: of.flatMap(({ rules }) => rules),
    needs: state === 'not-known' ? (decisive.find(({ needs }) => needs !== null)?.needs ?? null) : null,
    of,
  }
}

/** What a condition asks for, with the numbers of a policy. */
export const conditionText = (condition: Condition, policy: Policy): string =>
  condition.is === 'any-of'
    ? `符合其中一项：${condition.of.map((each) => textOf(each, policy)).join('；')}`
    : textOf(condition, policy)

/** What a condition comes to, without the texts and numbers that only a reader needs. */
export const answerOf = (condition: Condition, asked: Asked): Answer => {
  if (condition.is !== 'any-of') return answerTo(condition, asked)
  let best: Answer = notMet(null)
  for (const each of condition.of) {
    const answer = answerTo(each, asked)
    if (answer.state === 'met') return answer
    if (best.state === 'not-met' && (answer.state === 'not-known' || best.seen === null)) best = answer
  }
  return best
}

const answerTo = (condition: SimpleCondition, asked: Asked): Answer => {
  switch (condition.is) {
    case 'income-per-head-below':
      return incomePerHeadBelow(condition, asked)
    case 'yearly-income-per-head-below':
      return yearlyIncomePerHeadBelow(condition, asked)
    case 'own-income-below':
      return ownIncomeBelow(condition, asked)
    case 'registered-assets-within':
      return registeredAssetsWithin(asked)
    case 'authorised-assets-within':
      return authorisedAssetsWithin()
    case 'rigid-expense-from':
      return rigidExpenseFrom(condition, asked)
    case 'medical-burden-from':
      return medicalBurdenFrom(condition, asked)
    case 'hospital-arrears-from':
      return hospitalArrearsFrom(condition, asked)
    case 'on-one-of':
      return onOneOf(condition, asked)
    case 'on-none-of':
      return onNoneOf(condition, asked)
    case 'befallen':
      return befallen(condition, asked)
    case 'dwelling-unsafe':
      return dwellingUnsafe(asked)
    case 'living-alone':
      return livingAlone(asked)
    case 'in-season':
      return inSeason(condition, asked)
    case 'to-ask':
      return notKnown('visit')
    default:
      return ofSomebody(condition, asked)
  }
}

type OfPerson = Exclude<
  SimpleCondition,
  {
    is:
      | 'income-per-head-below'
      | 'yearly-income-per-head-below'
      | 'own-income-below'
      | 'registered-assets-within'
      | 'authorised-assets-within'
      | 'rigid-expense-from'
      | 'medical-burden-from'
      | 'hospital-arrears-from'
      | 'on-one-of'
      | 'on-none-of'
      | 'befallen'
      | 'dwelling-unsafe'
      | 'living-alone'
      | 'in-season'
      | 'to-ask'
  }
>

/** What is asked of a person; of a family it holds where it holds for one who lives in it. */
const ofSomebody = (condition: OfPerson, asked: Asked): Answer => {
  const { profile, policy, day } = asked
  if (asked.person !== null) return ofPerson(condition, { profile, policy, day, person: asked.person })
  let best: Answer | null = null
  for (const person of livingMembers(profile, day)) {
    const answer = ofPerson(condition, { profile, policy, day, person })
    if (answer.state === 'met') return answer
    if (best === null || (best.state === 'not-met' && answer.state === 'not-known')) best = answer
  }
  return best ?? notMet(null)
}

const ofPerson = (condition: OfPerson, asked: AskedOfPerson): Answer => {
  switch (condition.is) {
    case 'aged-from':
      return agedFrom(condition, asked)
    case 'aged-below':
      return agedBelow(condition, asked)
    case 'disabled':
      return disabled(asked)
    case 'severely-disabled':
      return severelyDisabled(asked)
    case 'disabled-within':
      return disabledWithin(condition, asked)
    case 'seriously-ill':
      return seriouslyIll(condition, asked)
    case 'unable-to-work':
      return unableToWork(condition, asked)
    case 'no-able-supporter':
      return noAbleSupporter(asked)
    case 'parents-dead':
      return parentsDead(asked)
    case 'parents-unable':
      return parentsUnable(asked)
    case 'enrolled':
      return enrolled(asked)
    case 'registered-unemployed':
      return registeredUnemployed(asked)
    case 'insurance-lapsed':
      return insuranceLapsed(asked)
    case 'self-care-from':
      return selfCareFrom(condition, asked)
    default:
      return condition satisfies never
  }
}

const inSeason = ({ from, to }: { readonly from: string; readonly to: string }, { day }: Asked): Answer => {
  const date = day.slice(5)
  const within = from <= to ? from <= date && date <= to : date >= from || date <= to
  return within ? met(day) : notMet(day)
}

const rulesOf = (condition: SimpleCondition, policy: Policy): readonly Rule[] => {
  if (condition.is === 'income-per-head-below' || condition.is === 'own-income-below')
    return reckon(policy, condition)?.rules ?? []
  if (condition.is === 'disabled-within')
    return [policy.standard(condition.any), policy.standard(condition.mental)].filter((rule) => rule !== null)
  const id = 'number' in condition ? condition.number : 'ratio' in condition ? condition.ratio : undefined
  const rule = id === undefined ? null : policy.standard(id)
  return rule === null ? [] : [rule]
}

const textOf = (condition: SimpleCondition, policy: Policy): string => {
  switch (condition.is) {
    case 'income-per-head-below':
      return `家庭人均月收入低于${reckon(policy, condition)?.text ?? unentered}`
    case 'own-income-below':
      return `本人月收入低于${reckon(policy, condition)?.text ?? unentered}`
    case 'on-one-of':
    case 'on-none-of':
      return rollText(condition, policy)
    case 'befallen':
      return `近期遭遇${happeningText(condition.what)}`
    case 'in-season':
      return `在${condition.from}至${condition.to}之间`
    case 'to-ask':
      return condition.text
    case 'rigid-expense-from':
      return `刚性支出达到家庭收入的${limitText(condition.ratio, policy)}`
    default:
      return 'number' in condition
        ? `${plainText[condition.is]}${limitText(condition.number, policy)}`
        : plainText[condition.is]
  }
}

const unentered = '当地标准（尚未录入）'

const limitText = (id: Parameters<Policy['standard']>[0], policy: Policy): string => {
  const rule = policy.standard(id)
  return rule === null ? unentered : ruleText(rule)
}

const rollText = (
  { is, programmes, of }: Extract<SimpleCondition, { is: 'on-one-of' | 'on-none-of' }>,
  policy: Policy,
): string => {
  const names = programmes.map(
    (id) => (programmeText as { readonly [id: string]: string })[id] ?? policy.programmes.get(id)?.name ?? id,
  )
  return `${of === 'person' ? '本人' : '家庭成员'}${is === 'on-one-of' ? '在' : '不在'}${names.join('、')}名册`
}

const plainText = {
  'yearly-income-per-head-below': '家庭人均年收入低于',
  'registered-assets-within': '登记的车辆、房产、企业在规定范围内',
  'authorised-assets-within': '存款、证券、保险等金融资产在规定范围内',
  'aged-from': '年满',
  'aged-below': '未满',
  disabled: '持有残疾人证',
  'severely-disabled': '重度残疾',
  'disabled-within': '残疾等级在规定范围内',
  'seriously-ill': '患重特大疾病',
  'unable-to-work': '无劳动能力',
  'no-able-supporter': '没有法定赡养、抚养、扶养义务人，或其无履行能力',
  'medical-burden-from': '近12个月医疗个人负担达到',
  'hospital-arrears-from': '急危重症，或住院欠费达到',
  'parents-dead': '父母双亡',
  'parents-unable': '父母双方均不能抚养',
  enrolled: '在校就读',
  'registered-unemployed': '登记失业',
  'dwelling-unsafe': '住房鉴定为危房（C、D级）',
  'insurance-lapsed': '医疗保险中断',
  'living-alone': '独自生活',
  'self-care-from': '失能等级达到',
} as const
