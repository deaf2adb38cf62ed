import { addMonths, type ChangeEventData, type Day, monthOf } from '@shouwang/contracts'
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
  const kinds: PaidKind[] = []
  for (const fact of paid) {
    const { kind, month, amountFen } = fact.data
    if (month < first || month > last) continue
    const known = kinds.find((one) => one.latest.data.kind === kind)
    if (known === undefined) kinds.push({ latest: fact, lowestFen: amountFen })
    else {
      if (month >= known.latest.data.month) known.latest = fact
      if (amountFen > 0 && (amountFen < known.lowestFen || known.lowestFen <= 0)) known.lowestFen = amountFen
    }
  }
  return kinds.map(withoutArrears)
}

const none: readonly Pension[] = []

type PaidKind = { latest: KnownFact<'PensionPaid'>; lowestFen: number }

const withoutArrears = ({ latest, lowestFen }: PaidKind): Pension => {
  const { kind, amountFen } = latest.data
  return { kind, fact: latest, monthlyFen: amountFen > arrearsFactor * lowestFen ? lowestFen : amountFen }
}
