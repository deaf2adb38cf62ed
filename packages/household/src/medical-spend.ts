import type { ChangeEventData, Day } from '@shouwang/contracts'
import type { Facts, KnownFact } from './profile.ts'

type Settlement = KnownFact<'MedicalSettled'>

/** What a person paid himself over a window, refunds netted; amounts in 分. */
export type MedicalSpend = {
  /** 个人自负合规费用. */
  readonly inScopeSelfPaidFen: number
  /** 个人自费. */
  readonly outOfScopeFen: number
  /** 个人负担: both together. */
  readonly personalBurdenFen: number
  readonly settlements: readonly Settlement[]
}

const nothingSpent: MedicalSpend = { inScopeSelfPaidFen: 0, outOfScopeFen: 0, personalBurdenFen: 0, settlements: [] }

/** What settlements of `fromDay` through `toDay` (both included, by the day settled) left the person to pay. */
export const medicalSpend = (facts: Facts, fromDay: Day, toDay: Day): MedicalSpend => {
  if (facts.MedicalSettled === undefined) return nothingSpent
  const settlements = netSettlements(facts).filter(({ data }) => data.settledOn >= fromDay && data.settledOn <= toDay)
  let inScopeSelfPaidFen = 0
  let outOfScopeFen = 0
  let personalBurdenFen = 0
  for (const { data } of settlements) {
    inScopeSelfPaidFen += data.inScopeSelfPaidFen
    outOfScopeFen += data.outOfScopeFen
    personalBurdenFen += data.personalBurdenFen
  }
  return { inScopeSelfPaidFen, outOfScopeFen, personalBurdenFen, settlements }
}

/**
 * The settlements that remain once each refund is taken off the one that it undoes, whenever either came: a stay
 * refunded in full is gone, one refunded in part keeps its own day and the rest of its amounts. A refund that names
 * no settlement is matched with the last earlier one of the same size. A refund whose settlement is not known lowers
 * nothing, as what it undoes is not counted either.
 */
export const netSettlements = (facts: Facts): readonly Settlement[] => {
  const all = facts.MedicalSettled ?? []
  if (!all.some(({ data }) => data.refund)) return all
  const left = new Map<string, Settlement>()
  for (const settlement of all) if (!settlement.data.refund) left.set(settlement.sourceKey, settlement)
  for (const refund of inOrderOfDay(all)) {
    const undone = refund.data.refundOf === null ? sameSize(left, refund) : named(left, refund.data.refundOf)
    if (undone !== undefined) left.set(undone.sourceKey, { ...undone, data: lessRefund(undone.data, refund.data) })
  }
  return [...left.values()].filter(({ data }) => isOwed(data))
}

const inOrderOfDay = (all: readonly Settlement[]): readonly Settlement[] =>
  all
    .filter(({ data }) => data.refund)
    .sort((a, b) =>
      a.data.settledOn < b.data.settledOn
        ? -1
        : a.data.settledOn > b.data.settledOn
          ? 1
          : a.sourceKey < b.sourceKey
            ? -1
            : 1,
    )

/** The settlement with this number: a source key may carry more behind the number, e.g. the kind of clearing. */
const named = (left: ReadonlyMap<string, Settlement>, number: string): Settlement | undefined => {
  const exact = left.get(number)
  if (exact !== undefined) return exact
  for (const [key, settlement] of left)
    if (key.startsWith(number) && !isWordCharacter(key.charCodeAt(number.length))) return settlement
  return undefined
}

const isWordCharacter = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 45 || code === 95

const sameSize = (left: ReadonlyMap<string, Settlement>, { data }: Settlement): Settlement | undefined => {
  let last: Settlement | undefined
  for (const settlement of left.values()) {
    const { settledOn, totalFen, personalBurdenFen } = settlement.data
    if (totalFen !== -data.totalFen || personalBurdenFen !== -data.personalBurdenFen) continue
    if (settledOn <= data.settledOn && (last === undefined || settledOn >= last.data.settledOn)) last = settlement
  }
  return last
}

const lessRefund = (
  paid: ChangeEventData['MedicalSettled'],
  refund: ChangeEventData['MedicalSettled'],
): ChangeEventData['MedicalSettled'] => ({
  ...paid,
  totalFen: paid.totalFen + refund.totalFen,
  inScopeSelfPaidFen: paid.inScopeSelfPaidFen + refund.inScopeSelfPaidFen,
  outOfScopeFen: paid.outOfScopeFen + refund.outOfScopeFen,
  personalBurdenFen: paid.personalBurdenFen + refund.personalBurdenFen,
})

const isOwed = (paid: ChangeEventData['MedicalSettled']): boolean =>
  paid.inScopeSelfPaidFen > 0 || paid.outOfScopeFen > 0 || paid.personalBurdenFen > 0
