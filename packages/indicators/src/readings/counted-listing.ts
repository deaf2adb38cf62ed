import type { Day, PersonId } from '@shouwang/contracts'
import { type KnownFact, listingsOn, livingAllowances, type Member, type Profile } from '@shouwang/household'

/** A roll line, and the person whose line it is. */
export type CountedListing = { readonly holder: PersonId; readonly listing: KnownFact<'AssistanceListed'> }

/**
 * The roll line for which a member's own means count on `day`: his own line of 低保, 单人保 or 特困, else the 低保 line of
 * another member, since 低保 is judged on the whole family and the other two on the person. Null when he counts for none.
 */
export const countedListing = (
  { members, coverage }: Profile,
  { person, facts }: Pick<Member, 'person' | 'facts'>,
  day: Day,
): CountedListing | null => {
  const own = listingsOn(facts, coverage, day, livingAllowances)[0]
  if (own !== undefined) return { holder: person, listing: own }
  for (const other of members) {
    const listing = listingsOn(other.facts, coverage, day, familyAllowance)[0]
    if (listing !== undefined) return { holder: other.person, listing }
  }
  return null
}

const familyAllowance = ['dibao'] as const
