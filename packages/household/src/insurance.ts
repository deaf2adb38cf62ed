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

/**
 * What somebody earned by work in one month, 分: the contribution base, or what tax, housing fund or payroll tell of the same
 * work where that is more; null where nobody tells.
 */
export const monthlyEarnings = (facts: Facts, month: Month): number | null => {
  let earned = monthlyBase(facts, month)
  if (facts.IncomeReported === undefined) return earned
  const byOffice = { tax: 0, 'housing-fund': 0, payroll: 0 }
  for (const { data } of facts.IncomeReported) if (data.month === month) byOffice[data.source] += data.amountFen
  for (const told of Object.values(byOffice)) if (told > (earned ?? 0)) earned = told
  return earned
}

/** The last month in which somebody earned by work, as any office tells; null without any. */
export const lastEarningsMonth = (facts: Facts): Month | null => {
  let last = lastInsuredMonth(facts)
  for (const { data } of facts.IncomeReported ?? []) if (last === null || data.month > last) last = data.month
  return last
}
