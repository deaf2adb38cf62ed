import type { Day, RegionCode } from '@shouwang/contracts'
import { type Profile, profilesOf } from '@shouwang/household'
import { checkHousehold, hardshipOf, householdMeans, officialKinOf } from '@shouwang/indicators'
import { type Policy, type PolicyBook, policyOn } from '@shouwang/policy'
import { loadAround, type Sql } from '@shouwang/postgres'
import type { Backend } from './backend.ts'

/** Checks a household by the facts as they are stored now and the numbers of a day. */
export const householdChecks = (sql: Sql, policies: PolicyBook): Backend['checkHousehold'] =>
  readingBy(sql, policies, checkHousehold)

/** Reads the means of a household from the same facts and numbers. */
export const householdMeansOf = (sql: Sql, policies: PolicyBook): Backend['householdMeans'] =>
  readingBy(sql, policies, householdMeans)

/** Weighs the hardship of a household by the same. */
export const householdHardship = (sql: Sql, policies: PolicyBook): Backend['householdHardship'] =>
  readingBy(sql, policies, hardshipOf)

/** Holds a household against 近亲属备案 by the same. */
export const householdOfficialKin = (sql: Sql, policies: PolicyBook): Backend['officialKin'] =>
  readingBy(sql, policies, officialKinOf)

const readingBy =
  <Read>(sql: Sql, policies: PolicyBook, read: (profile: Profile, policy: Policy, day: Day) => Read) =>
  async (household: string, regionBefore: RegionCode | null, day: Day): Promise<Read> => {
    const { neighbourhood } = await loadAround(sql, [household])
    const profile = profilesOf(neighbourhood)(household, regionBefore)
    return read(profile, policyOn(policies, profile.region, day), day)
  }
