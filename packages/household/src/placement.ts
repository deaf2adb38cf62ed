import type { ChangeEventData, Day, RegionCode, Relation } from '@shouwang/contracts'
import { type PlacingType, placingTypes } from './event-meaning.ts'
import type { Book } from './fact-book.ts'
import { type Facts, type KnownFact, knownFactsOf } from './profile.ts'

/** Where one person's own facts place him, by each of the three that may tell. */
export type Placement = {
  /** 户号 of the household register; of who is registered elsewhere, the dwelling that his residence permit names. */
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
export const placementOf = (book: Book): Placement => {
  const facts: Record<string, readonly KnownFact[]> = {}
  for (const type of placingTypes) facts[type] = knownFactsOf(book, type)
  return placementIn(facts as PlacingFacts)
}

/**
 * Reads a placement from known facts. The register tells the household of its last word: the register as of its
 * day, or a later move; on one day the move comes last. A marriage move makes a spouse until a later register says
 * otherwise. A visit holds until the person moves away again. Whom no register names, his residence permit places: who are
 * reported to live behind one door live together.
 */
export const placementIn = (facts: PlacingFacts): Placement => {
  const register = latestOf(facts.ResidentRegistered, ({ day }) => day)
  const move = lastMove(facts)
  const permit =
    register === undefined && move === undefined
      ? latestOf(facts.ResidenceReported?.filter(isSure), ({ data }) => data.from)?.data
      : undefined
  const listing = placingListing(facts)
  const visit = latestOf(
    facts.VisitConcluded?.filter(({ data }) => data.livesInHouseholdNo !== null),
    ({ data }) => data.day,
  )
  const outdated =
    visit !== undefined && move !== undefined && isDeparture(move.data) && move.data.movedOn > visit.data.day
  return {
    ...(permit === undefined ? registration(register, move) : residence(permit)),
    rollNo: listing?.data.rollNo ?? null,
    visitNo: outdated ? null : (visit?.data.livesInHouseholdNo ?? null),
    sex: register?.data.sex ?? permit?.sex ?? 'unknown',
    birthDate: register?.data.birthDate ?? permit?.birthDate ?? null,
  }
}

/**
 * True of a move that takes a person out of a home: 分户 and entries that name no two households change the register
 * alone.
 */
export const isDeparture = ({ kind, fromHouseholdNo, toHouseholdNo }: ChangeEventData['ResidentMoved']): boolean => {
  if (kind === 'other') return fromHouseholdNo !== null && toHouseholdNo !== null && fromHouseholdNo !== toHouseholdNo
  return kind === 'marriage' || kind === 'migration' || kind === 'cancelled'
}

/** The line of the assistance roll that places a person: of those in force the one that was decided last. */
export const placingListing = (facts: Facts): KnownFact<'AssistanceListed'> | undefined =>
  latestOf(
    facts.AssistanceListed?.filter(({ data }) => data.status === 'active'),
    decidedOn,
  )

/** The day of the decision behind a roll's line; the roll's own day where it does not tell. */
export const decidedOn = ({ day, data }: KnownFact<'AssistanceListed'>): Day => data.from ?? day

/**
 * The last move of the register; of several on one day the one that no other goes on from. Striking off the dead
 * moves nobody: they stay in the profile of the family they leave behind. A doubtful move or death moves nobody either.
 */
export const lastMove = (facts: PlacingFacts): KnownFact<'ResidentMoved'> | undefined => {
  if (facts.ResidentMoved === undefined) return undefined
  const struckOff = (facts.DeathReported ?? []).some(isSure)
  const moves = facts.ResidentMoved.filter((move) => isSure(move) && !(struckOff && move.data.kind === 'cancelled'))
  const last = latestOf(moves, ({ data }) => data.movedOn)
  if (last === undefined || moves.length === 1) return last
  const sameDay = moves.filter(({ data }) => data.movedOn === last.data.movedOn)
  return sameDay.findLast((move) => !sameDay.some((next) => goesOnFrom(next, move))) ?? last
}

const isSure = ({ doubtful }: Pick<KnownFact, 'doubtful'>): boolean => doubtful !== true

const goesOnFrom = (next: KnownFact<'ResidentMoved'>, move: KnownFact<'ResidentMoved'>): boolean =>
  next !== move && move.data.toHouseholdNo !== null && next.data.fromHouseholdNo === move.data.toHouseholdNo

type Registration = Pick<Placement, 'registerNo' | 'relation' | 'region'>

const residence = ({ dwelling, region }: ChangeEventData['ResidenceReported']): Registration => ({
  registerNo: dwelling ?? null,
  relation: 'other',
  region,
})

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
