import { ChangeEvent, type PersonId, type TaskEvent, topics } from '@shouwang/contracts'
import { type Book, foldEvents, profilesOf, wholeBook } from '@shouwang/household'
import { glanceOf } from '@shouwang/indicators'
import type { Simulation } from './simulated.ts'
import { cipher } from './town.ts'

/** Every row that a department sent and a door acknowledged was received, and all of it is judged. */
export const rowsAreAccounted = ({ sendings, database }: Simulation): string | undefined => {
  for (const [key, { rows, acknowledged }] of sendings) {
    const account = database.tables.deliveries.get(acknowledged ?? '')
    if (account === undefined) return `${key} has no account`
    const { delivery, received, accepted, quarantined, status } = account
    const spoiled = rows.filter((row) => row.spoiled !== null).length
    const told = `${delivery} (${status}): ${rows.length} rows, ${spoiled} spoiled, received ${received}, quarantined ${quarantined}`
    if (received !== rows.length || quarantined !== spoiled || accepted !== rows.length - spoiled) return told
    if (status !== 'complete') return told
  }
  return undefined
}

/** Every spoiled row waits in quarantine with its feed, field and reason, and opens to what was sent. */
export const spoiledRowsWait = ({ sendings, database }: Simulation): string | undefined => {
  const waiting = [...database.tables.quarantine.values()].map(({ notice, sealed }) => ({
    ...notice,
    words: sealed === null ? null : cipher.open(sealed, notice.quarantineId),
  }))
  for (const [key, { feed, rows }] of sendings)
    for (const { cells, spoiled } of rows) {
      if (spoiled === null) continue
      const words = JSON.stringify(cells)
      if (!waiting.some((row) => row.feed === feed && row.field === spoiled && row.words === words))
        return `a spoiled row of ${key} is in no quarantine: ${words}`
    }
  return undefined
}

/** Every line of a history and every household's last assessment is in the log, and alerting has heard of it. */
export const everythingIsPublished = ({ database, log }: Simulation): string | undefined => {
  const { taskEvents, caseEvents, households, files } = database.tables
  for (const [topic, histories] of [
    [topics.taskEvents, taskEvents],
    [topics.caseEvents, caseEvents],
  ] as const)
    for (const history of histories.values())
      for (const line of history)
        if (!log.holds(topic, JSON.stringify(line))) return `${topic} lacks ${JSON.stringify(line).slice(0, 160)}`
  const versions = new Map<string, number>()
  for (const { value } of log.messages(topics.assessments)) {
    const { household, version } = JSON.parse(value) as { household: string; version: number }
    versions.set(household, Math.max(version, versions.get(household) ?? 0))
  }
  for (const [household, { record }] of households) {
    if (versions.get(household) !== record.version) return `${household}: version ${record.version} is not published`
    const heard = files.get(household)?.file.version
    if (heard !== undefined && heard !== record.version)
      return `${household}: alerting knows version ${heard} of ${record.version}`
  }
  return undefined
}

/** The facts, household and register number of each person are those of all events, folded once, whatever came twice or late. */
export const factsAreOneFold = ({ database, log }: Simulation): string | undefined => {
  const events = [...new Set(log.messages(topics.changeEvents).map(({ value }) => value))].map((value) =>
    ChangeEvent.parse(JSON.parse(value)),
  )
  const { neighbourhood } = foldEvents({ persons: new Map(), kin: new Map(), delivered: [] }, events)
  for (const person of new Set([...neighbourhood.persons.keys(), ...database.tables.persons.keys()])) {
    const [expected, found] = [neighbourhood.persons.get(person), database.tables.persons.get(person as PersonId)]
    if (expected === undefined || found === undefined) return `${person} is only in one of them`
    const [told, kept] = [textOf(expected.book), textOf(found.book)]
    if (told !== kept) return `${person} has the facts\n  ${kept} instead of\n  ${told}`
    if (expected.household !== found.household)
      return `${person} lives in ${found.household}, not in ${expected.household}`
  }
  return undefined
}

/** What is kept of each household for trying drafts is what its facts say now, whatever came twice or late. */
export const glancesAreOfTheFacts = ({ database }: Simulation): string | undefined => {
  const { persons, households } = database.tables
  const kin = new Map([...persons].map(([person, { book }]) => [person, book]))
  const profileIn = profilesOf({ persons, kin, delivered: [] })
  for (const [household, { record }] of households) {
    const glance = glanceOf(profileIn(household, record.region))
    if (glance !== record.glance) return `${household} is kept as ${record.glance} and is ${glance}`
  }
  return undefined
}

/** The facts of a book in one order. */
const textOf = (book: Book): string =>
  JSON.stringify(
    Object.entries(wholeBook(book))
      .map(([type, facts]) => [type, [...facts].sort(([a], [b]) => a.localeCompare(b))])
      .sort(),
  )

/** What a visitor has to know before he writes a result. */
const telling: readonly TaskEvent['type'][] = [
  'LeadJoined',
  'LeadWorsened',
  'LevelRaised',
  'TaskAssigned',
  'OutcomeRecorded',
]

/** Each entry of each phone stands in one history once, or was refused to its writer, and none overwrote what he had not seen. */
export const everyEntryOnce = ({ devices, database }: Simulation): string | undefined => {
  for (const { name, outbox, wrote } of devices)
    for (const { id, state } of outbox) {
      const { taskId, seen } = wrote.get(id) ?? { taskId: '', seen: 0 }
      const history = database.tables.taskEvents.get(taskId) ?? []
      const lines = history.filter((line) => 'note' in line && line.note === id)
      if (lines.length !== (state === 'refused' ? 0 : 1))
        return `${name}: ${id} (${state}) stands in ${lines.length} lines`
      const [line] = lines
      if (line?.type !== 'OutcomeRecorded') continue
      const unseen = history.find(
        (other) =>
          other.seq > seen && other.seq < line.seq && telling.includes(other.type) && !wrote.has(other.command ?? ''),
      )
      if (unseen !== undefined) return `${name}: ${id} overwrote ${unseen.type}, which its writer had not seen`
    }
  return undefined
}
