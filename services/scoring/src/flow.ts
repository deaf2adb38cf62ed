import {
  type Assessment,
  addDays,
  type ChangeEvent,
  type Day,
  type RegionCode,
  readChangeEvent,
  topics,
} from '@shouwang/contracts'
import type { Decided, Received, Stage } from '@shouwang/flow'
import { type Applied, type Coverage, foldEvents, mentions, profilesOf, receivedSpells } from '@shouwang/household'
import {
  assess,
  glanceOf,
  keptHardship,
  type LevelHistory,
  mayChangeVerdicts,
  officialKinStanding,
  patrolStanding,
} from '@shouwang/indicators'
import type { Policy } from '@shouwang/policy'
import type { HouseholdRecord, JudgedHousehold, ScoringChange, ScoringState, Tally, Touched } from '@shouwang/postgres'
import { deadEvent } from './dead-letter.ts'

export type Scored = ScoringChange<LevelHistory>
type State = ScoringState<LevelHistory>

/** What judging needs beside the facts: the numbers of a region on a day, and a short digest of a text. */
export type Judgement = {
  readonly policyOn: (region: RegionCode | null, day: Day) => Policy
  readonly digest: (text: string) => string
}

/** Folds change events into the people they touch, then judges each household that they can change. */
export const scoringStage = (judgement: Judgement): Stage<ChangeEvent, Touched, State, Scored> => ({
  name: 'scoring',
  read: ({ value }) => readChangeEvent(value),
  touches: (events) => {
    const named = events.map(mentions)
    return {
      persons: [...new Set(named.flatMap(({ persons }) => persons))],
      registerNos: [...new Set(named.flatMap(({ registerNos }) => registerNos))],
      rollNos: [...new Set(named.flatMap(({ rollNos }) => rollNos))],
    }
  },
  step: (state, events) => {
    const stated = events.filter(({ type }) => type !== 'RollDelivered')
    const folded = foldEvents(state.neighbourhood, stated, mayChangeVerdicts)
    const judge = judging(judgement, { ...state, neighbourhood: folded.neighbourhood })
    const judged = [...folded.households].flatMap(([household, day]) => judge(household, day))
    const change = {
      ...found(judged.filter(({ same }) => !same)),
      persons: folded.changed,
      ends: events.filter((event) => event.type === 'RollDelivered'),
      putOff: [],
      tallies: tally(stated, folded.outcomes),
    }
    return { change, outputs: outputsOf(judged, oldestOf(stated)) }
  },
  deadLetter,
})

/**
 * A household whose review met a bug. The others of its batch are judged all the same, and it is due again on the next day: one
 * bug would otherwise stop the review of everybody.
 */
type PutOff = { readonly household: string; readonly until: Day; readonly error: unknown }

/** Judges households again on their own day, without an event: time passed, or a delivery that they awaited came. */
export const review = (
  judgement: Judgement,
  state: State,
  due: readonly { household: string; day: Day }[],
): Decided<Scored> & { readonly putOff: readonly PutOff[] } => {
  const judge = judging(judgement, state)
  const judged: Judged[] = []
  const putOff: PutOff[] = []
  for (const { household, day } of due) {
    try {
      judged.push(...judge(household, day))
    } catch (error) {
      putOff.push({ household, until: addDays(day, 1), error })
    }
  }
  return { change: { ...nothing, ...found(judged), putOff }, outputs: outputsOf(judged), putOff }
}

const nothing: Scored = { persons: [], judged: [], confirmed: [], ends: [], putOff: [], tallies: new Map() }

/** Keeps an event that a bug kept from being judged, and tells of it. */
const deadLetter = (event: Received): Decided<Scored> => {
  const { message, marks, output } = deadEvent(event)
  const tally = { ...noTally, quarantinedLater: message.counted ? 1 : 0, marked: marks ? 1 : 0 }
  const tallies = new Map(message.counted || marks ? [[message.notice.delivery, tally]] : [])
  return { change: { ...nothing, tallies, deadLetter: message }, outputs: [output] }
}

/** A household as it is judged now, compared with how it was judged last. */
type Judged = {
  readonly household: JudgedHousehold<LevelHistory>
  /** The assessment says something else than the last one, so it is published. */
  readonly news: boolean
  /** The assessment, or the deliveries that it awaits, are others, so it is written in full. */
  readonly changed: boolean
  /** Nothing differs, not even the day: nothing is written. */
  readonly same: boolean
}

/** Judges households of a state, each on its day. One that has neither members nor an earlier assessment gives nothing. */
const judging = (
  judgement: Judgement,
  { neighbourhood, households }: State,
): ((household: string, dueOn: Day) => readonly Judged[]) => {
  const profileIn = profilesOf(neighbourhood)
  return (household, dueOn) => {
    const before = households.get(household)
    const profile = profileIn(household, before?.region ?? null)
    if (profile.members.length === 0 && before === undefined) return []
    const day = before !== undefined && before.day > dueOn ? before.day : dueOn
    const asked = new Set<string>()
    const noted = { ...profile, coverage: noting(asked, profile.coverage) }
    const policy = judgement.policyOn(profile.region, day)
    const { levelHistory, ...assessed } = assess(noted, policy, day, before?.levelHistory)
    const hardship = keptHardship(noted, policy, day)
    const patrol = patrolStanding(noted, policy, day, hardship.ring)
    const officialKin = officialKinStanding(noted, policy, day)
    const received = receivedSpells(noted)
    const awaits = awaitsOf(assessed, asked)
    const found = { assessment: { ...assessed, version: 1 }, hardship, patrol, officialKin, received, awaits }
    return [compare(judgement, before, found, { levelHistory, glance: glanceOf(profile) })]
  }
}

/** Notes which feeds' deliveries a judgement asks after: the next one of such a feed may change it. */
const noting =
  (asked: Set<string>, coverage: Coverage): Coverage =>
  (feed) => {
    asked.add(feed)
    return coverage(feed)
  }

/**
 * The feeds whose next delivery makes the household due again: those that a rule asked after, and those that a rule names as
 * missing. Of another feed a delivery as such (a roll that no longer lists somebody) changes nothing here.
 */
const awaitsOf = ({ unknown }: Pick<Assessment, 'unknown'>, asked: ReadonlySet<string>): readonly string[] =>
  [...new Set([...asked, ...unknown.flatMap(({ awaits }) => awaits)])].sort()

/**
 * Compares an assessment with the last one by digests. One that says the same keeps its version and is not published: what is
 * published wakes alerting and adds rows to the warehouse. What is kept of hardship, patrols, kin of officials and rolls is no news.
 */
const compare = (
  { digest }: Judgement,
  before: HouseholdRecord<LevelHistory> | undefined,
  {
    assessment: assessed,
    awaits,
    hardship,
    patrol,
    officialKin,
    received,
  }: Omit<JudgedHousehold<LevelHistory>, 'record'>,
  kept: Kept,
): Judged => {
  const { version: _, day, ...content } = assessed
  const said = digest(JSON.stringify(content))
  const { ring, cause, points, traits } = hardship
  const kin = officialKin.state === 'none' ? [] : [officialKin.state]
  const spells = received.flatMap(({ programme, from, to, persons }) => [programme, from, to, persons])
  const state = [...awaits, ring, cause, points, ...traits, patrol.groups, patrol.changesOn, ...kin, ...spells]
  const fingerprint = `${said}/${digest(state.join())}`
  const news = before?.fingerprint.startsWith(`${said}/`) !== true
  const changed = before?.fingerprint !== fingerprint
  const version = (before?.version ?? 0) + (news ? 1 : 0)
  const { household, householdNo, region } = assessed
  const record = { household, householdNo, region, day, version, fingerprint, ...kept }
  const same = !changed && before?.day === day && isKept(before, kept)
  const judged = { record, assessment: { ...assessed, version }, awaits, hardship, patrol, officialKin, received }
  return { household: judged, news, changed, same }
}

type Kept = Pick<HouseholdRecord<LevelHistory>, 'levelHistory' | 'glance'>

const isKept = (before: Kept, now: Kept): boolean =>
  before.glance === now.glance && JSON.stringify(before.levelHistory) === JSON.stringify(now.levelHistory)

/** A changed assessment is written in full; of an unchanged one only the record moves on, which is a small part of its bytes. */
const found = (judged: readonly Judged[]): Pick<Scored, 'judged' | 'confirmed'> => ({
  judged: judged.flatMap(({ household, changed }) => (changed ? [household] : [])),
  confirmed: judged.flatMap(({ household: { record }, changed }) => (changed ? [] : [record])),
})

const outputsOf = (judged: readonly Judged[], acceptedAt?: string) =>
  judged
    .filter(({ news }) => news)
    .map(({ household: { assessment } }) => ({
      topic: topics.assessments,
      key: assessment.household,
      value: JSON.stringify(acceptedAt === undefined ? assessment : { ...assessment, acceptedAt }),
    }))

/** The program writes moments in UTC and of one length: their text order is the order of time. */
const oldestOf = (events: readonly ChangeEvent[]): string | undefined =>
  events.reduce<string | undefined>(
    (oldest, { time }) => (oldest === undefined || time < oldest ? time : oldest),
    undefined,
  )

const tally = (events: readonly ChangeEvent[], outcomes: readonly Applied[]): ReadonlyMap<string, Tally> => {
  const tallies = new Map<string, Tally>()
  events.forEach((event, i) => {
    const outcome = outcomes[i]
    if (outcome === undefined) return
    const counts = tallies.get(event.delivery) ?? { ...noTally }
    tallies.set(event.delivery, counts)
    counts[event.type === 'RowSetAside' ? 'marked' : outcome] += 1
  })
  return tallies
}

const noTally: Tally = { applied: 0, duplicate: 0, stale: 0, quarantinedLater: 0, marked: 0 }
