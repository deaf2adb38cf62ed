import type { ChangeEventData } from '@shouwang/contracts'
import type { NumberId, Policy } from '@shouwang/policy'

type Certificate = ChangeEventData['DisabilityCertified']

/** The policy numbers that `isSeverelyDisabled` reads. */
export const severeDisabilityRules = [
  'severe-disability/any-category-level',
  'severe-disability/mental-level',
] as const satisfies readonly NumberId[]

/**
 * 重度残疾: level one or two of any category, or up to level three of 智力 and 精神, by the region's numbers.
 * Source: 民发〔2018〕90号 (docs/domain.md §1.1, S11, S83).
 */
export const isSeverelyDisabled = (certificate: Certificate, policy: Policy): boolean =>
  isWithinLevel(certificate, policy, 'severe-disability/any-category-level', 'severe-disability/mental-level')

/** True when the level is at least as severe as the number for its category: one for 智力 and 精神, one for all. */
export const isWithinLevel = (
  { category, level }: Certificate,
  policy: Policy,
  any: NumberId,
  mental: NumberId,
): boolean => level <= policy.number(any).value || (isMental(category) && level <= policy.number(mental).value)

const isMental = (category: number): boolean => category === 5 || category === 6

const categories = ['视力', '听力', '言语', '肢体', '智力', '精神', '多重']
const levels = ['一级', '二级', '三级', '四级']

/** A certificate as caseworkers say it: `肢体二级`. */
export const disabilityText = ({ category, level }: Certificate): string =>
  `${categories[category - 1]}${levels[level - 1]}`
