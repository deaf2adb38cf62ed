import type {
  Assessment,
  ChangeEventOf,
  Day,
  HouseholdHardship,
  OfficialKinStanding,
  PatrolStanding,
  PersonId,
  ReceivedSpell,
  RegionCode,
} from '@shouwang/contracts'
import type { Neighbourhood, PersonRecord } from '@shouwang/household'
import type { Queryable } from '../engine/sql.ts'
import { completeDeliveries } from '../ingest/deliveries.ts'
import { type DeadLetter, saveDeadLetter } from '../stage/dead-letter.ts'
import { saveDeliveryEnds } from './delivery-ends.ts'
import { encodeFactBook } from './fact-codec.ts'

/** The persons, register numbers and roll numbers that a batch of events names. */
export type Touched = {
  readonly persons: readonly PersonId[]
  readonly registerNos: readonly string[]
  readonly rollNos: readonly string[]
}

/** What is remembered of a household between two judgements. `LevelHistory` is what the hysteresis of levels needs. */
export type HouseholdRecord<LevelHistory> = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly day: Day
  readonly version: number
  readonly fingerprint: string
  readonly levelHistory: LevelHistory
  /** What may spare reading its people when a draft of a policy is tried; null where nothing may. */
  readonly glance: string | null
}

/** What a batch of events is decided on. */
export type ScoringState<LevelHistory> = {
  readonly neighbourhood: Neighbourhood
  readonly households: ReadonlyMap<string, HouseholdRecord<LevelHistory>>
}

/** Counts of one delivery, to be added to its account. */
export type Tally = {
  applied: number
  duplicate: number
  stale: number
  quarantinedLater: number
  /** Rows that ingest set aside and scoring has heard of. */
  marked: number
}

/** A household with a new assessment, and the feeds whose next delivery may change it. */
export type JudgedHousehold<LevelHistory> = {
  readonly record: HouseholdRecord<LevelHistory>
  readonly assessment: Assessment
  readonly awaits: readonly string[]
  readonly hardship: HouseholdHardship
  /** Why it is visited every so often. */
  readonly patrol: PatrolStanding
  /** 近亲属备案: kept beside the assessment, which never carries it. */
  readonly officialKin: OfficialKinStanding
  /** When how many of it were on which programme, which reports of past days count. */
  readonly received: readonly ReceivedSpell[]
}

/** What a batch of events changed. */
export type ScoringChange<LevelHistory> = {
  readonly persons: readonly PersonRecord[]
  /** Households of which there is something new to say. */
  readonly judged: readonly JudgedHousehold<LevelHistory>[]
  /** Households that were judged again and found as before: their assessment stays as it is. */
  readonly confirmed: readonly HouseholdRecord<LevelHistory>[]
  /** Deliveries that ended. Absence from one counts only when all of its rows are judged: `concludeDeliveries`. */
  readonly ends: readonly ChangeEventOf<'RollDelivered'>[]
  /** Households that could not be judged again now, and are due on another day. */
  readonly putOff: readonly { readonly household: string; readonly until: Day }[]
  readonly tallies: ReadonlyMap<string, Tally>
  /** The event that made a step throw, where this change puts one into quarantine. */
  readonly deadLetter?: DeadLetter
}

/** Writes what changed, each table in one statement. */
export const saveScoring = async <LevelHistory>(tx: Queryable, change: ScoringChange<LevelHistory>): Promise<void> => {
  if (change.persons.length > 0) {
    await savePersons(tx, change.persons)
    await saveKinship(tx, change.persons)
  }
  if (change.judged.length > 0) await saveHouseholds(tx, change.judged)
  if (change.confirmed.length > 0) await confirmHouseholds(tx, change.confirmed)
  if (change.putOff.length > 0) await putOff(tx, change.putOff)
  if (change.ends.length > 0) await saveDeliveryEnds(tx, change.ends)
  if (change.deadLetter !== undefined) await saveDeadLetter(tx, change.deadLetter)
  if (change.tallies.size > 0) await saveTallies(tx, change.tallies)
}

const savePersons = async (tx: Queryable, persons: readonly PersonRecord[]): Promise<void> => {
  await tx.query(
    `insert into persons (person, household, register_no, roll_no, visit_no, facts)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
     on conflict (person) do update set household = excluded.household, register_no = excluded.register_no,
       roll_no = excluded.roll_no, visit_no = excluded.visit_no, facts = excluded.facts`,
    [
      persons.map((p) => p.person),
      persons.map((p) => p.household),
      persons.map((p) => p.registerNo),
      persons.map((p) => p.rollNo),
      persons.map((p) => p.visitNo),
      persons.map((p) => encodeFactBook(p.book)),
    ],
  )
}

const saveKinship = async (tx: Queryable, persons: readonly PersonRecord[]): Promise<void> => {
  await tx.query('delete from kinship using unnest($1::text[]) as p (person) where kinship.person = p.person', [
    persons.map((p) => p.person),
  ])
  const pairs = persons.flatMap(({ person, kin }) => kin.map((other) => [person, other] as const))
  if (pairs.length === 0) return
  await tx.query('insert into kinship (person, kin) select * from unnest($1::text[], $2::text[])', [
    pairs.map(([person]) => person),
    pairs.map(([, kin]) => kin),
  ])
}

const saveHouseholds = async <LevelHistory>(
  tx: Queryable,
  judged: readonly JudgedHousehold<LevelHistory>[],
): Promise<void> => {
  await tx.query(
    `insert into households
       (household, household_no, region, day, version, level, fingerprint, review_on, awaits, level_history, assessment, shadow,
        ring, cause, hardship, patrol, traits, official_kin, received, glance)
     select household, household_no, region, day, version, level, fingerprint, review_on,
       string_to_array(awaits, ','), level_history, assessment, string_to_array(shadow, ','), ring, cause, hardship,
       string_to_array(patrol, ','), string_to_array(traits, ','), official_kin,
       string_to_array(received, ','), glance
     from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::int[], $6::text[], $7::text[], $8::date[],
       $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::smallint[], $16::text[],
       $17::text[], $18::text[], $19::text[], $20::text[])
       as j (household, household_no, region, day, version, level, fingerprint, review_on, awaits, level_history, assessment,
         shadow, ring, cause, hardship, patrol, traits, official_kin, received, glance)
     on conflict (household) do update set household_no = excluded.household_no, region = excluded.region,
       day = excluded.day, version = excluded.version, level = excluded.level, fingerprint = excluded.fingerprint,
       review_on = excluded.review_on, recheck_on = null, awaits = excluded.awaits, level_history = excluded.level_history,
       assessment = excluded.assessment, shadow = excluded.shadow, ring = excluded.ring, cause = excluded.cause,
       hardship = excluded.hardship, patrol = excluded.patrol, traits = excluded.traits,
       official_kin = excluded.official_kin, received = excluded.received, glance = excluded.glance`,
    [
      judged.map(({ record }) => record.household),
      judged.map(({ record }) => record.householdNo),
      judged.map(({ record }) => record.region),
      judged.map(({ record }) => record.day),
      judged.map(({ record }) => record.version),
      judged.map(({ assessment }) => assessment.level),
      judged.map(({ record }) => record.fingerprint),
      judged.map(({ assessment, patrol, officialKin }) =>
        earlier(earlier(assessment.reviewOn, patrol.changesOn), officialKin.changesOn),
      ),
      judged.map(({ awaits }) => awaits.join()),
      judged.map(({ record }) => JSON.stringify(record.levelHistory)),
      judged.map(({ assessment }) => JSON.stringify(assessment)),
      judged.map(({ assessment }) => shadowOf(assessment)),
      judged.map(({ hardship }) => hardship.ring),
      judged.map(({ hardship }) => hardship.cause),
      judged.map(({ hardship }) => hardship.points),
      judged.map(({ patrol }) => patrol.groups?.join() ?? null),
      judged.map(({ hardship }) => hardship.traits.join()),
      judged.map(({ officialKin }) => officialKin.state),
      judged.map(({ received }) => received.map(spellText).join()),
      judged.map(({ record }) => record.glance),
    ],
  )
}

const spellText = ({ programme, from, to, persons }: ReceivedSpell): string =>
  `${programme}:${from ?? ''}:${to ?? ''}:${persons}`

/** The household is due again on the first day on which time alone changes anything that is kept of it. */
const earlier = (one: Day | null, other: Day | null): Day | null =>
  one === null || (other !== null && other < one) ? other : one

/** The ids of what fires in shadow, with commas. */
const shadowOf = ({ shadow }: Assessment): string =>
  shadow === undefined ? '' : shadow.flatMap(({ status, indicator }) => (status === 'fires' ? [indicator] : [])).join()

/** Writes only the rows that a new day, a new level history, a new glance or an awaited delivery changes. */
const confirmHouseholds = async <LevelHistory>(
  tx: Queryable,
  confirmed: readonly HouseholdRecord<LevelHistory>[],
): Promise<void> => {
  await tx.query(
    `update households h set day = c.day, level_history = c.level_history, recheck_on = null, glance = c.glance
     from unnest($1::text[], $2::date[], $3::text[], $4::text[]) as c (household, day, level_history, glance)
     where h.household = c.household and (h.day <> c.day or h.level_history <> c.level_history or h.recheck_on is not null
       or h.glance is distinct from c.glance)`,
    [
      confirmed.map(({ household }) => household),
      confirmed.map(({ day }) => day),
      confirmed.map(({ levelHistory }) => JSON.stringify(levelHistory)),
      confirmed.map(({ glance }) => glance),
    ],
  )
}

const putOff = async (tx: Queryable, households: ScoringChange<unknown>['putOff']): Promise<void> => {
  await tx.query(
    `update households h set review_on = p.until, recheck_on = null
     from unnest($1::text[], $2::date[]) as p (household, until) where h.household = p.household`,
    [households.map(({ household }) => household), households.map(({ until }) => until)],
  )
}

const saveTallies = async (tx: Queryable, tallies: ReadonlyMap<string, Tally>): Promise<void> => {
  const rows = [...tallies]
  // Workers add to the same deliveries: locked in one order, so that two of them never deadlock.
  await tx.query('select 1 from deliveries where delivery = any($1) order by delivery for update', [
    rows.map(([delivery]) => delivery),
  ])
  await tx.query(
    `update deliveries d set applied = d.applied + t.applied, duplicate = d.duplicate + t.duplicate,
       stale = d.stale + t.stale, quarantined_later = d.quarantined_later + t.later, marks_due = d.marks_due - t.marked
     from unnest($1::text[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[])
       as t (delivery, applied, duplicate, stale, later, marked)
     where d.delivery = t.delivery`,
    [
      rows.map(([delivery]) => delivery),
      rows.map(([, tally]) => tally.applied),
      rows.map(([, tally]) => tally.duplicate),
      rows.map(([, tally]) => tally.stale),
      rows.map(([, tally]) => tally.quarantinedLater),
      rows.map(([, tally]) => tally.marked),
    ],
  )
  await completeDeliveries(
    tx,
    rows.map(([delivery]) => delivery),
  )
}
