import { majorMatters, majorRulesFrom } from '@shouwang/casework'
import { type PolicyBook, policyOn } from '@shouwang/policy'
import type { Backend } from './backend.ts'

/** What of a day's happenings is a major matter by the numbers of a place. */
export const majorOfDay =
  (policies: PolicyBook): Backend['reports']['major'] =>
  (region, day, happened) => {
    const rules = majorRulesFrom(policyOn(policies, region, day))
    return { rules, matters: majorMatters(happened, rules) }
  }
