import type { ChangeEventType, Day } from '@shouwang/contracts'
import {
  assessedOn,
  currentDisability,
  evidence,
  type Facts,
  type KnownFact,
  listingsOn,
  livingMembers,
  livingMembersFacts,
  type Member,
  type Profile,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { clear, type Indicator } from '../indicator.ts'
import { countedListing } from '../readings/counted-listing.ts'
import { disabilityText, isSeverelyDisabled, severeDisabilityRules } from '../readings/disability-level.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { majorCertificates, majorSettlements } from '../readings/major-disease.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'

const codes = 'major-disease/codes'
const lookBack = 'recipient-worse-off/look-back-days'

/**
 * 在保对象新增重残重病: somebody on 低保 or 单人保 became severely disabled or gravely ill within the days looked back on, and
 * nobody has looked at the family since: aid by group of need (分类施保) may be due. Source: 社会救助暂行办法第十二条
 * (docs/domain.md §1.2, §3.1, S1, S85).
 */
export const recipientWorseOff: Indicator = {
  id: 'recipient-worse-off',
  name: '在保对象新增重残重病',
  direction: 'missed',
  class: 'need',
  level: 'yellow',
  dimensions: { health: 50 },
  source: '社会救助暂行办法第十二条（分类施保）；西安市需求预警指标',
  reads: ['DiseaseRecognised', 'DisabilityCertified', 'MedicalSettled', ...livingMembersFacts],
  quietWithout: ['AssistanceListed'],
  parameters: [codes, lookBack, ...severeDisabilityRules],
  programmes: ['medical-aid', 'disability-care', 'disability-living'],
  judge: (profile, policy, day) => {
    const days = policy.number(lookBack)
    for (const member of livingMembers(profile, day)) {
      const worse = worseOf(member.facts, policy, day)
      if (worse === null || !isRecent(worse.on, day, days.value)) continue
      const listing = listedBefore(member, worse.on, profile, day)
      if (listing === null) continue
      const { person } = member
      return {
        status: 'fires',
        confidence: 0.75,
        person,
        reason: `${worse.fact.provider}：{${person}}${worse.on}${worse.what}，现在${listingText(listing)}，此后未见复核，可能应按分类施保提高救助`,
        observations: [heldAgainst(days, { label: '变化日期', observed: worse.on, threshold: null, unit: 'day' })],
        facts: [evidence(person, worse.type, worse.fact), evidence(person, 'AssistanceListed', listing)],
        advice: ['按当地分类施保规定重新核算补助金额；一并看两项补贴、医疗救助和照护需要'],
        reviewOn: forgottenOn(worse.on, days.value),
      }
    }
    return clear
  },
}

type Worse = {
  readonly on: Day
  readonly what: string
  readonly type: ChangeEventType
  readonly fact: Omit<KnownFact, 'data'>
}

/** The last of: first certified severely disabled, first treated or recognised for a listed disease. */
const worseOf = (facts: Facts, policy: Policy, day: Day): Worse | null => {
  const certificate = facts.DisabilityCertified === undefined ? null : currentDisability(facts)
  const listed = policy.list(codes).value
  const bill = majorSettlements(facts, listed, day)[0]
  const disease = majorCertificates(facts, listed, day)[0]
  const found: Worse[] = []
  if (certificate !== null && isSeverelyDisabled(certificate.data, policy))
    found.push({
      on: assessedOn(facts, certificate),
      what: `评为${disabilityText(certificate.data)}残疾`,
      type: 'DisabilityCertified',
      fact: certificate,
    })
  if (bill !== undefined)
    found.push({ on: bill.data.settledOn, what: '首次按重特大疾病结算', type: 'MedicalSettled', fact: bill })
  if (disease !== undefined)
    found.push({ on: disease.data.from, what: '认定为重特大疾病', type: 'DiseaseRecognised', fact: disease })
  return found.reduce<Worse | null>((last, each) => (last === null || each.on > last.on ? each : last), null)
}

/** The 低保 or 单人保 line for which he counted before that day, where nobody looked at it since. */
const listedBefore = (member: Member, on: Day, profile: Profile, day: Day): KnownFact<'AssistanceListed'> | null => {
  if (listingsOn(member.facts, profile.coverage, day, ['tekun']).length > 0) return null
  const listing = countedListing(profile, member, day)?.listing ?? null
  if (listing === null || listing.data.programme === 'tekun') return null
  return (listing.data.from ?? '') < on && (listing.data.recheckedOn ?? '') < on ? listing : null
}
