import type { CheckedNow } from '@shouwang/casework'
import { type CheckedProgramme, type Day, type RegionCode, stableHash } from '@shouwang/contracts'
import { profilesOf } from '@shouwang/household'
import { checkHousehold, type ProgrammeCheck } from '@shouwang/indicators'
import { type PolicyBook, policyOn } from '@shouwang/policy'
import { loadAround, type Queryable } from '@shouwang/postgres'

/** Holds every programme against a household as its facts stand now; null where nobody is known to live there. */
export const checkedNow = async (
  tx: Queryable,
  policies: PolicyBook,
  household: string,
  regionBefore: RegionCode | null,
  day: Day,
): Promise<CheckedNow | null> => {
  const { neighbourhood } = await loadAround(tx, [household])
  const profile = profilesOf(neighbourhood)(household, regionBefore)
  if (profile.members.length === 0) return null
  const { policy, programmes: checks } = checkHousehold(profile, policyOn(policies, profile.region, day), day)
  const programmes = checks.map(asKept)
  const members = profile.members.map(({ person }) => person)
  return { day, policy, programmes, digest: stableHash(JSON.stringify({ members, programmes }), 64).toString(36) }
}

const asKept = ({ programme, person, state, held, behind, conditions, amount }: ProgrammeCheck): CheckedProgramme => ({
  programme,
  person,
  standing: held !== null ? 'held' : state !== 'not-met' && behind !== null ? 'behind' : state,
  conditions: conditions.map((each) => ({ text: each.text, state: each.state, seen: each.seen, needs: each.needs })),
  amount:
    amount === null
      ? null
      : { every: amount.every, leastFen: amount.leastFen, mostFen: amount.mostFen, text: amount.text },
})
