import { ageOn, type Day } from '@shouwang/contracts'
import { currentDisability, lastInsuredMonth, livingMembers, type Member } from '@shouwang/household'
import type { Condition, NumberId } from '@shouwang/policy'
import { hasSevereDisability, incapacityOf } from '../readings/dependants.ts'
import { disabilityText, isWithinLevel } from '../readings/disability-level.ts'
import { isRecent } from '../readings/happening.ts'
import { majorSettlements } from '../readings/major-disease.ts'
import { latestEnrolment } from '../readings/school-fees.ts'
import { ableSupporters } from '../readings/supporters.ts'
import { type Answer, type Asked, either, met, notKnown, notMet } from './condition-check.ts'
import { ruleText } from './quantity.ts'

type Of<Is extends Condition['is']> = Extract<Condition, { is: Is }>

/** Whose facts a condition on a person is held against. */
export type AskedOfPerson = Asked & { readonly person: Member }

const ageOf = ({ birthDate }: Member, day: Day): number | null => (birthDate === null ? null : ageOn(birthDate, day))

const agedAgainst = (
  number: NumberId,
  { policy, person, day }: AskedOfPerson,
  holds: (age: number, limit: number) => boolean,
): Answer => {
  const limit = policy.standard(number)
  const age = ageOf(person, day)
  if (limit === null) return notKnown('standard', '本市尚未录入标准')
  return age === null ? notKnown('delivery', '出生日期未知') : either(holds(age, limit.value), `${age}周岁`)
}

/** 年满. */
export const agedFrom = ({ number }: Of<'aged-from'>, asked: AskedOfPerson): Answer =>
  agedAgainst(number, asked, (age, limit) => age >= limit)

/** 未满. */
export const agedBelow = ({ number }: Of<'aged-below'>, asked: AskedOfPerson): Answer =>
  agedAgainst(number, asked, (age, limit) => age < limit)

const certificateSeen = ({ facts }: Member): string => {
  const certificate = currentDisability(facts)
  return certificate === null ? '未见残疾人证' : `持${disabilityText(certificate.data)}残疾证`
}

/** 持有残疾人证. */
export const disabled = ({ person }: AskedOfPerson): Answer =>
  either(currentDisability(person.facts) !== null, () => certificateSeen(person))

/** 重度残疾. */
export const severelyDisabled = ({ person, policy }: AskedOfPerson): Answer =>
  either(hasSevereDisability(person.facts, policy), () => certificateSeen(person))

/** 残疾等级在某级以内, for 智力 and 精神 by a number of their own. */
export const disabledWithin = ({ any, mental }: Of<'disabled-within'>, { person, policy }: AskedOfPerson): Answer => {
  const certificate = currentDisability(person.facts)
  if (policy.standard(any) === null || policy.standard(mental) === null) return notKnown('standard', '本市尚未录入标准')
  return either(certificate !== null && isWithinLevel(certificate.data, policy, any, mental), () =>
    certificateSeen(person),
  )
}

/** 重特大疾病: settled for a listed disease, or recognised as having one, within the days. */
export const seriouslyIll = ({ codes, days }: Of<'seriously-ill'>, { person, policy, day }: AskedOfPerson): Answer => {
  const listed = policy.list(codes).value
  const window = policy.number(days).value
  const treated = majorSettlements(person.facts, listed, day).at(-1)
  if (treated !== undefined && isRecent(treated.data.settledOn, day, window))
    return met(`${treated.data.settledOn}按重特大疾病结算`)
  const recognised = person.facts.DiseaseRecognised?.find(
    ({ data }) =>
      data.from <= day &&
      (data.to === null || data.to >= day) &&
      listed.some((code) => data.diseaseCode?.startsWith(code)),
  )
  return recognised === undefined ? notMet('未见重特大疾病结算') : met(`${recognised.data.from}认定门诊慢特病`)
}

/**
 * 无劳动能力: by age, or by level one or two of 智力 and 精神 and level one of 肢体; others who are severely disabled, and
 * children between the ages, only after someone looked (特困人员认定办法, docs/domain.md §1.1, S12).
 */
export const unableToWork = (condition: Of<'unable-to-work'>, { person, policy, day }: AskedOfPerson): Answer => {
  const [elder, minor, adult] = ([condition.elder, condition.minor, 'dependant/minor-age'] as const).map(
    (id) => policy.number(id).value,
  ) as [number, number, number]
  const age = ageOf(person, day)
  const seen = [
    age === null ? '年龄未知' : `${age}周岁`,
    ...(currentDisability(person.facts) ? [certificateSeen(person)] : []),
  ].join('，')
  if (age !== null && (age >= elder || age < minor)) return met(seen)
  const certificate = currentDisability(person.facts)?.data
  if (certificate !== undefined && isByLawUnable(certificate)) return met(seen)
  if (hasSevereDisability(person.facts, policy) || age === null || age < adult) return notKnown('visit', seen)
  return notMet(seen)
}

const isByLawUnable = ({ category, level }: { readonly category: number; readonly level: number }): boolean =>
  category === 4 ? level <= 1 : (category === 5 || category === 6) && level <= 2

/**
 * 无法定赡养、抚养、扶养义务人或其无履行能力: that none is recorded is no proof. Who lives with somebody able to work is
 * supported by him.
 */
export const noAbleSupporter = ({ profile, policy, day, person }: AskedOfPerson): Answer => {
  const members = livingMembers(profile, day)
  const others = members.filter((each) => each.person !== person.person)
  const able = others.find((each) => incapacityOf(each, policy, day) === null)
  if (able !== undefined) return notMet(`与有劳动能力的{${able.person}}共同生活`)
  const elsewhere = ableSupporters(profile, members, policy, day)[0]
  if (elsewhere !== undefined) return notMet(`{${elsewhere.person}}有能力赡养、扶养`)
  return notKnown('visit', '未见有能力的赡养、扶养人，需核实')
}

/** 在校就读. */
export const enrolled = ({ person, policy, day }: AskedOfPerson): Answer => {
  const latest = latestEnrolment(person.facts.EnrolmentReported)
  if (latest?.data.status === 'enrolled') return met(`${latest.data.term}在读`)
  const age = ageOf(person, day)
  const [start, adult] = [
    policy.number('compulsory-education/start-age').value,
    policy.number('dependant/minor-age').value,
  ]
  if (age !== null && age >= start && age < adult) return notKnown('visit', latest === null ? '未见学籍' : '学籍不在读')
  return notMet('未见在读学籍')
}

/** 登记失业, and not insured as an employee since. */
export const registeredUnemployed = ({ person, day }: AskedOfPerson): Answer => {
  const registered = person.facts.UnemploymentRegistered?.filter(({ data }) => data.registeredOn <= day).at(-1)
  if (registered === undefined) return notMet('未见失业登记')
  const insured = lastInsuredMonth(person.facts)
  const { registeredOn } = registered.data
  const since = insured !== null && insured > registeredOn.slice(0, 7)
  return either(!since, since ? `${insured}已有社保缴费` : `${registeredOn}登记失业`)
}

/** 医保断缴. */
export const insuranceLapsed = ({ person }: AskedOfPerson): Answer => {
  const standing = person.facts.MedicalInsuranceStanding?.at(-1)
  if (standing === undefined) return notKnown('delivery', '参保情况未知')
  return either(standing.data.status !== 'insured', standing.data.status === 'insured' ? '已参保' : '医保中断')
}

/** 失能等级达到某级: whom nobody assessed is asked of where age or disability gives reason to. */
export const selfCareFrom = ({ number }: Of<'self-care-from'>, { person, policy, day }: AskedOfPerson): Answer => {
  const limit = policy.standard(number)
  if (limit === null) return notKnown('standard', '本市尚未录入标准')
  const grade = careGrade(person)
  if (grade !== null) return either(grade >= limit.value, `失能等级${grade}级（${ruleText(limit)}起）`)
  const age = ageOf(person, day)
  const mayNeed = age === null || age >= policy.number('dependant/elder-age').value || currentDisability(person.facts)
  return mayNeed ? notKnown('visit', '未做失能评估') : notMet('未见失能情形')
}

/** The latest grade of the care assessment; null where nobody assessed. */
export const careGrade = ({ facts }: Member): number | null =>
  facts.SelfCareGraded?.reduce((last, each) => (each.data.assessedOn >= last.data.assessedOn ? each : last)).data
    .grade ?? null
