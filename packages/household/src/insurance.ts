import type { Month } from '@shouwang/contracts'
import type { Facts } from './profile.ts'

/** The months in which someone paid social insurance for this person, oldest first, each once. */
export const insuredMonths = (facts: Facts): readonly Month[] => {
  const months = new Set<Month>()
  for (const { data } of facts.SocialInsurancePaid ?? []) months.add(data.month)
  return [...months].sort()
}

/** The last month with a contribution; null without any. */
export const lastInsuredMonth = (facts: Facts): Month | null => {
  let last: Month | null = null
  for (const { data } of facts.SocialInsurancePaid ?? []) if (last === null || data.month > last) last = data.month
  return last
}

/** The contribution base of one month in 分, the highest where two employers paid; null where nobody did. */
export const monthlyBase = (facts: Facts, month: Month): number | null => {
  let base: number | null = null
  for (const { data } of facts.SocialInsurancePaid ?? [])
    if (data.month === month && (base === null || data.baseFen > base)) base = data.baseFen
  return base
}
