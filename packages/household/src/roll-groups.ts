import type { ChangeEventData, Day, PersonId } from '@shouwang/contracts'
import type { Book } from './fact-book.ts'
import { decidedOn, isDeparture, type Placement, placementIn, placingListing } from './placement.ts'
import { type Facts, knownFactsOf } from './profile.ts'

/** What tells which household a person belongs to. */
export type Placed = Pick<Placement, 'registerNo' | 'rollNo' | 'visitNo'> & {
  readonly person: PersonId
  /** Asked for only where the people of one roll are registered apart. */
  readonly book: Book
}

/**
 * The household of each person: by visit, else by roll, else by register. A roll keeps its people together where its
 * head is registered (see `rollGroup`); whoever left it since lives where the register says. A person whom nothing
 * places is a household of his own, `~` and his pseudonym; so is each of more people behind one door than a family has. The
 * order of `persons` does not matter.
 */
export const placeHouseholds = (persons: readonly Placed[]): ReadonlyMap<PersonId, string> => {
  const groups = rollGroups(persons)
  const lodgings = lodgingHouses(persons)
  const households = new Map<PersonId, string>()
  for (const { person, registerNo, rollNo, visitNo } of persons) {
    const group = rollNo === null ? undefined : groups.get(rollNo)
    const byRoll = group === undefined || group.left.has(person) ? null : group.household
    const home = registerNo !== null && lodgings.has(registerNo) ? null : registerNo
    households.set(person, visitNo ?? byRoll ?? home ?? `~${person}`)
  }
  return households
}

/** True of the pseudonym of a door: the household of those whom no register names and a residence permit places. */
export const isDwelling = (household: string): boolean => household.startsWith('d_')

/** Behind one door live at most so many of one family; where permits name more, it is a house of many. */
const MOST_BEHIND_A_DOOR = 8

const lodgingHouses = (persons: readonly Placed[]): ReadonlySet<string> => {
  const counts = new Map<string, number>()
  for (const { registerNo } of persons)
    if (registerNo !== null && isDwelling(registerNo)) counts.set(registerNo, (counts.get(registerNo) ?? 0) + 1)
  return new Set([...counts].flatMap(([door, count]) => (count > MOST_BEHIND_A_DOOR ? [door] : [])))
}

/**
 * Those whom a roll still lists although they have left its household for another, each with the household that they
 * left: the change must be seen there.
 */
export const leftHouseholds = (
  persons: readonly (Placed & { readonly household: string })[],
): ReadonlyMap<PersonId, string> => {
  const groups = rollGroups(persons)
  const left = new Map<PersonId, string>()
  for (const { person, rollNo, household } of persons) {
    const group = rollNo === null ? undefined : groups.get(rollNo)
    if (group?.anyStayed && group.left.has(person) && group.household !== household) left.set(person, group.household)
  }
  return left
}

/** Where a roll's people live together, who of them has left, and whether that was not all of them. */
type RollGroup = { readonly household: string; readonly left: ReadonlySet<PersonId>; readonly anyStayed: boolean }

const rollGroups = (persons: readonly Placed[]): ReadonlyMap<string, RollGroup> => {
  const rolls = new Map<string, Placed[]>()
  for (const placed of persons) {
    if (placed.rollNo === null) continue
    const listed = rolls.get(placed.rollNo)
    if (listed === undefined) rolls.set(placed.rollNo, [placed])
    else listed.push(placed)
  }
  return new Map([...rolls].map(([rollNo, listed]) => [rollNo, rollGroup(rollNo, listed)]))
}

const nobody: ReadonlySet<PersonId> = new Set()

/**
 * A roll's household is the one in which its people were registered when it was decided: the head's; of several heads,
 * or where none is known, the one of most who have stayed, the smallest number of equals; the roll's own number where no
 * register has named them. Who moved into another home after the decision has left; so have a divorced spouse
 * registered elsewhere and those registered with him or her.
 */
const rollGroup = (rollNo: string, listed: readonly Placed[]): RollGroup => {
  const registerNos = new Set(listed.map(({ registerNo }) => registerNo).filter((number) => number !== null))
  const [only] = registerNos
  if (registerNos.size < 2) return { household: only ?? rollNo, left: nobody, anyStayed: true }
  const members = listed.map(memberOf)
  const stayed = members.filter(({ moved }) => !moved)
  const household = homeOf(stayed) ?? homeOf(members) ?? rollNo
  const apart = divorcedHomes(members, household)
  const left = members.filter(
    ({ moved, registerNo }) => registerNo !== null && registerNo !== household && (moved || apart.has(registerNo)),
  )
  return { household, left: new Set(left.map(({ person }) => person)), anyStayed: left.length < members.length }
}

type GroupMember = {
  readonly person: PersonId
  readonly registerNo: string | null
  /** The register household of the day on which the roll was decided. */
  readonly registeredThen: string | null
  readonly isHead: boolean
  /** Went into another home after the roll was decided. */
  readonly moved: boolean
  /** Those from whom he was divorced after the roll was decided. */
  readonly divorced: readonly PersonId[]
}

const memberOf = ({ person, book }: Placed): GroupMember => {
  const facts: Facts = {
    ResidentRegistered: knownFactsOf(book, 'ResidentRegistered'),
    ResidentMoved: knownFactsOf(book, 'ResidentMoved'),
    DeathReported: knownFactsOf(book, 'DeathReported'),
    AssistanceListed: knownFactsOf(book, 'AssistanceListed'),
    MarriageRegistered: knownFactsOf(book, 'MarriageRegistered'),
  }
  const { registerNo, relation } = placementIn(facts)
  const listing = placingListing(facts)
  const decided = listing === undefined ? '' : decidedOn(listing)
  const since = (facts.ResidentMoved ?? [])
    .filter(({ doubtful }) => doubtful !== true)
    .map(({ data }) => data)
    .filter(({ movedOn }) => movedOn > decided)
  const registeredThen = firstOf(since)?.fromHouseholdNo ?? registerNo
  return {
    person,
    registerNo,
    registeredThen,
    isHead: relation === 'head' && registeredThen === registerNo,
    moved: since.some((move) => move.toHouseholdNo !== null && isDeparture(move)),
    divorced: divorcedSince(facts, decided),
  }
}

/** The first of these moves; of several on one day the one that goes on from no other. */
const firstOf = (moves: readonly Move[]): Move | undefined => {
  const firstDay = moves.reduce<Day | undefined>(
    (day, { movedOn }) => (day === undefined || movedOn < day ? movedOn : day),
    undefined,
  )
  const onThatDay = moves.filter(({ movedOn }) => movedOn === firstDay)
  const targets = new Set(onThatDay.map(({ toHouseholdNo }) => toHouseholdNo))
  return onThatDay.find(({ fromHouseholdNo }) => !targets.has(fromHouseholdNo)) ?? onThatDay[0]
}

type Move = ChangeEventData['ResidentMoved']

/** Those from whom a person was divorced after `day`, and whom he has not married again. */
const divorcedSince = (facts: Facts, day: Day): readonly PersonId[] => {
  const marriages = (facts.MarriageRegistered ?? []).filter(({ doubtful }) => doubtful !== true).map(({ data }) => data)
  return marriages
    .filter((divorce) => divorce.kind === 'divorce' && divorce.day > day)
    .filter(
      ({ spouse, day: on }) =>
        !marriages.some((one) => one.kind === 'marriage' && one.spouse === spouse && one.day > on),
    )
    .map(({ spouse }) => spouse)
}

/** The household that these were registered in when the roll was decided; null where no register names one. */
const homeOf = (members: readonly GroupMember[]): string | null => {
  const counts = new Map<string, number>()
  for (const { registeredThen } of members)
    if (registeredThen !== null) counts.set(registeredThen, (counts.get(registeredThen) ?? 0) + 1)
  const heads = new Set(members.filter(({ isHead }) => isHead).map(({ registeredThen }) => registeredThen))
  const among = heads.size === 0 ? counts : new Map([...counts].filter(([household]) => heads.has(household)))
  return among.size === 0 ? null : mostFrequent(among)
}

/** The homes, other than the roll's, of couples of this roll who were divorced since. */
const divorcedHomes = (members: readonly GroupMember[], household: string): ReadonlySet<string> => {
  const homes = new Set<string>()
  const persons = new Set(members.map(({ person }) => person))
  for (const { divorced, registerNo } of members)
    if (registerNo !== null && registerNo !== household && divorced.some((spouse) => persons.has(spouse)))
      homes.add(registerNo)
  return homes
}

/** The key counted most often, the smallest of equals. */
export const mostFrequent = (counts: ReadonlyMap<string, number>): string => {
  let winner = ''
  let most = 0
  for (const [key, count] of counts)
    if (count > most || (count === most && key < winner)) {
      winner = key
      most = count
    }
  return winner
}
