import type { Assessment, ChangeEvent, Day, PersonId, RegionCode } from '@shouwang/contracts'
import { mapRow } from '@shouwang/feeds'
import {
  coverageOf,
  foldEvents,
  householdBooks,
  type KinBooks,
  kinBooksOf,
  knownCoverage,
  type Neighbourhood,
  type PersonRecord,
  profileOf,
} from '@shouwang/household'
import type { Pseudonymiser } from '@shouwang/identity'
import { assess } from '@shouwang/indicators'
import { type PolicyBook, policyOn } from '@shouwang/policy'
import type { Parcel } from './parcels.ts'

/** An assessment without the count of how often the household was judged. */
export type Judged = Omit<Assessment, 'version'>

/** What a load comes to: who everyone is, and what the rules say of every household in which somebody lives. */
export type Outcome = {
  readonly persons: ReadonlyMap<PersonId, PersonRecord>
  readonly assessments: ReadonlyMap<string, Judged>
}

/** What the fold needs beside the records. `region` is the one that whole files are delivered for. */
export type Conditions = {
  readonly identity: Pseudonymiser
  readonly policies: PolicyBook
  readonly region: RegionCode
  readonly day: Day
}

/** Folds all records at once, in memory, and judges every household once with all that is known. */
export const expectedOutcome = (parcels: readonly Parcel[], conditions: Conditions): Outcome => {
  const nobody: Neighbourhood = { persons: new Map(), kin: new Map(), delivered: [] }
  const { neighbourhood } = foldEvents(
    nobody,
    parcels.flatMap((parcel) => eventsOf(parcel, conditions)),
  )
  const { persons } = neighbourhood
  const households = Map.groupBy(persons.values(), ({ household }) => household)
  const booksOf = householdBooks(persons.values())
  const kinIn = kinBooksOf(neighbourhood)
  const assessments = new Map<string, Judged>()
  for (const [household, members] of households)
    assessments.set(
      household,
      judged(household, members, booksOf(household), kinIn, neighbourhood.delivered, conditions),
    )
  return { persons, assessments }
}

const eventsOf = ({ id, feed, door, rows, businessDay }: Parcel, { identity, region, day }: Conditions) => {
  const events: ChangeEvent[] = []
  rows.forEach((row, i) => {
    const context = { delivery: id, rowNo: i + 1, businessDay, receivedAt: `${day}T00:00:00Z`, today: day }
    const mapped = mapRow(feed, row, context, identity)
    if (mapped.event !== undefined) events.push(mapped.event)
  })
  if (door !== 'file') return events
  const months = events.flatMap(({ data }) => ('month' in data ? [data.month] : []))
  const throughMonth = months.reduce<string | null>((last, month) => (month > (last ?? '') ? month : last), null)
  const whole = {
    type: 'RollDelivered',
    subject: `region:${region}`,
    feed: feed.id,
    asof: day,
    data: { day: businessDay, throughMonth, rows: rows.length },
  }
  return [...events, whole as ChangeEvent]
}

const judged = (
  household: string,
  members: readonly PersonRecord[],
  books: ReturnType<ReturnType<typeof householdBooks>>,
  kinIn: KinBooks,
  delivered: Neighbourhood['delivered'],
  { policies, day }: Conditions,
): Judged => {
  const kin = kinIn(household, members)
  const profile = profileOf({ household, ...books, kin, coverage: () => undefined })
  const { region } = profile
  const whole = { ...profile, coverage: knownCoverage(profile.members, coverageOf(delivered, region)) }
  const { levelHistory: _, ...assessment } = assess(whole, policyOn(policies, region, day), day)
  return assessment
}
