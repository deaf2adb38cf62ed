import { addMonths, type ChangeEventData, type Day, type Month, monthOf } from '@shouwang/contracts'
import type { Facts, KnownFact } from './profile.ts'

/** A pension as it is paid now; `monthlyFen` in 分. */
export type Pension = {
  readonly monthlyFen: number
  readonly kind: ChangeEventData['PensionPaid']['kind']
  readonly fact: KnownFact<'PensionPaid'>
}

const freshMonths = 3
const arrearsFactor = 2

/**
 * The pension paid last within the three months before `day` or in its month, the largest where several kinds are
 * paid; null without one. A payment far above the others of those months brings arrears (补发): the lowest of them is
 * the pension.
 */
export const pensionOn = (facts: Facts, day: Day): Pension | null => {
  let largest: Pension | null = null
  for (const pension of pensionsOn(facts, day))
    if (largest === null || pension.monthlyFen > largest.monthlyFen) largest = pension
  return largest
}

/** The pensions of every kind that `pensionOn` chooses from, one for each. */
export const pensionsOn = (facts: Facts, day: Day): readonly Pension[] => {
  const paid = facts.PensionPaid
  if (paid === undefined) return none
  const last = monthOf(day)
  const first = addMonths(last, -freshMonths)
  const pensions: Pension[] = []
  for (const fact of paid) {
    const { kind, month } = fact.data
    if (month < first || month > last || pensions.some((pension) => pension.kind === kind)) continue
    pensions.push(pensionOfKind(paid, kind, first, last))
  }
  return pensions
}

const none: readonly Pension[] = []

const pensionOfKind = (
  paid: readonly KnownFact<'PensionPaid'>[],
  kind: Pension['kind'],
  first: Month,
  last: Month,
): Pension => {
  let latest: KnownFact<'PensionPaid'> | undefined
  let lowestFen = Number.POSITIVE_INFINITY
  for (const fact of paid) {
    const { month, amountFen } = fact.data
    if (fact.data.kind !== kind || month < first || month > last) continue
    if (latest === undefined || month >= latest.data.month) latest = fact
    if (amountFen > 0 && amountFen < lowestFen) lowestFen = amountFen
  }
  const fact = latest as KnownFact<'PensionPaid'>
  return { kind, fact, monthlyFen: fact.data.amountFen > arrearsFactor * lowestFen ? lowestFen : fact.data.amountFen }
}
