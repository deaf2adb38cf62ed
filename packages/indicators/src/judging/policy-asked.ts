import type { Day } from '@shouwang/contracts'
import { type Policy, programmeKey } from '@shouwang/policy'

/** A policy that notes which numbers are asked for, and the next day on which one of these changes. */
export type PolicyAsked = { readonly policy: Policy; readonly changesOn: () => Day | undefined }

/**
 * Notes what a judgement reads of a policy of which a later value is already stated: on the day it holds, the household is
 * judged again, and none that asked for another number. Without later values nothing is noted, and nothing is slower.
 */
export const asking = (policy: Policy): PolicyAsked => {
  if (policy.changesOn.size === 0) return { policy, changesOn: () => undefined }
  let next: Day | undefined
  const note = (id: string): void => {
    const on = policy.changesOn.get(id)
    if (on !== undefined && (next === undefined || on < next)) next = on
  }
  return { changesOn: () => next, policy: noting(policy, note) }
}

/** A policy that tells which numbers, lists and programmes are asked for, by their ids (`programmeKey` of programmes). */
export const noting = (policy: Policy, note: (id: string) => void): Policy => {
  const { programmes } = policy
  const get = (id: string) => {
    note(programmeKey(id))
    return programmes.get(id)
  }
  return {
    ...policy,
    number: (id) => {
      note(id)
      return policy.number(id)
    },
    standard: (id) => {
      note(id)
      return policy.standard(id)
    },
    list: (id) => {
      note(id)
      return policy.list(id)
    },
    programmes: Object.assign(new Map(programmes), { get }),
  }
}
