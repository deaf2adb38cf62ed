import type { Day } from '@shouwang/contracts'
import type { Policy } from './policy.ts'

/** What differs between two policies of one place and day. */
export type PolicyDifference = {
  /** Numbers and lists that have another value. */
  readonly rules: ReadonlySet<string>
  readonly programmes: ReadonlySet<string>
  /** What will have another value from a later day that only one of them states, or states otherwise; programmes by `programmeKey`. */
  readonly later: ReadonlySet<string>
}

/** How a programme is named where numbers and programmes stand together. */
export const programmeKey = (id: string): string => `programme:${id}`

/** Compares what a place is judged by in two books: who reads nothing of what differs is judged as before. */
export const policyDifference = (before: Policy, after: Policy): PolicyDifference => {
  const differing = <Value>(
    mapOf: (policy: Policy) => ReadonlyMap<string, Value>,
    words: (value?: Value) => string,
  ) => {
    const [was, is] = [mapOf(before), mapOf(after)]
    const ids = [...was.keys(), ...is.keys()]
    return new Set(was === is ? [] : ids.filter((id) => words(was.get(id)) !== words(is.get(id))))
  }
  return {
    rules: differing(
      ({ rules }) => rules,
      (rule) => JSON.stringify([rule?.value, rule?.byArea, rule?.basis]),
    ),
    programmes: differing(({ programmes }) => programmes, JSON.stringify),
    later: differing(({ changesOn }) => changesOn, String),
  }
}

/** Every id of a difference, programmes by `programmeKey`. */
export const differingIds = ({ rules, programmes, later }: PolicyDifference): ReadonlySet<string> =>
  new Set([...rules, ...[...programmes].map(programmeKey), ...later])

/**
 * A policy that knows what drafts adopted for later days will change: who reads that before is due again on the first of these
 * days. Each step is what a place is judged by on its day, without and with the draft.
 */
export const foreseen = (
  policy: Policy,
  steps: readonly { readonly from: Day; readonly was: Policy; readonly is: Policy }[],
): Policy => {
  const changesOn = new Map(policy.changesOn)
  for (const { from, was, is } of steps) {
    for (const id of differingIds(policyDifference(was, is)))
      if ((changesOn.get(id) ?? from) >= from) changesOn.set(id, from)
  }
  return { ...policy, changesOn }
}
