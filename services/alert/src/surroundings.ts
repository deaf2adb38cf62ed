import { type CaseworkRules, rulesFrom } from '@shouwang/casework'
import { type Policy, type PolicyBook, policyOn } from '@shouwang/policy'
import type { Surroundings } from './caseload.ts'

/** The rules of casework by region and day; equal policies share one reading. */
export const surroundingsOf = (policies: PolicyBook, now: () => string): Surroundings => {
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
