import { addDays, type ChangeEventData, type Day, daysBetween, type PersonId } from '@shouwang/contracts'
import { departureOf, type Facts, type KnownFact, livingMembers, ownMembers, type Profile } from '@shouwang/household'

/** Types of facts that tell of one day's happening. */
export type HappeningType =
  | 'CrimeVictimReported'
  | 'DisasterSuffered'
  | 'FireReported'
  | 'HelpRequested'
  | 'TrafficCasualtyReported'

export type Happening<T extends HappeningType> = { readonly person: PersonId; readonly fact: KnownFact<T> }

/** True from the day something happened until `days` later, both included. */
export const isRecent = (happenedOn: Day, day: Day, days: number): boolean =>
  happenedOn <= day && daysBetween(happenedOn, day) <= days

/** The first day on which `isRecent` no longer holds. */
export const forgottenOn = (happenedOn: Day, days: number): Day => addDays(happenedOn, days + 1)

/** The earlier of two days, where one is known already. */
export const earlierOf = (known: Day | null, on: Day): Day => (known !== null && known < on ? known : on)

/**
 * The latest happening of a type that matters and befell a member within the last `days`; null where nobody is left in
 * the household to help. The one it befell may have died of it, but not have moved away.
 */
export const latestHappening = <T extends HappeningType>(
  profile: Profile,
  type: T,
  day: Day,
  days: number,
  matters: (data: ChangeEventData[T], whose: Facts) => boolean,
): Happening<T> | null => {
  let latest: Happening<T> | null = null
  for (const { person, facts } of ownMembers(profile)) {
    const known: readonly KnownFact<T>[] | undefined = facts[type]
    if (known === undefined) continue
    for (const fact of known)
      if (
        (latest === null || fact.data.day > latest.fact.data.day) &&
        isRecent(fact.data.day, day, days) &&
        matters(fact.data, facts) &&
        departureOf(profile, facts, day) === null
      )
        latest = { person, fact }
  }
  return latest === null || livingMembers(profile, day).length === 0 ? null : latest
}
