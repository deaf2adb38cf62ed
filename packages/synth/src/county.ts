import { addMonths, type Day, type Month, monthOf } from '@shouwang/contracts'
import { badCertificates } from './bad-rows.ts'
import { type Batch, type Family, placesPerFamily } from './family.ts'
import { calamityHardships } from './hardships/calamities.ts'
import { deathHardships } from './hardships/deaths.ts'
import { disabilityHardships } from './hardships/disability.ts'
import type { Hardship } from './hardships/hardship.ts'
import { hospitalHardships } from './hardships/hospital.ts'
import { incomeHardships } from './hardships/income.ts'
import { medicalHardships } from './hardships/medical.ts'
import { recipientHardships } from './hardships/recipients.ts'
import { workHardships } from './hardships/work.ts'
import type { FeedId, FeedRow } from './layouts.ts'
import { makeOrdinary } from './ordinary.ts'
import { pickWeighted, type Random, randomAt, shuffleOf } from './random.ts'
import { areInsured } from './records/medical-insurance.ts'
import { type CountyRegion, type CountyRegionRow, type CountyStaffRow, divisionsOf, exampleCounty } from './region.ts'
import { type Span, spanUntil } from './span.ts'

export type CountyOptions = {
  /** Same seed, same county. */
  readonly seed: number
  /** About how many people; from a few hundred on, every kind of hardship is there. At most about two million. */
  readonly people: number
  /** The business day; nothing is known of later days. */
  readonly to: Day
  /** Where the monthly reports begin; a year before by default. */
  readonly from?: Day
  readonly region?: CountyRegion
}

/** What is known of one household: the indicators that must fire on the business day, and those that must not. */
export type Truth = {
  readonly scenario: string
  readonly householdNo: string
  readonly headId: string
  readonly village: string
  readonly mustFire: readonly string[]
  readonly mustNotFire: readonly string[]
  readonly note: string
}

export type County = {
  readonly span: Span
  readonly families: number
  readonly regions: readonly CountyRegionRow[]
  readonly staff: readonly CountyStaffRow[]
  /** Every row, delivery by delivery: the state at the beginning, then month by month, shuffled within. */
  readonly rows: () => Generator<FeedRow>
  /** The households with a known hardship, or with what only looks like one. All others are ordinary. */
  readonly truth: () => Generator<Truth>
  /** How many rows of a feed can't be accepted. */
  readonly rejected: Partial<Record<FeedId, number>>
}

/** Every kind of hardship that a county has. */
export const hardships: readonly Hardship[] = [
  ...medicalHardships,
  ...hospitalHardships,
  ...disabilityHardships,
  ...deathHardships,
  ...recipientHardships,
  ...incomeHardships,
  ...workHardships,
  ...calamityHardships,
]

/**
 * A made-up county with known hardship. Nothing of it is held: each family is made again from its own seed whenever its
 * rows are asked for, so a million people take no more memory than a thousand.
 */
export const synthCounty = (options: CountyOptions): County => {
  const { seed, people, region = exampleCounty } = options
  const span = spanUntil(options.to, options.from)
  const families = Math.max(1, Math.round(people / peoplePerFamily))
  const inHardship = Math.min(
    Math.ceil(families / 2),
    Math.max(hardships.length + 12, Math.round(families * hardshipRate)),
  )
  const divisions = divisionsOf(region, people, seed)
  const place = shuffleOf(families, seed)
  const frame = { seed, span, county: region, villages: divisions.villages }
  const familyAt = (unit: number, batch?: Batch) => makeFamily({ ...frame, unit, batch }, place(unit), inHardship)
  const badRows = badCertificates(families * placesPerFamily, seed, span.to)
  const rejected = { 'disability-cert': badRows.length }
  return { span, families, regions: divisions.regions, staff: divisions.staff, rows, truth, rejected }

  function* rows(): Generator<FeedRow> {
    for (const [turn, batch] of batchesOf(span).entries()) {
      yield* shuffled(rowsOfBatch(batch, turn), randomAt(seed ^ 0x5eed, turn))
    }
  }

  function* rowsOfBatch(batch: Batch, turn: number): Generator<FeedRow> {
    const order = shuffleOf(families, seed + turn + 1)
    for (let index = 0; index < families; index += 1) yield* familyAt(order(index), batch).family.rows
    if (batch === monthOf(span.to)) for (const row of badRows) yield { feed: 'disability-cert', row }
  }

  function* truth(): Generator<Truth> {
    for (let unit = 0; unit < families; unit += 1) {
      if (place(unit) >= inHardship) continue
      const { family, hardship } = familyAt(unit, neverSent)
      if (hardship !== undefined) yield* truthsOf(family, hardship)
    }
  }
}

type Frame = Pick<Family, 'seed' | 'span' | 'county' | 'villages' | 'unit' | 'batch'>

/** The families that rank first are in hardship; where each rank lives is shuffled. */
const makeFamily = (frame: Frame, rank: number, inHardship: number) => {
  const random = randomAt(frame.seed, frame.unit)
  const lists = { homes: [], people: [], rows: [], insurance: new Map() }
  const family: Family = { ...frame, random, ...lists, numbersUsed: 0 }
  const hardship = rank < inHardship ? hardshipFor(rank, random) : undefined
  if (hardship === undefined) makeOrdinary(family)
  else hardship.make(family)
  areInsured(family)
  return { family, hardship }
}

/** The rows of a county in the order in which departments would send them. */
export const countyRows = (options: CountyOptions): Generator<FeedRow> => synthCounty(options).rows()

/** Seen over many families; only decides how many families make up the people asked for. */
const peoplePerFamily = 2.3

/** Families with a scripted situation in a large county; visits find true need about this often. */
const hardshipRate = 0.02

/** A batch that no row belongs to. */
const neverSent: Month = '0000-01'

/** Each kind comes once before any comes twice. */
const hardshipFor = (rank: number, random: Random): Hardship => hardships[rank] ?? pickWeighted(random, hardships)

const batchesOf = (span: Span): readonly Batch[] => {
  const batches: Batch[] = ['standing']
  for (let month = monthOf(span.from); month <= monthOf(span.to); month = addMonths(month, 1)) batches.push(month)
  return batches
}

/** Mixes neighbouring rows, holding few of them. */
function* shuffled(rows: Iterable<FeedRow>, random: Random): Generator<FeedRow> {
  const held: FeedRow[] = []
  for (const row of rows) {
    if (held.length < rowsHeld) {
      held.push(row)
      continue
    }
    const at = random.int(0, held.length - 1)
    const out = held[at]
    held[at] = row
    if (out !== undefined) yield out
  }
  while (held.length > 0) {
    const [out] = held.splice(random.int(0, held.length - 1), 1)
    if (out !== undefined) yield out
  }
}

const rowsHeld = 4096

function* truthsOf(family: Family, hardship: Hardship): Generator<Truth> {
  const { scenario, fires, quiet = [], note = '', second } = hardship
  const told = [{ scenario, fires, quiet, note }, ...(second === undefined ? [] : [{ ...second, note: '' }])]
  for (const [at, { scenario, fires, quiet, note }] of told.entries()) {
    const home = family.homes[at]
    const head = family.people.find((person) => person.home === home)
    if (home === undefined || head === undefined) continue
    yield {
      scenario,
      householdNo: home.householdNo,
      headId: head.idNumber,
      village: home.village.code,
      mustFire: fires,
      mustNotFire: quiet,
      note,
    }
  }
}
