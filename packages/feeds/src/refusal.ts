import type { RejectReason } from '@shouwang/contracts'

/** What a reader of one cell gives back instead of a value. */
export class Refusal {
  readonly reason: RejectReason
  constructor(reason: RejectReason) {
    this.reason = reason
  }
}

const refusals = new Map<RejectReason, Refusal>()

/** The refusal for a reason; there is one of each. */
export const refuse = (reason: RejectReason): Refusal => {
  const known = refusals.get(reason)
  if (known !== undefined) return known
  const made = new Refusal(reason)
  refusals.set(reason, made)
  return made
}
