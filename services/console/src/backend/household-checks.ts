import { profilesOf } from '@shouwang/household'
import { checkHousehold } from '@shouwang/indicators'
import { type PolicyBook, policyOn } from '@shouwang/policy'
import { loadAround, type Sql } from '@shouwang/postgres'
import type { Backend } from './backend.ts'

/** Checks a household by the facts as they are stored now and the numbers of a day. */
export const householdChecks =
  (sql: Sql, policies: PolicyBook): Backend['checkHousehold'] =>
  async (household, regionBefore, day) => {
    const { neighbourhood } = await loadAround(sql, [household])
    const profile = profilesOf(neighbourhood)(household, regionBefore)
    return checkHousehold(profile, policyOn(policies, profile.region, day), day)
  }
