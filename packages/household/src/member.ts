import type { Day, PersonId } from '@shouwang/contracts'
import { custodyOn } from './custody.ts'
import { isDeadOn } from './death.ts'
import { decidedOn, isDeparture, lastMove } from './placement.ts'
import type { Facts, KnownFact, Member, Profile } from './profile.ts'
import { rememberLast } from './remember-last.ts'

/** The member with this pseudonym, the dead and the held included. */
export const member = (profile: Profile, person: PersonId): Member | undefined =>
  profile.members.find((known) => known.person === person)

/** The facts that `livingMembers` looks for. */
export const livingMembersFacts = [
  'DeathReported',
  'CustodyStarted',
  'ResidentMoved',
  'AssistanceListed',
  'ResidentRegistered',
  'VisitConcluded',
] as const

/** The members who live in the household, and the dead and the held who did: all but those who left for another one. */
export const ownMembers = ({ members }: Profile): readonly Member[] =>
  members.some(({ livesElsewhere }) => livesElsewhere)
    ? members.filter(({ livesElsewhere }) => !livesElsewhere)
    : members

/**
 * The members who count as the family that lives together (共同生活家庭成员) on `day`: not dead, not held
 * (服刑, 拘留, 强制隔离戒毒), not moved away. Source: 民发〔2021〕57号 ch. 2 and its local versions (docs/domain.md §1.2).
 */
export const livingMembers = rememberLast((profile: Profile, day: Day): readonly Member[] =>
  profile.members.every((known) => livesHere(profile, known, day))
    ? profile.members
    : profile.members.filter((known) => livesHere(profile, known, day)),
)

const livesHere = (profile: Profile, { facts, livesElsewhere }: Member, day: Day): boolean =>
  !livesElsewhere &&
  !isDeadOn(facts, day) &&
  custodyOn(facts, day) === null &&
  departureOf(profile, facts, day) === null

/**
 * The move by which a member whom a roll still holds here has left since the roll's decision: married out, moved to
 * another place, struck off the register. Null for a member who stays.
 */
export const departureOf = (profile: Profile, facts: Facts, day: Day): KnownFact<'ResidentMoved'> | null => {
  const move = lastMove(facts)
  if (move === undefined || move.data.movedOn > day || !isDeparture(move.data)) return null
  if (move.data.toHouseholdNo === profile.household || profile.household.startsWith('~')) return null
  return isBackSince(profile, facts, move.data.movedOn) ? null : move
}

const isBackSince = (profile: Profile, facts: Facts, movedOn: Day): boolean =>
  (facts.AssistanceListed ?? []).some((listing) => listing.data.status === 'active' && decidedOn(listing) >= movedOn) ||
  (facts.ResidentRegistered ?? []).some(({ day, data }) => day > movedOn && data.householdNo === profile.household) ||
  (facts.VisitConcluded ?? []).some(({ data }) => data.day >= movedOn && data.livesInHouseholdNo === profile.household)
