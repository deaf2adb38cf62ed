import type { ChangeEventType, Day, PersonId } from '@shouwang/contracts'
import {
  assessedOn,
  deathOf,
  type Facts,
  type KnownFact,
  netSettlements,
  ownMembers,
  type Profile,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { yuanText } from '../wording/yuan-text.ts'
import { disabilityText } from './disability-level.ts'
import { majorSettlements } from './major-disease.ts'

/** The numbers that `newRiskSince` reads. */
export const newRiskNumbers = ['single-stay-selfpay/stay-low-income'] as const

/** The list that `newRiskSince` reads. */
export const newRiskLists = ['major-disease/codes'] as const

/** The types of facts that `newRiskSince` reads. */
export const newRiskFacts = [
  'DisabilityCertified',
  'MedicalSettled',
  'DeathReported',
  'CustodyStarted',
  'MarriageRegistered',
  'UnemploymentRegistered',
  'UnemploymentBenefitGranted',
  'FireReported',
  'DisasterSuffered',
  'TrafficCasualtyReported',
  'DwellingGraded',
  'HelpRequested',
] as const satisfies readonly ChangeEventType[]

/** A grave thing that befell a household, and the fact that tells of it. */
export type NewRisk = {
  readonly person: PersonId
  readonly on: Day
  readonly what: string
  readonly type: ChangeEventType
  readonly fact: Omit<KnownFact, 'data'>
}

/**
 * The latest risk of any kind that befell a member after one day and until another: a death, a disability certified or
 * grown worse, a costly stay in hospital, a grave disease, lost work, custody, a divorce, fire, disaster, an accident, an
 * unsafe home, a call for help; null without any. It stands for no indicator of its own: those have their own thresholds
 * and time. `types`: only what these facts tell of.
 */
export const newRiskSince = (
  profile: Profile,
  policy: Policy,
  since: Day,
  day: Day,
  types: readonly ChangeEventType[] = newRiskFacts,
): NewRisk | null => {
  let latest: NewRisk | null = null
  for (const { person, facts } of ownMembers(profile)) {
    if (!types.some((type) => facts[type] !== undefined)) continue
    for (const risk of risksOf(facts, policy, day))
      if (types.includes(risk.type) && risk.on > since && risk.on <= day && (latest === null || risk.on > latest.on))
        latest = { person, ...risk }
  }
  return latest
}

type Risk = Omit<NewRisk, 'person'>

const risksOf = (facts: Facts, policy: Policy, day: Day): readonly Risk[] => [
  ...healthRisks(facts, policy, day),
  ...familyRisks(facts),
  ...workRisks(facts),
  ...accidents(facts),
  ...hardships(facts),
]

const healthRisks = (facts: Facts, policy: Policy, day: Day): readonly Risk[] => {
  const stayFen = policy.number('single-stay-selfpay/stay-low-income').value
  const risks: Risk[] = []
  for (const fact of facts.DisabilityCertified ?? [])
    if (fact.data.status === 'valid' && assessedOn(facts, fact) === fact.data.certifiedOn)
      risks.push({
        on: fact.data.certifiedOn,
        what: `新办${disabilityText(fact.data)}残疾证`,
        type: 'DisabilityCertified',
        fact,
      })
  for (const fact of netSettlements(facts)) {
    const { care, settledOn, inScopeSelfPaidFen, personalBurdenFen } = fact.data
    if (care !== 'inpatient') continue
    if (inScopeSelfPaidFen >= stayFen)
      risks.push({ on: settledOn, what: `住院自付${yuanText(inScopeSelfPaidFen)}`, type: 'MedicalSettled', fact })
    else if (personalBurdenFen >= stayFen)
      risks.push({ on: settledOn, what: `住院个人负担${yuanText(personalBurdenFen)}`, type: 'MedicalSettled', fact })
  }
  const firstGrave = majorSettlements(facts, policy.list('major-disease/codes').value, day)[0]
  if (firstGrave !== undefined)
    risks.push({
      on: firstGrave.data.settledOn,
      what: '首次按重特大疾病结算',
      type: 'MedicalSettled',
      fact: firstGrave,
    })
  return risks
}

const familyRisks = (facts: Facts): readonly Risk[] => {
  const risks: Risk[] = []
  const death = deathOf(facts)
  if (death?.facts[0] !== undefined)
    risks.push({ on: death.day, what: '去世', type: 'DeathReported', fact: death.facts[0] })
  for (const fact of facts.CustodyStarted ?? [])
    risks.push({ on: fact.data.from, what: '被羁押或服刑', type: 'CustodyStarted', fact })
  for (const fact of facts.MarriageRegistered ?? [])
    if (fact.data.kind === 'divorce') risks.push({ on: fact.data.day, what: '离婚', type: 'MarriageRegistered', fact })
  return risks
}

const workRisks = (facts: Facts): readonly Risk[] => {
  const risks: Risk[] = []
  for (const fact of facts.UnemploymentRegistered ?? [])
    risks.push({ on: fact.data.registeredOn, what: '登记失业', type: 'UnemploymentRegistered', fact })
  for (const fact of facts.UnemploymentBenefitGranted ?? [])
    risks.push({
      on: `${fact.data.fromMonth}-01`,
      what: '开始领取失业保险金',
      type: 'UnemploymentBenefitGranted',
      fact,
    })
  return risks
}

const accidents = (facts: Facts): readonly Risk[] => {
  const risks: Risk[] = []
  for (const fact of facts.FireReported ?? [])
    risks.push({ on: fact.data.day, what: '家中失火', type: 'FireReported', fact })
  for (const fact of facts.DisasterSuffered ?? [])
    risks.push({ on: fact.data.day, what: '遭受自然灾害', type: 'DisasterSuffered', fact })
  for (const fact of facts.TrafficCasualtyReported ?? [])
    risks.push({
      on: fact.data.day,
      what: fact.data.harm === 'minor' ? '遇交通事故受伤' : '遇重大交通事故',
      type: 'TrafficCasualtyReported',
      fact,
    })
  return risks
}

const hardships = (facts: Facts): readonly Risk[] => {
  const risks: Risk[] = []
  for (const fact of facts.DwellingGraded ?? [])
    if (fact.data.grade >= 'C')
      risks.push({ on: fact.data.day, what: `住房鉴定为${fact.data.grade}级`, type: 'DwellingGraded', fact })
  for (const fact of facts.HelpRequested ?? [])
    if (fact.data.category !== 'other') risks.push({ on: fact.data.day, what: '求助', type: 'HelpRequested', fact })
  return risks
}
