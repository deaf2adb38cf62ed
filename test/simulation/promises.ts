import { covers, type Task } from '@shouwang/casework'
import { type Assessment, addDays, RawRecord, topics } from '@shouwang/contracts'
import { deduplicate, type Message, type OutboxEntry, type Output, type Received } from '@shouwang/flow'
import { policyOn } from '@shouwang/policy'
import type { IngestChange, ScoringChange } from '@shouwang/postgres'
import { rowsOf } from '@shouwang/warehouse'
import {
  aidAddsUp,
  changesOf,
  fundsAddUp,
  historiesStand,
  nobodyIsLost,
  nobodyIsSilent,
  onePerDirection,
  twoPersonsTake,
} from './case-promises.ts'
import type { DeliveryRow } from './database.ts'
import {
  everyEntryOnce,
  everythingIsPublished,
  factsAreOneFold,
  glancesAreOfTheFacts,
  rowsAreAccounted,
  spoiledRowsWait,
} from './quiet-promises.ts'
import type { Broken, Simulation } from './simulated.ts'
import { cipher, identifiers, residents, staff } from './town.ts'
import type { Done } from './world.ts'

/** A promise: the sentence of the design that it stands in, when it can break, and how it did. */
export type Promised = {
  readonly says: string
  readonly after: readonly string[]
  readonly breaks: (done: Done, simulation: Simulation) => string | undefined
}

const acknowledgedMeansKept = 'Acknowledged means kept'
const published = 'An assessment is published only after it is saved, and everything saved is published after a restart'
const onceInEffect = 'At-least-once in, exactly-once in effect.'

/** Every promise that a step can break. Those of a quiet town are in `quiet-promises.ts`, those of casework in `case-promises.ts`. */
export const promises: readonly Promised[] = [
  { says: acknowledgedMeansKept, after: ['acknowledged'], breaks: (done, s) => rowsAreInLog(done, s) },
  { says: acknowledgedMeansKept, after: ['committed'], breaks: (done, s) => committedIsDone(done, s) },
  { says: 'Every record is accounted for', after: ['saved'], breaks: (done, s) => accountsBalance(done, s) },
  {
    says: 'Bad input is a value, an outage is an exception',
    after: ['saved', 'dead-letter', 'threw'],
    breaks: (done, s) => onlyBadRowsWait(done, s),
  },
  { says: published, after: ['appended'], breaks: (done, s) => assessmentsAreSaved(done, s) },
  { says: published, after: ['marked'], breaks: (done, s) => markedIsPublished(done, s) },
  { says: published, after: ['saved'], breaks: (done, s) => savedWaitsInOutbox(done, s) },
  {
    says: 'Direct identifiers (ID number, name, phone, address) live only in the vault',
    after: ['appended'],
    breaks: (done) => namesNobody(done),
  },
  {
    says: 'A person sees only the regions and fields of their role',
    after: ['performed'],
    breaks: (done) => isTheirs(done),
  },
  {
    says: "No household is judged or promised anything by another place's numbers",
    after: ['appended'],
    breaks: (done, s) => ownNumbers(done, s),
  },
  {
    says: 'an identifier is its digits, whatever the door and the spelling',
    after: ['saved'],
    breaks: (done) => knownPersons(done),
  },
  {
    says: 'A daily job re-judges only what is due.',
    after: ['reviewed'],
    breaks: (done, s) => nobodyIsOverdue(done, s),
  },
  {
    says: 'One open task per household and direction',
    after: ['saved'],
    breaks: (done, s) => onePerDirection(done, s),
  },
  {
    says: 'A household whose level is red or orange always has an owner',
    after: ['saved'],
    breaks: (done, s) => nobodyIsSilent(done, s),
  },
  {
    says: 'Whoever waits is on the stock list or has a task, never both and never neither',
    after: ['saved'],
    breaks: (done, s) => nobodyIsLost(done, s),
  },
  {
    says: 'No decision pays more than it grants; no fund goes below zero',
    after: ['saved'],
    breaks: (done, s) => fundsAddUp(done, s),
  },
  { says: 'A repeated command pays once.', after: ['saved'], breaks: (done, s) => aidAddsUp(done, s) },
  { says: 'Stops and reductions need a second person', after: ['saved'], breaks: (done) => twoPersonsTake(done) },
  { says: 'Append-only histories', after: ['saved'], breaks: (done, s) => historiesStand(done, s) },
  { says: 'Every record is accounted for', after: ['quiet'], breaks: (_, s) => rowsAreAccounted(s) },
  { says: 'is listed, mended, replayed or discarded', after: ['quiet'], breaks: (_, s) => spoiledRowsWait(s) },
  { says: published, after: ['quiet'], breaks: (_, s) => everythingIsPublished(s) },
  { says: onceInEffect, after: ['quiet'], breaks: (_, s) => factsAreOneFold(s) },
  { says: onceInEffect, after: ['quiet'], breaks: (_, s) => glancesAreOfTheFacts(s) },
  { says: onceInEffect, after: ['quiet'], breaks: (_, s) => everyEntryOnce(s) },
  { says: 'the pipeline waits and resumes', after: ['stuck'], breaks: ({ what }) => String(what) },
]

/** The first promise that does not hold after something was done; undefined while all do. */
export const breakOf = (
  simulation: Simulation,
  done: Done,
  checked: Map<string, number>,
): Pick<Broken, 'says' | 'how'> | undefined => {
  for (const { says, after, breaks } of promises) {
    if (!after.includes(done.kind)) continue
    checked.set(says, (checked.get(says) ?? 0) + 1)
    const how = breaks(done, simulation)
    if (how !== undefined) return { says, how }
  }
  return undefined
}

const rowsAreInLog = ({ delivery, feed, rows }: Done, { log }: Simulation): string | undefined => {
  const there = new Set<number>()
  for (const { key, value } of log.messages(`records.${String(feed)}`))
    if (key === delivery) there.add(RawRecord.parse(JSON.parse(value)).rowNo)
  return there.size === Number(rows) + 1
    ? undefined
    : `${String(delivery)} has ${there.size} of ${String(rows)} rows and its end`
}

/** A committed message has been decided, and its outputs are saved; the warehouse has its rows. */
const committedIsDone = ({ group, messages }: Done, { database, warehouse }: Simulation): string | undefined => {
  const done = messages as readonly Received[]
  if (group === 'warehouse') {
    for (const [table, rows] of rowsOf(done))
      for (const row of rows)
        if (!warehouse.has(`${table} ${JSON.stringify(row)}`)) return `a row of ${table} is not there`
    return undefined
  }
  // What would be new to a reader that comes now was not saved by the one that committed it.
  const [lost] = deduplicate(done, database.tables.positions.get(String(group)) ?? new Map()).fresh
  return lost && `${String(group)} committed ${lost.topic}/${lost.partition}/${lost.offset} before it was saved`
}

const accountsBalance = ({ consumer, change }: Done, { database }: Simulation): string | undefined => {
  const named =
    consumer === 'ingest'
      ? (change as IngestChange).progress.map(({ delivery }) => delivery)
      : consumer === 'scoring'
        ? [...(change as ScoringChange<unknown>).tallies.keys()]
        : []
  for (const id of named) {
    const row = database.tables.deliveries.get(id)
    const wrong = row === undefined ? undefined : imbalanceOf(row)
    if (wrong !== undefined) return `${id}: ${wrong}`
  }
  return undefined
}

const imbalanceOf = (row: DeliveryRow): string | undefined => {
  const judged = row.applied + row.duplicate + row.stale + row.quarantinedLater
  if (row.received !== row.accepted + row.quarantined)
    return `received ${row.received}, accepted ${row.accepted}, quarantined ${row.quarantined}`
  return judged > row.accepted ? `accepted ${row.accepted}, judged ${judged}` : undefined
}

const onlyBadRowsWait = (done: Done, { sendings }: Simulation): string | undefined => {
  if (done.kind !== 'saved') return `${done.by}: ${String(done.error)}`
  if (done.consumer !== 'ingest') return undefined
  for (const { notice, sealed } of (done.change as IngestChange).quarantined) {
    const words = cipher.open(sealed, notice.quarantineId)
    const spoiled = [...sendings.values()].some(
      ({ feed, rows }) =>
        feed === notice.feed && rows.some((row) => row.spoiled === notice.field && JSON.stringify(row.cells) === words),
    )
    if (notice.reason === 'crashed' || !spoiled) return `${notice.feed} row ${notice.rowNo}: ${notice.reason}`
  }
  return undefined
}

const assessmentsIn = ({ topic, messages }: Done): readonly Assessment[] =>
  topic === topics.assessments
    ? (messages as readonly Message[]).map(({ value }) => JSON.parse(value) as Assessment)
    : []

const assessmentsAreSaved = (done: Done, { database }: Simulation): string | undefined => {
  const early = assessmentsIn(done).find(
    ({ household, version }) => (database.tables.households.get(household)?.record.version ?? 0) < version,
  )
  return early && `version ${early.version} of ${early.household} is published and not saved`
}

const markedIsPublished = ({ entries }: Done, { log }: Simulation): string | undefined => {
  for (const { id, outputs } of entries as readonly OutboxEntry[]) {
    const lost = outputs.find(({ topic, value }) => !log.holds(topic, value))
    if (lost !== undefined)
      return `${id} is marked as published, and ${lost.value.slice(0, 80)} is not in ${lost.topic}`
  }
  return undefined
}

/** Whatever a decision tells is saved with it: each line of a history, each new assessment. */
const savedWaitsInOutbox = (done: Done, { database }: Simulation): string | undefined => {
  const told = eventsOf(done).map((event) => JSON.stringify(event))
  if (told.length === 0) return undefined
  const waiting = new Set(
    [...database.tables.outbox.values()].flatMap(({ outputs }) => outputs.map(({ value }: Output) => value)),
  )
  const silent = told.find((value) => !waiting.has(value))
  return silent && `saved and not to be published: ${silent.slice(0, 160)}`
}

const eventsOf = (done: Done): readonly unknown[] =>
  changesOf(done).flatMap(({ events, caseEvents }) => [...events, ...caseEvents])

const namesNobody = ({ topic, messages }: Done): string | undefined => {
  const told = (messages as readonly Message[]).find(({ value }) => identifiers.test(value))
  return told && `${String(topic)} names somebody: ${told.value.match(identifiers)?.[0]}`
}

const isTheirs = ({ by, task }: Done): string | undefined => {
  const worker = staff.find(({ staffNo }) => staffNo === by)
  const { taskId, assignee, region } = task as Task
  return worker !== undefined && (assignee === by || covers(worker, region))
    ? undefined
    : `${by} did something to ${taskId}`
}

const ownNumbers = (done: Done, { policies }: Simulation): string | undefined => {
  const wrong = assessmentsIn(done).find(
    ({ policy, region, day }) => policy !== policyOn(policies.book, region, day).version,
  )
  return wrong && `${wrong.household} was judged by ${wrong.policy} on ${wrong.day}`
}

const everybody: ReadonlySet<string> = new Set(residents.map(({ person }) => person))

const knownPersons = ({ consumer, change }: Done): string | undefined =>
  consumer === 'ingest'
    ? (change as IngestChange).statements.find(({ person }) => !everybody.has(person))?.person
    : undefined

/** Clocks are wrong by up to a day, one forward and one back: who was due before these days was forgotten. */
const daysOfClocks = 3

const nobodyIsOverdue = ({ day }: Done, { database }: Simulation): string | undefined => {
  const before = addDays(String(day), -daysOfClocks)
  const late = [...database.tables.households].find(([, { reviewOn }]) => reviewOn !== null && reviewOn < before)
  return late && `${late[0]} was to be judged again on ${late[1].reviewOn}`
}
