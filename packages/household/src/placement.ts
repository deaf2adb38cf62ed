import type { ChangeEventData, Day, PersonId, RegionCode, Relation } from '@shouwang/contracts'
import { type PlacingType, placingTypes } from './event-meaning.ts'
import type { FactBook } from './facts.ts'
import { type Facts, type KnownFact, standing } from './profile.ts'

/** Where one person's own facts place him, by each of the three that may tell. */
export type Placement = {
  /** 户号 of the household register. */
  readonly registerNo: string | null
  /** 家庭编号 of the assistance roll. */
  readonly rollNo: string | null
  /** 户号 that a visit found him living in. */
  readonly visitNo: string | null
  readonly relation: Relation
  readonly sex: 'male' | 'female' | 'unknown'
  readonly birthDate: Day | null
  readonly region: RegionCode | null
}

type PlacingFacts = Pick<Facts, PlacingType>

/** Reads a placement from a book. Equal sets of facts place a person alike, in whatever order they came. */
export const placementOf = (book: FactBook): Placement => {
  const facts: Record<string, readonly KnownFact[]> = {}
  for (const type of placingTypes) facts[type] = standing(book, type)
  return placementIn(facts as PlacingFacts)
}

/**
 * Reads a placement from standing facts. The register tells the household of its last word: the register as of its
 * day, or a later move; on one day the move comes last. A marriage move makes a spouse until a later register says
 * otherwise. A visit holds until the person moves away again.
 */
export const placementIn = (facts: PlacingFacts): Placement => {
  const register = latestOf(facts.ResidentRegistered, ({ day }) => day)
  const move = lastMove(facts)
  const listing = latestOf(
    facts.AssistanceListed?.filter(({ data }) => data.status === 'active'),
    ({ day, data }) => data.from ?? day,
  )
  const visit = latestOf(
    facts.VisitConcluded?.filter(({ data }) => data.livesInHouseholdNo !== null),
    ({ data }) => data.day,
  )
  const outdated =
    visit !== undefined && move !== undefined && isDeparture(move.data) && move.data.movedOn > visit.data.day
  return {
    ...registration(register, move),
    rollNo: listing?.data.rollNo ?? null,
    visitNo: outdated ? null : (visit?.data.livesInHouseholdNo ?? null),
    sex: register?.data.sex ?? 'unknown',
    birthDate: register?.data.birthDate ?? null,
  }
}

/** True of a move that takes a person out of a home: 分户 and other entries change the register alone. */
export const isDeparture = ({ kind }: ChangeEventData['ResidentMoved']): boolean =>
  kind === 'marriage' || kind === 'migration' || kind === 'cancelled'

/**
 * The last move of the register; of several on one day the one that no other goes on from. Striking off the dead
 * moves nobody: they stay in the profile of the family they leave behind.
 */
export const lastMove = (facts: PlacingFacts): KnownFact<'ResidentMoved'> | undefined => {
  const moves = facts.DeathReported?.length
    ? facts.ResidentMoved?.filter(({ data }) => data.kind !== 'cancelled')
    : facts.ResidentMoved
  const last = latestOf(moves, ({ data }) => data.movedOn)
  if (moves === undefined || last === undefined || moves.length === 1) return last
  const sameDay = moves.filter(({ data }) => data.movedOn === last.data.movedOn)
  return sameDay.findLast((move) => !sameDay.some((next) => goesOnFrom(next, move))) ?? last
}

const goesOnFrom = (next: KnownFact<'ResidentMoved'>, move: KnownFact<'ResidentMoved'>): boolean =>
  next !== move && move.data.toHouseholdNo !== null && next.data.fromHouseholdNo === move.data.toHouseholdNo

type Registration = Pick<Placement, 'registerNo' | 'relation' | 'region'>

const registration = (
  register: KnownFact<'ResidentRegistered'> | undefined,
  move: KnownFact<'ResidentMoved'> | undefined,
): Registration => {
  const before: Registration = {
    registerNo: register?.data.householdNo ?? null,
    relation: register?.data.relation ?? 'other',
    region: register?.data.region ?? null,
  }
  if (move === undefined || (register !== undefined && move.data.movedOn < register.day)) return before
  return afterMove(before, move.data)
}

const afterMove = (before: Registration, move: ChangeEventData['ResidentMoved']): Registration => {
  const { kind, toHouseholdNo, region } = move
  if (kind === 'cancelled') return { registerNo: null, relation: 'other', region: null }
  if (toHouseholdNo === before.registerNo) return { ...before, region: region ?? before.region }
  if (toHouseholdNo !== null)
    return { registerNo: toHouseholdNo, relation: kind === 'marriage' ? 'spouse' : 'other', region }
  if (kind === 'other' || kind === 'birth') return { ...before, region: region ?? before.region }
  return { registerNo: null, relation: 'other', region }
}

const latestOf = <F extends { readonly data: unknown }>(
  facts: readonly F[] | undefined,
  dayOf: (fact: F) => Day,
): F | undefined => {
  let latest: F | undefined
  for (const fact of facts ?? []) if (latest === undefined || dayOf(fact) >= dayOf(latest)) latest = fact
  return latest
}

/** The part of a placement that tells which household a person belongs to. */
export type Placed = Pick<Placement, 'registerNo' | 'rollNo' | 'visitNo'> & { readonly person: PersonId }

/**
 * The household of each person: by visit, else by roll, else by register. A roll's household is the register
 * household of most of its people (the smallest of equals), or the roll's own number where none has one. A person
 * whom nothing places is a household of his own, `~` and his pseudonym. The order of `persons` does not matter.
 */
export const placeHouseholds = (persons: readonly Placed[]): ReadonlyMap<PersonId, string> => {
  const rolls = rollHouseholds(persons)
  const households = new Map<PersonId, string>()
  for (const { person, registerNo, rollNo, visitNo } of persons) {
    const byRoll = rollNo === null ? null : (rolls.get(rollNo) ?? rollNo)
    households.set(person, visitNo ?? byRoll ?? registerNo ?? `~${person}`)
  }
  return households
}

const rollHouseholds = (persons: readonly Placed[]): ReadonlyMap<string, string> => {
  const votes = new Map<string, Map<string, number>>()
  for (const { registerNo, rollNo } of persons) {
    if (rollNo === null || registerNo === null) continue
    const counts = votes.get(rollNo) ?? new Map<string, number>()
    votes.set(rollNo, counts.set(registerNo, (counts.get(registerNo) ?? 0) + 1))
  }
  return new Map([...votes].map(([rollNo, counts]) => [rollNo, mostFrequent(counts)]))
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
