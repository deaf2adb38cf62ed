import { ageOn, birthday, type Day, type EvidenceFact } from '@shouwang/contracts'
import {
  evidence,
  type KnownFact,
  listingsOn,
  livingMembers,
  livingMembersFacts,
  type Member,
  netSettlements,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { clear, type Indicator } from '../indicator.ts'
import { leavesWindowOn, windowStart } from '../readings/medical-window.ts'
import { heldAgainst } from '../wording/held-against.ts'

const oldAge = 'lone-elder-frail/age'
const stayCount = 'lone-elder-frail/stays'
const windowMonths = 'lone-elder-frail/window-months'
const grade = 'lone-elder-frail/self-care-grade'
const signTypes = ['HospitalAdmitted', 'MedicalSettled', 'SelfCareGraded'] as const

/**
 * 独居老人失能/多次住院: the only one left of his household is very old, on no 特困 roll, and was graded unable to care for
 * himself, or was in hospital again and again: no single bill is large, and nobody is at home. Source: 厦门一事一议
 * （王某）, 独居老人巡访 (docs/domain.md §7, §10, ART-4).
 */
export const loneElderFrail: Indicator = {
  id: 'lone-elder-frail',
  name: '独居老人失能或多次住院',
  direction: 'missed',
  class: 'discovery',
  level: 'orange',
  dimensions: { household: 60, health: 50 },
  source: '厦门市社会救助“一事一议”；独居老人巡访关爱',
  reads: [...signTypes, ...livingMembersFacts],
  quietWithout: signTypes,
  parameters: [oldAge, stayCount, windowMonths, grade],
  programmes: ['tekun', 'temporary-relief', 'medical-aid'],
  judge: (profile, policy, day) => {
    const living = livingMembers(profile, day)
    const elder = living[0]
    if (living.length !== 1 || elder === undefined || elder.birthDate === null) return clear
    if (!signTypes.some((type) => elder.facts[type] !== undefined)) return clear
    const age = policy.number(oldAge)
    const old = birthday(elder.birthDate, age.value)
    if (old > day) return { status: 'clear', reviewOn: old }
    if (listingsOn(elder.facts, profile.coverage, day, ['tekun']).length > 0) return clear
    const { stays, care } = { stays: staysOf(elder, policy, day), care: careOf(elder, policy, day) }
    const often = policy.number(stayCount)
    const least = policy.number(grade)
    const many = stays.length >= often.value
    if (!many && care === null) return clear
    const signs = [
      ...(care === null ? [] : [`${care.data.assessedOn}评定为失能${care.data.grade}级`]),
      ...(many ? [`近${policy.number(windowMonths).value}个月住院${stays.length}次`] : []),
    ]
    return {
      status: 'fires',
      confidence: care === null ? 0.7 : 0.85,
      person: elder.person,
      reason: `户籍、医保：{${elder.person}}${ageOn(elder.birthDate, day)}岁，独自生活，${signs.join('，')}`,
      observations: [
        heldAgainst(age, { label: '年龄', observed: ageOn(elder.birthDate, day), threshold: age.value, unit: 'years' }),
        heldAgainst(often, { label: '住院次数', observed: stays.length, threshold: often.value, unit: 'count' }),
        ...(care === null
          ? []
          : [
              heldAgainst(least, {
                label: '失能等级',
                observed: care.data.grade,
                threshold: least.value,
                unit: 'count',
              }),
            ]),
      ],
      facts: [
        ...(care === null ? [] : [evidence(elder.person, 'SelfCareGraded', care)]),
        ...stays.map(({ fact }) => fact),
      ],
      advice: ['上门查看自理能力和照料人，核对特困供养、集中照护和长期护理险；规则不适用的可提请“一事一议”'],
      ...(many && stays[0] !== undefined
        ? { reviewOn: leavesWindowOn(stays[0].on, policy.number(windowMonths).value) }
        : {}),
    }
  },
}

type Stay = { readonly on: Day; readonly fact: EvidenceFact }

/** Stays in the window, oldest first: as the hospital tells them, or as bills do, whichever knows of more. */
const staysOf = ({ person, facts }: Member, policy: Policy, day: Day): readonly Stay[] => {
  const from = windowStart(day, policy.number(windowMonths).value)
  const told = (facts.HospitalAdmitted ?? []).map((fact) => ({
    on: fact.data.admittedOn,
    fact: evidence(person, 'HospitalAdmitted', fact),
  }))
  const billed = netSettlements(facts)
    .filter(({ data }) => data.care === 'inpatient')
    .map((fact) => ({ on: fact.data.settledOn, fact: evidence(person, 'MedicalSettled', fact) }))
  const [a, b] = [told, billed].map((stays) =>
    stays.filter(({ on }) => on >= from && on <= day).sort((left, right) => (left.on < right.on ? -1 : 1)),
  )
  return (a ?? []).length > (b ?? []).length ? (a ?? []) : (b ?? [])
}

/** The latest grade, where it says that he needs care. */
const careOf = ({ facts }: Member, policy: Policy, day: Day): KnownFact<'SelfCareGraded'> | null => {
  let latest: KnownFact<'SelfCareGraded'> | null = null
  for (const fact of facts.SelfCareGraded ?? [])
    if (fact.data.assessedOn <= day && (latest === null || fact.data.assessedOn >= latest.data.assessedOn))
      latest = fact
  return latest !== null && latest.data.grade >= policy.number(grade).value ? latest : null
}
