import { type CaseworkRules, rulesFrom } from '@shouwang/casework'
import type { Day, RegionCode } from '@shouwang/contracts'
import { type Policy, type PolicyBook, policyOn } from '@shouwang/policy'

/** What deciding needs beside the files: the rules of a region on a day, and the present instant (ISO 8601). */
export type CaseworkContext = {
  readonly rulesOn: (region: RegionCode | null, day: Day) => CaseworkRules
  readonly now: () => string
}

/** The rules of casework by region and day. Equal policies share one reading, since reading one costs more than a decision. */
export const caseworkContext = (policies: PolicyBook, now: () => string): CaseworkContext => {
  const read = new WeakMap<Policy, CaseworkRules>()
  return {
    now,
    rulesOn: (region, day) => {
      const policy = policyOn(policies, region, day)
      const rules = read.get(policy) ?? rulesFrom(policy)
      read.set(policy, rules)
      return rules
    },
  }
}
