import type { RejectReason } from '@shouwang/contracts'

/** What a reader of one cell gives back instead of a value. */
export class CellRefusal {
  readonly reason: RejectReason
  constructor(reason: RejectReason) {
    this.reason = reason
  }
}

const refusals = new Map<RejectReason, CellRefusal>()

/** The refusal for a reason; there is one of each. */
export const refuseCell = (reason: RejectReason): CellRefusal => {
  const known = refusals.get(reason)
  if (known !== undefined) return known
  const made = new CellRefusal(reason)
  refusals.set(reason, made)
  return made
}
