import type { Day } from '@shouwang/contracts'
import { type CaseReferral, giftsOf } from './case-referral.ts'

/** What was owed and given of a service in one month; short once the month is over. */
export type ServiceMonth = {
  readonly month: string
  readonly plannedHours: number
  readonly givenHours: number
  readonly short: boolean
}

/** The months of a service by the hour up to `today`, the first one first; none where the referral plans no hours. */
export const serviceMonths = (referral: CaseReferral, today: Day): readonly ServiceMonth[] => {
  const { plan } = referral
  if (plan === null) return []
  const ends = [plan.to, referral.endedOn].reduce<Day>(
    (least, day) => (day !== null && day < least ? day : least),
    today,
  )
  const gifts = giftsOf(referral)
  return monthsBetween(plan.from.slice(0, 7), ends.slice(0, 7)).map((month) => {
    const givenHours = gifts.reduce((sum, { day, hours }) => (day.startsWith(month) ? sum + (hours ?? 0) : sum), 0)
    const over = month < today.slice(0, 7)
    return { month, plannedHours: plan.hoursPerMonth, givenHours, short: over && givenHours < plan.hoursPerMonth }
  })
}

const monthsBetween = (first: string, last: string): readonly string[] => {
  const months: string[] = []
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month)
  return months
}

const nextMonth = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
