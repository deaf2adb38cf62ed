import { addMonthsToDay, type Day } from '@shouwang/contracts'
import {
  currentDisability,
  evidence,
  type Facts,
  type KnownFact,
  livingMembers,
  livingMembersFacts,
} from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { disabilitySubsidyHeld } from '../readings/disability-subsidy-held.ts'
import { earlierOf } from '../readings/happening.ts'
import { heldAgainst } from '../wording/held-against.ts'

const validMonths = 'disability-cert-lapsed/valid-months'

/**
 * 残疾证失效: somebody draws a disability subsidy, and his certificate was cancelled, or its term has run out. Most only forgot
 * to renew it. Source: 残疾人证管理办法（有效期十年）(docs/domain.md §3).
 */
export const disabilityCertLapsed: Indicator = {
  id: 'disability-cert-lapsed',
  name: '残疾证失效仍享补贴',
  direction: 'wrong',
  class: 'dynamics',
  level: 'blue',
  dimensions: { health: 30 },
  source: '残疾人证管理办法；残疾人两项补贴资格复核',
  reads: ['DisabilityCertified', 'DisabilitySubsidyListed', ...livingMembersFacts],
  quietWithout: ['DisabilityCertified'],
  parameters: [validMonths],
  programmes: ['disability-care', 'disability-living'],
  judge: (profile, policy, day) => {
    const months = policy.number(validMonths)
    let next: Day | null = null
    for (const { person, facts } of livingMembers(profile, day)) {
      if (facts.DisabilityCertified === undefined || facts.DisabilitySubsidyListed === undefined) continue
      const held =
        disabilitySubsidyHeld(facts, profile.coverage, 'care', day) ??
        disabilitySubsidyHeld(facts, profile.coverage, 'living', day)
      const end = held === null ? null : endOf(facts, months.value)
      if (held === null || end === null) continue
      if (end.on > day) {
        next = earlierOf(next, end.on)
        continue
      }
      return {
        status: 'fires',
        confidence: end.cancelled ? 0.85 : 0.6,
        person,
        reason: `${end.fact.provider}：{${person}}的残疾人证${end.cancelled ? `${end.on}注销` : `按${months.value / 12}年有效期已于${end.on}到期`}，${held.day}两补名册仍列为在享`,
        observations: [
          heldAgainst(months, {
            label: end.cancelled ? '注销日期' : '到期日期',
            observed: end.on,
            threshold: null,
            unit: 'day',
          }),
        ],
        facts: [evidence(person, 'DisabilityCertified', end.fact), evidence(person, 'DisabilitySubsidyListed', held)],
        advice: ['多为没有换证：协助预约评定、上门办理换证；确认不再符合的，从次月起停发，不追回此前的'],
      }
    }
    return next === null ? clear : { status: 'clear', reviewOn: next }
  },
}

/** When the right that the certificates give ended or will end; null where no certificate tells. */
const endOf = (
  facts: Facts,
  months: number,
): { readonly on: Day; readonly cancelled: boolean; readonly fact: KnownFact<'DisabilityCertified'> } | null => {
  const current = currentDisability(facts)
  if (current !== null) return { on: addMonthsToDay(current.data.certifiedOn, months), cancelled: false, fact: current }
  const cancelled = facts.DisabilityCertified?.filter(({ data }) => data.status === 'cancelled').at(-1)
  return cancelled === undefined ? null : { on: cancelled.data.certifiedOn, cancelled: true, fact: cancelled }
}
