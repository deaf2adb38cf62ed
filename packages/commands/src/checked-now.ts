import type { Case, CheckedNow } from '@shouwang/casework'
import { type CheckedProgramme, type Day, stableHash } from '@shouwang/contracts'
import { type Neighbourhood, profilesOf } from '@shouwang/household'
import { type CheckNeed, checkHousehold, type ProgrammeCheck } from '@shouwang/indicators'
import { type PolicyBook, policyOn } from '@shouwang/policy'

/** Holds every programme against a household as the facts around it stand now; null where nobody is known to live there. */
export const checkedNow = (
  neighbourhood: Neighbourhood,
  policies: PolicyBook,
  { household, region: regionBefore, authorisation }: Pick<Case, 'household' | 'region' | 'authorisation'>,
  day: Day,
): CheckedNow | null => {
  const profile = profilesOf(neighbourhood)(household, regionBefore)
  if (profile.members.length === 0) return null
  const { policy, programmes: checks } = checkHousehold(profile, policyOn(policies, profile.region, day), day)
  const authorised = authorisation !== null && authorisation.validUntil >= day
  const programmes = checks.map((check) => asKept(check, authorised))
  const members = profile.members.map(({ person }) => person)
  return { day, policy, programmes, digest: stableHash(JSON.stringify({ members, programmes }), 64).toString(36) }
}

/** Who has the family's letter waits for the office's answer, not for the family. */
const needOf = (needs: CheckNeed | null, authorised: boolean): CheckNeed | null =>
  authorised && needs === 'authorisation' ? 'delivery' : needs

const asKept = (
  { programme, person, state, held, behind, conditions, amount }: ProgrammeCheck,
  authorised: boolean,
): CheckedProgramme => ({
  programme,
  person,
  standing: held !== null ? 'held' : state !== 'not-met' && behind !== null ? 'behind' : state,
  conditions: conditions.map(({ text, state: holds, seen, needs }) => ({
    ...{ text, state: holds, seen },
    needs: needOf(needs, authorised),
  })),
  amount:
    amount === null
      ? null
      : { every: amount.every, leastFen: amount.leastFen, mostFen: amount.mostFen, text: amount.text },
})
