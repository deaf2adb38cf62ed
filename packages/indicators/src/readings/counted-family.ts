import type { AssistanceProgramme, Day } from '@shouwang/contracts'
import { listingsOn, livingMembers, type Member, type Profile } from '@shouwang/household'
import type { CountedListing } from './counted-listing.ts'

/** A roll line, and the living members whose income is counted for it. */
export type CountedFamily = CountedListing & { readonly members: readonly Member[] }

/**
 * Whose income counts for which roll line on `day`: for 低保 and 边缘 that of all who live together, for 特困 and 单人保
 * that of the person listed. A 低保 line speaks for everybody.
 */
export const countedFamilies = (profile: Profile, day: Day): readonly CountedFamily[] => {
  const living = livingMembers(profile, day)
  const dibao = firstListed(profile, living, day, ['dibao'])
  if (dibao !== null) return [{ ...dibao, members: living }]
  const families: CountedFamily[] = []
  for (const member of living) {
    const own = firstListed(profile, [member], day, ['dibao_single', 'tekun'])
    if (own !== null) families.push({ ...own, members: [member] })
  }
  const edge = firstListed(profile, living, day, ['edge'])
  if (edge !== null) families.push({ ...edge, members: living })
  return families
}

/** Who of these members is the first on one of these programmes, and by which roll line; null where none is. */
export const firstListed = (
  { coverage }: Pick<Profile, 'coverage'>,
  members: readonly Member[],
  day: Day,
  programmes: readonly AssistanceProgramme[],
): CountedListing | null => {
  for (const { person, facts } of members) {
    const listing = listingsOn(facts, coverage, day, programmes)[0]
    if (listing !== undefined) return { holder: person, listing }
  }
  return null
}
