import type { AssistanceProgramme, Day } from '@shouwang/contracts'
import type { Coverage, Facts, KnownFact, Profile } from './profile.ts'

type Listing = KnownFact<'AssistanceListed'>

/** The programmes that pay a living allowance every month: 低保, 单人保, 特困. */
export const livingAllowances: readonly AssistanceProgramme[] = ['dibao', 'dibao_single', 'tekun']

const none: readonly Listing[] = []

/**
 * False when the feed's latest delivery for the region came after the one that stated this fact last: a roll is
 * delivered whole, so what it no longer lists has ended.
 */
export const stillListed = (fact: { readonly feed: string; readonly day: Day }, coverage: Coverage): boolean => {
  const delivered = coverage(fact.feed)
  return delivered === undefined || fact.day >= delivered.day
}

/** The roll lines in force on `day`: active, begun, not ended, and on the roll's latest delivery. */
export const listingsOn = (
  facts: Facts,
  coverage: Coverage,
  day: Day,
  programmes?: readonly AssistanceProgramme[],
): readonly Listing[] =>
  facts.AssistanceListed === undefined
    ? none
    : facts.AssistanceListed.filter(
        (listing) =>
          (programmes === undefined || programmes.includes(listing.data.programme)) &&
          isInForce(listing, coverage, day),
      )

const isInForce = (listing: Listing, coverage: Coverage, day: Day): boolean => {
  const { status, from, to } = listing.data
  return (
    status === 'active' &&
    (from === null || from <= day) &&
    (to === null || to >= day) &&
    stillListed(listing, coverage)
  )
}

/** A roll line that is over, and the last day on which it is known to have held. */
export type EndedListing = { readonly listing: Listing; readonly endedOn: Day }

/**
 * How someone who is on none of these programmes on `day` left them last: on the day that the roll gives, else with
 * the last delivery that listed him. Null for those still listed or only suspended, and for those never aided.
 */
export const lastListing = (
  facts: Facts,
  coverage: Coverage,
  day: Day,
  programmes?: readonly AssistanceProgramme[],
): EndedListing | null => {
  let last: EndedListing | null = null
  for (const listing of facts.AssistanceListed ?? []) {
    const { programme, status, from } = listing.data
    if (programmes !== undefined && !programmes.includes(programme)) continue
    if (status === 'rejected' || (from !== null && from > day)) continue
    if (status === 'suspended' && stillListed(listing, coverage)) return null
    if (isInForce(listing, coverage, day)) return null
    const endedOn = endOf(listing, coverage)
    if (endedOn <= day && (last === null || endedOn >= last.endedOn)) last = { listing, endedOn }
  }
  return last
}

const endOf = (listing: Listing, coverage: Coverage): Day => {
  const { status, to } = listing.data
  if (to === null) return listing.day
  return to <= listing.day || (status === 'active' && stillListed(listing, coverage)) ? to : listing.day
}

/** The latest refusal (未批) on or before `day`, with its day; null without one. */
export const lastRefusal = (facts: Facts, day: Day): { readonly listing: Listing; readonly refusedOn: Day } | null => {
  let last: { listing: Listing; refusedOn: Day } | null = null
  for (const listing of facts.AssistanceListed ?? []) {
    if (listing.data.status !== 'rejected') continue
    const refusedOn = listing.data.to ?? listing.data.from ?? listing.day
    if (refusedOn <= day && (last === null || refusedOn >= last.refusedOn)) last = { listing, refusedOn }
  }
  return last
}

/** True when someone in the household, dead or alive, is on a living allowance on `day`. */
export const isRecipient = (profile: Profile, day: Day): boolean =>
  profile.members.some(({ facts }) => listingsOn(facts, profile.coverage, day, livingAllowances).length > 0)

/**
 * Whether anyone in the household is on one of these programmes on `day`. `unknown` when nobody is seen on them and
 * the assistance roll has not been delivered for the region: absence then says nothing.
 */
export const coverageStatus = (
  profile: Profile,
  day: Day,
  programmes?: readonly AssistanceProgramme[],
): 'listed' | 'not-listed' | 'unknown' => {
  for (const { facts } of profile.members)
    if (listingsOn(facts, profile.coverage, day, programmes).length > 0) return 'listed'
  return profile.coverage('assistance-roll') === undefined ? 'unknown' : 'not-listed'
}
