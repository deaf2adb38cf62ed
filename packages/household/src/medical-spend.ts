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
 * no settlement undoes the one that shares its number, else the last earlier one of its size, else the last earlier
 * one that is large enough. A refund that names a settlement not known here lowers nothing, as what it undoes is not
 * counted either.
 */
export const netSettlements = (facts: Facts): readonly Settlement[] => {
  const all = facts.MedicalSettled ?? []
  if (!all.some(({ data }) => data.refund)) return all
  const left = new Map<string, Settlement>()
  for (const settlement of all) if (!settlement.data.refund) left.set(settlement.sourceKey, settlement)
  for (const refund of all.filter(({ data }) => data.refund).sort(byDay)) {
    const undone = undoneBy(refund, left)
    if (undone !== undefined) left.set(undone.sourceKey, { ...undone, data: lessRefund(undone.data, refund.data) })
  }
  return [...left.values()].filter(({ data }) => isOwed(data))
}

const byDay = (a: Settlement, b: Settlement): number => {
  const [left, right] =
    a.data.settledOn === b.data.settledOn ? [a.sourceKey, b.sourceKey] : [a.data.settledOn, b.data.settledOn]
  return left < right ? -1 : left > right ? 1 : 0
}

const undoneBy = (refund: Settlement, left: ReadonlyMap<string, Settlement>): Settlement | undefined => {
  const { refundOf, totalFen, personalBurdenFen } = refund.data
  if (refundOf !== null) return left.get(refundOf) ?? numbered(left, refundOf)
  return (
    numbered(left, numberOf(refund.sourceKey)) ??
    lastBefore(
      left,
      refund,
      ({ data }) => data.totalFen === -totalFen && data.personalBurdenFen === -personalBurdenFen,
    ) ??
    lastBefore(left, refund, ({ data }) => data.personalBurdenFen >= -personalBurdenFen)
  )
}

/** The number comes first in a source key; what distinguishes its rows (the kind of clearing, a refund) follows. */
const numberOf = (sourceKey: string): string => {
  const end = sourceKey.indexOf('|')
  return end < 0 ? sourceKey : sourceKey.slice(0, end)
}

const numbered = (left: ReadonlyMap<string, Settlement>, number: string): Settlement | undefined => {
  for (const settlement of left.values()) if (numberOf(settlement.sourceKey) === number) return settlement
  return undefined
}

const lastBefore = (
  left: ReadonlyMap<string, Settlement>,
  refund: Settlement,
  fits: (settlement: Settlement) => boolean,
): Settlement | undefined => {
  let last: Settlement | undefined
  for (const settlement of left.values()) {
    if (settlement.data.settledOn > refund.data.settledOn || !fits(settlement)) continue
    if (last === undefined || settlement.data.settledOn >= last.data.settledOn) last = settlement
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
