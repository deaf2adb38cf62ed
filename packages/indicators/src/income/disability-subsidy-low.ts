import { currentDisability } from '@shouwang/household'
import type { NumberId, Policy, Rule } from '@shouwang/policy'
import type { Indicator } from '../indicator.ts'
import { disabilitySubsidyHeld } from '../readings/disability-subsidy-held.ts'
import { paidTooLittle } from './paid-too-little.ts'

const care: readonly NumberId[] = [
  'disability-subsidy/care-monthly-level-1',
  'disability-subsidy/care-monthly-level-2',
  'disability-subsidy/care-monthly',
  'disability-subsidy/care-monthly-least',
]
const living: readonly NumberId[] = [
  'disability-subsidy/living-monthly-level-1',
  'disability-subsidy/living-monthly-level-2',
  'disability-subsidy/living-monthly-level-3',
  'disability-subsidy/living-monthly-level-4',
  'disability-subsidy/living-monthly',
]

/**
 * 两补低于标准: a disability subsidy is paid by less than the place's standard for the level of the certificate.
 * Source: 国发〔2015〕52号、当地两补标准 (docs/domain.md §1.1, §10, S8).
 */
export const disabilitySubsidyLow: Indicator = paidTooLittle({
  id: 'disability-subsidy-low',
  name: '两补低于标准',
  level: 'blue',
  dimensions: { income: 25, health: 15 },
  source: '国发〔2015〕52号；当地残疾人两项补贴标准',
  reads: ['DisabilityCertified', 'DisabilitySubsidyListed'],
  quietWithout: ['DisabilitySubsidyListed'],
  parameters: [...care, ...living],
  programmes: ['disability-care', 'disability-living'],
  paidTo: ({ facts }, { coverage }, policy, day) => {
    if (facts.DisabilitySubsidyListed === undefined) return null
    const level = currentDisability(facts)?.data.level ?? null
    for (const [kind, tiers, what] of kinds) {
      const fact = disabilitySubsidyHeld(facts, coverage, kind, day)
      const standard = fact === null ? null : standardOf(tiers, level, policy)
      if (fact === null || standard === null || fact.data.monthlyFen >= standard.value) continue
      return {
        paidFen: fact.data.monthlyFen,
        dueFen: standard.value,
        standard,
        what,
        type: 'DisabilitySubsidyListed',
        fact,
      }
    }
    return null
  },
})

const kinds = [
  ['care', care, '重度残疾人护理补贴'],
  ['living', living, '困难残疾人生活补贴'],
] as const

/** The number of the level where the place has one, else the one for all; the least where it only gives a span. */
const standardOf = (tiers: readonly NumberId[], level: number | null, policy: Policy): Rule | null => {
  for (const id of tiers) {
    const tier = /level-(\d)$/.exec(id)?.[1]
    if (tier !== undefined && Number(tier) !== level) continue
    const standard = policy.standard(id)
    if (standard !== null) return standard
  }
  return null
}
