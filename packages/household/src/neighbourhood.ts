import {
  type ChangeEvent,
  type ChangeEventOf,
  type Day,
  isWithin,
  type PersonId,
  type RegionCode,
  regionPrefix,
} from '@shouwang/contracts'
import type { Book } from './fact-book.ts'
import { type Applied, applyFact, factsOf } from './facts.ts'
import { formerHome, kinOf } from './kinship.ts'
import { placementOf } from './placement.ts'
import type { Coverage } from './profile.ts'
import type { profileOf } from './profile-of.ts'
import { leftHouseholds, placeHouseholds } from './roll-groups.ts'

/** One person as the operational store keeps him: his facts, and what they say of where he belongs. */
export type PersonRecord = {
  readonly person: PersonId
  readonly household: string
  readonly registerNo: string | null
  readonly rollNo: string | null
  readonly visitNo: string | null
  /** Persons whom he names, and the homes that he moved out of (`formerHome`). */
  readonly kin: readonly string[]
  /** Asking for it may take the time of unpacking it. */
  readonly book: Book
}

/** Up to when a feed was delivered for a region. */
export type Delivered = {
  readonly feed: string
  readonly region: RegionCode
  readonly day: Day
  readonly throughMonth: string | null
}

/** Everyone whom a batch of events can touch: its subjects, their housemates before and after, and those who name them as kin. */
export type Neighbourhood = {
  readonly persons: ReadonlyMap<PersonId, PersonRecord>
  /** Facts of kin who live elsewhere; read, never changed. */
  readonly kin: ReadonlyMap<PersonId, Book>
  readonly delivered: readonly Delivered[]
}

/** A delivery that tells more than was known, and the day on which those who awaited it are to be judged. */
export type NewlyDelivered = Delivered & { readonly judgeOn: Day }

/** What a batch made of a neighbourhood. */
export type Folded = {
  readonly neighbourhood: Neighbourhood
  /** Persons whose facts or household changed. */
  readonly changed: readonly PersonRecord[]
  /** Households to judge again, the left ones included, each with the latest day on which it is to be judged. */
  readonly households: ReadonlyMap<string, Day>
  /** One for each event, in its order. */
  readonly outcomes: readonly Applied[]
  readonly delivered: readonly NewlyDelivered[]
}

/**
 * Folds a batch of events into the people it touches and finds which households must be judged again: of somebody known, a
 * fact whose type `mayJudge` leaves out changes no verdict.
 */
export const foldEvents = (
  before: Neighbourhood,
  events: readonly ChangeEvent[],
  mayJudge: (type: ChangeEvent['type']) => boolean = () => true,
): Folded => {
  const persons = new Map(before.persons)
  const delivered = new Map<string, Delivered>(before.delivered.map((row) => [`${row.feed}/${row.region}`, row]))
  const news = new Map<string, Day>()
  const touched = new Map<PersonId, Day>()
  const told = new Map<PersonId, Day>()
  const outcomes = events.map((event) =>
    event.type === 'RollDelivered'
      ? noteDelivery(delivered, news, event)
      : foldEvent(persons, mayJudge(event.type) ? touched : told, touched, event),
  )
  for (const person of touched.keys()) persons.set(person, withPlacement(persons.get(person)))
  const lastDay = events.reduce((day, event) => later(day, event.asof), '')
  for (const person of moveHouses(persons)) if (!touched.has(person)) touched.set(person, lastDay)
  const changed = [...new Set([...touched.keys(), ...told.keys()])].map((person) => known(persons, person))
  const neighbourhood = { persons, kin: before.kin, delivered: [...delivered.values()] }
  return {
    neighbourhood,
    changed,
    households: householdsOf(before, neighbourhood, touched),
    outcomes,
    delivered: [...news].flatMap(([key, judgeOn]) => {
      const row = delivered.get(key)
      return row === undefined ? [] : [{ ...row, judgeOn }]
    }),
  }
}

/** What these ends of deliveries tell that was not known, and the day on which those who awaited it are to be judged. */
export const newlyDelivered = (
  delivered: readonly Delivered[],
  ends: readonly ChangeEventOf<'RollDelivered'>[],
): readonly NewlyDelivered[] => foldEvents({ persons: new Map(), kin: new Map(), delivered }, ends).delivered

const foldEvent = (
  persons: Map<PersonId, PersonRecord>,
  changed: Map<PersonId, Day>,
  touched: Map<PersonId, Day>,
  event: ChangeEvent,
): Applied => {
  const outcomes = factsOf(event).map((fact) => {
    const person = fact.subject as PersonId
    const record = persons.get(person) ?? stranger(person)
    const before = record.book
    const { book, outcome } = applyFact(before, fact)
    if (book !== before || !persons.has(person)) {
      // A stranger has no household yet: he is placed, whatever tells of him.
      const by = persons.has(person) ? changed : touched
      persons.set(person, withBook(record, book))
      by.set(person, later(by.get(person) ?? '', event.asof))
    }
    return outcome
  })
  return outcomes[0] ?? 'stale'
}

/** Does not ask for the book that it replaces: a store may have to unpack it. */
const withBook = ({ person, household, registerNo, rollNo, visitNo, kin }: PersonRecord, book: Book): PersonRecord => ({
  person,
  household,
  registerNo,
  rollNo,
  visitNo,
  kin,
  book,
})

const noteDelivery = (
  delivered: Map<string, Delivered>,
  news: Map<string, Day>,
  event: ChangeEventOf<'RollDelivered'>,
): Applied => {
  const region = event.subject.slice('region:'.length)
  const key = `${event.feed}/${region}`
  const { day, throughMonth } = event.data
  const known = delivered.get(key)
  if (known !== undefined && known.day >= day && (known.throughMonth ?? '') >= (throughMonth ?? ''))
    return known.day === day ? 'duplicate' : 'stale'
  const latest = (a: string | null | undefined, b: string | null): string | null =>
    (a ?? '') > (b ?? '') ? (a ?? null) : b
  news.set(key, later(news.get(key) ?? '', event.asof))
  delivered.set(key, {
    feed: event.feed,
    region,
    day: latest(known?.day, day) ?? day,
    throughMonth: latest(known?.throughMonth, throughMonth),
  })
  return 'applied'
}

const stranger = (person: PersonId): PersonRecord => ({
  person,
  household: `~${person}`,
  registerNo: null,
  rollNo: null,
  visitNo: null,
  kin: [],
  book: {},
})

const withPlacement = (record: PersonRecord | undefined): PersonRecord => {
  if (record === undefined) throw new Error('a touched person has no record')
  const { registerNo, rollNo, visitNo } = placementOf(record.book)
  return { ...record, registerNo, rollNo, visitNo, kin: kinOf(record.book) }
}

/** Puts everyone into the household that the placements give; returns who moved. */
const moveHouses = (persons: Map<PersonId, PersonRecord>): readonly PersonId[] => {
  const placed = placeHouseholds([...persons.values()])
  const moved: PersonId[] = []
  for (const [person, household] of placed) {
    const record = known(persons, person)
    if (record.household === household) continue
    persons.set(person, { ...record, household })
    moved.push(person)
  }
  return moved
}

const known = (persons: ReadonlyMap<PersonId, PersonRecord>, person: PersonId): PersonRecord => {
  const record = persons.get(person)
  if (record === undefined) throw new Error(`${person} is not in the neighbourhood that was loaded`)
  return record
}

/**
 * The households of the touched before and after, the one that they left while its roll still lists them, and those of
 * whoever names a touched person as kin.
 */
const householdsOf = (
  before: Neighbourhood,
  after: Neighbourhood,
  touched: ReadonlyMap<PersonId, Day>,
): ReadonlyMap<string, Day> => {
  const households = new Map<string, Day>()
  const judgeAgain = (household: string, day: Day): void =>
    void households.set(household, later(households.get(household) ?? '', day))
  const left = [before, after].map(({ persons }) => leftHouseholds([...persons.values()]))
  for (const [person, day] of touched) {
    for (const household of left.map((each) => each.get(person)))
      if (household !== undefined) judgeAgain(household, day)
    const earlier = before.persons.get(person)
    if (earlier !== undefined) judgeAgain(earlier.household, day)
    judgeAgain(known(after.persons, person).household, day)
  }
  for (const { household, kin } of after.persons.values())
    for (const other of kin) {
      const day = touched.get(other)
      if (day !== undefined) judgeAgain(household, day)
    }
  for (const [household, day] of supportedBy(before, after, touched)) judgeAgain(household, day)
  return households
}

/** The households of those whom the touched name, before or after: their parents, and who lives where they moved out. */
const supportedBy = (
  before: Neighbourhood,
  { persons }: Neighbourhood,
  touched: ReadonlyMap<PersonId, Day>,
): readonly (readonly [string, Day])[] => {
  const homes = new Map<string, string>()
  const homeOf = (name: string): string | undefined => {
    if (!name.startsWith(formerHome(''))) return persons.get(name)?.household
    if (homes.size === 0)
      for (const { registerNo, household } of persons.values())
        if (registerNo !== null && registerNo === household) homes.set(formerHome(household), household)
    return homes.get(name)
  }
  return [...touched].flatMap(([person, day]) =>
    [...(before.persons.get(person)?.kin ?? []), ...(persons.get(person)?.kin ?? [])].flatMap((name) => {
      const household = homeOf(name)
      return household === undefined ? [] : [[household, day] as const]
    }),
  )
}

const later = (a: Day, b: Day): Day => (a > b ? a : b)

/** What was delivered for a household of this region: the delivery for the smallest area around it counts. */
export const coverageOf = (delivered: readonly Delivered[], region: RegionCode | null): Coverage => {
  const coverage = new Map<string, Delivered>()
  for (const row of delivered) {
    if (region !== null && !covers(row.region, region)) continue
    const known = coverage.get(row.feed)
    if (known === undefined || precision(row.region) > precision(known.region)) coverage.set(row.feed, row)
  }
  return (feed) => coverage.get(feed)
}

const covers = (area: RegionCode, region: RegionCode): boolean => isWithin(region, area)

const precision = (area: RegionCode): number => regionPrefix(area).length

/** Whose books make the profile of each household of a neighbourhood. */
export const householdBooks = (persons: Iterable<PersonRecord>): ((household: string) => HouseholdBooks) => {
  const everybody = [...persons]
  const left = leftHouseholds(everybody)
  const membersOf = Map.groupBy(everybody, ({ household }) => household)
  const leaversOf = Map.groupBy(
    everybody.filter(({ person }) => left.has(person)),
    ({ person }) => left.get(person) ?? '',
  )
  const booksOf = (records: readonly PersonRecord[] = []): ReadonlyMap<PersonId, Book> =>
    new Map(records.map(({ person, book }) => [person, book]))
  const listedElsewhere = new Set(left.keys())
  return (household) => ({
    persons: booksOf(membersOf.get(household)),
    left: booksOf(leaversOf.get(household)),
    listedElsewhere,
  })
}

type HouseholdBooks = Pick<Parameters<typeof profileOf>[0], 'persons' | 'left' | 'listedElsewhere'>
