import type { ChangeEventType, Day, PersonId } from '@shouwang/contracts'
import { custodyOn, deathOf, type Facts, type KnownFact, netSettlements, type Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { yuanText } from '../wording/yuan-text.ts'
import { disabilityText, isSeverelyDisabled, severeDisabilityRules } from './disability-level.ts'

/** The numbers that `newRiskSince` reads. */
export const newRiskNumbers = ['single-stay-selfpay/stay-low-income', ...severeDisabilityRules] as const

/** A grave thing that befell a household, and the fact that tells of it. */
export type NewRisk = {
  readonly person: PersonId
  readonly on: Day
  readonly what: string
  readonly type: ChangeEventType
  readonly fact: Omit<KnownFact, 'data'>
}

/**
 * The latest grave thing that befell a member after one day and until another: death, severe disability, a costly stay
 * in hospital, lost work, custody, fire, disaster, a serious accident; null without any. It stands for no indicator of
 * its own: those have their own thresholds and time.
 */
export const newRiskSince = (profile: Profile, policy: Policy, since: Day, day: Day): NewRisk | null => {
  let latest: NewRisk | null = null
  for (const { person, facts } of profile.members)
    for (const risk of risksOf(facts, policy, day))
      if (risk.on > since && risk.on <= day && (latest === null || risk.on > latest.on)) latest = { person, ...risk }
  return latest
}

type Risk = Omit<NewRisk, 'person'>

const risksOf = (facts: Facts, policy: Policy, day: Day): readonly Risk[] => [
  ...healthRisks(facts, policy),
  ...familyRisks(facts, day),
  ...accidents(facts),
]

const healthRisks = (facts: Facts, policy: Policy): readonly Risk[] => {
  const stayFen = policy.number('single-stay-selfpay/stay-low-income').value
  const risks: Risk[] = []
  for (const fact of facts.DisabilityCertified ?? [])
    if (fact.data.status === 'valid' && isSeverelyDisabled(fact.data, policy))
      risks.push({
        on: fact.data.certifiedOn,
        what: `新办${disabilityText(fact.data)}残疾证`,
        type: 'DisabilityCertified',
        fact,
      })
  for (const fact of netSettlements(facts)) {
    const { care, settledOn, inScopeSelfPaidFen } = fact.data
    if (care === 'inpatient' && inScopeSelfPaidFen >= stayFen)
      risks.push({ on: settledOn, what: `住院自付${yuanText(inScopeSelfPaidFen)}`, type: 'MedicalSettled', fact })
  }
  return risks
}

const familyRisks = (facts: Facts, day: Day): readonly Risk[] => {
  const risks: Risk[] = []
  const death = deathOf(facts)
  if (death?.facts[0] !== undefined)
    risks.push({ on: death.day, what: '去世', type: 'DeathReported', fact: death.facts[0] })
  const custody = custodyOn(facts, day)
  if (custody !== null)
    risks.push({ on: custody.data.from, what: '被羁押或服刑', type: 'CustodyStarted', fact: custody })
  for (const fact of facts.UnemploymentRegistered ?? [])
    risks.push({ on: fact.data.registeredOn, what: '登记失业', type: 'UnemploymentRegistered', fact })
  return risks
}

const accidents = (facts: Facts): readonly Risk[] => {
  const risks: Risk[] = []
  for (const fact of facts.FireReported ?? [])
    risks.push({ on: fact.data.day, what: '家中失火', type: 'FireReported', fact })
  for (const fact of facts.DisasterSuffered ?? [])
    risks.push({ on: fact.data.day, what: '遭受自然灾害', type: 'DisasterSuffered', fact })
  for (const fact of facts.TrafficCasualtyReported ?? [])
    if (fact.data.harm !== 'minor')
      risks.push({ on: fact.data.day, what: '遇重大交通事故', type: 'TrafficCasualtyReported', fact })
  return risks
}
