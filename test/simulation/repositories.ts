import { caseRole, covers, emptyFile, isCaseOver, placesOf, type Task } from '@shouwang/casework'
import type { CaseEvent, Day } from '@shouwang/contracts'
import type { LevelHistory } from '@shouwang/indicators'
import type {
  CaseChange,
  CaseState,
  CaseTouched,
  DeliveryProgress,
  IngestChange,
  IngestState,
  IngestTouched,
  ScoringChange,
  ScoringState,
  Tally,
  Touched,
} from '@shouwang/postgres'
import type { Database, DeliveryRow, Tables, Transaction } from './database.ts'

/** The tables of one stage in memory: what it locks, how it loads and what it saves, as its repository on SQL does. */
export type Repository<Touched, State, Change> = {
  readonly locks: (touched: Touched) => readonly string[]
  readonly load: (touched: Touched) => State
  readonly save: (tx: Transaction, change: Change) => void
}

/** The tables of ingest. */
export const ingestTables = ({ tables }: Database): Repository<IngestTouched, IngestState, IngestChange> => ({
  locks: ({ deliveries }) => deliveries.map((delivery) => `delivery ${delivery}`),
  load: ({ deliveries, persons, named }) => ({
    deliveries: new Map(deliveries.flatMap((id) => tables.deliveries.get(id) ?? []).map((row) => [row.delivery, row])),
    households: new Map(
      persons.flatMap((person) => {
        const known = tables.persons.get(person as never)
        return known === undefined ? [] : [[person, known.household] as const]
      }),
    ),
    nameKeys: new Map(
      named.flatMap((person) => {
        const known = tables.vault.get(`${person}/identity`)
        return known?.rank === 2 && known.nameKey !== null ? [[person, known.nameKey] as const] : []
      }),
    ),
    corrections: [],
    erased: new Set(),
  }),
  save: (tx, { statements, quarantined, progress }) => {
    tx.writes.push(() => {
      for (const statement of statements) {
        const key = `${statement.person}/${statement.kind}`
        if ((tables.vault.get(key)?.rank ?? -1) <= statement.rank) tables.vault.set(key, statement)
      }
      for (const { notice, sealed } of quarantined) {
        const known = tables.quarantine.get(notice.quarantineId)
        if (known === undefined) tables.quarantine.set(notice.quarantineId, { notice, sealed })
      }
      for (const each of progress) addProgress(tables, each)
    })
  },
})

/** The account of a delivery that a door announced. */
export const announcedRow = (
  about: Pick<DeliveryRow, 'delivery' | 'feed' | 'region' | 'businessDay' | 'contentHash'>,
): DeliveryRow => ({
  ...about,
  ...{ lastRow: 0, received: 0, nameless: 0, throughMonth: null, status: 'receiving', accepted: 0, quarantined: 0 },
  ...{ applied: 0, duplicate: 0, stale: 0, quarantinedLater: 0, marksDue: 0 },
})

const addProgress = ({ deliveries }: Tables, progress: DeliveryProgress): void => {
  const { delivery, opens } = progress
  const before = deliveries.get(delivery) ?? (opens && announcedRow({ delivery, contentHash: null, ...opens }))
  if (before === undefined) return
  const quarantined = Object.values(progress.quarantined).reduce((sum, count) => sum + (count ?? 0), 0)
  const after: DeliveryRow = {
    ...before,
    lastRow: progress.lastRow,
    received: before.received + progress.received,
    accepted: before.accepted + progress.accepted,
    quarantined: before.quarantined + quarantined,
    nameless: before.nameless + progress.nameless,
    marksDue: before.marksDue + progress.marked,
    status: progress.ended ? 'processing' : before.status,
  }
  deliveries.set(delivery, completed(after))
}

const completed = (row: DeliveryRow): DeliveryRow =>
  row.status === 'processing' &&
  row.accepted === row.applied + row.duplicate + row.stale + row.quarantinedLater &&
  row.marksDue <= 0
    ? { ...row, status: 'complete' }
    : row

/** The tables of scoring: a town is small, so all of it is one neighbourhood. */
export const scoringTables = ({
  tables,
}: Database): Repository<Touched | undefined, ScoringState<LevelHistory>, ScoringChange<LevelHistory>> => ({
  locks: () => ['scoring'],
  load: () => ({
    neighbourhood: { persons: new Map(tables.persons), kin: new Map(), delivered: [] },
    households: new Map([...tables.households].map(([household, { record }]) => [household, record])),
  }),
  save: (tx, { persons, judged, confirmed, putOff, tallies, deadLetter }) => {
    tx.writes.push(() => {
      for (const record of persons) tables.persons.set(record.person, record)
      for (const { record, assessment, patrol } of judged)
        tables.households.set(record.household, {
          ...{ record, assessment },
          reviewOn: [assessment.reviewOn, patrol.changesOn].flatMap((day) => day ?? []).sort()[0] ?? null,
        })
      for (const record of confirmed) rewrite(tables.households, record.household, (row) => ({ ...row, record }))
      for (const { household, until } of putOff)
        rewrite(tables.households, household, (row) => ({ ...row, reviewOn: until }))
      if (deadLetter !== undefined)
        tables.quarantine.set(deadLetter.notice.quarantineId, { notice: deadLetter.notice, sealed: null })
      for (const [delivery, tally] of tallies)
        rewrite(tables.deliveries, delivery, (row) => completed(withTally(row, tally)))
    })
  },
})

const withTally = (row: DeliveryRow, tally: Tally): DeliveryRow => ({
  ...row,
  applied: row.applied + tally.applied,
  duplicate: row.duplicate + tally.duplicate,
  stale: row.stale + tally.stale,
  quarantinedLater: row.quarantinedLater + tally.quarantinedLater,
  marksDue: row.marksDue - tally.marked,
})

const rewrite = <Row>(rows: Map<string, Row>, key: string, change: (row: Row) => Row): void => {
  const known = rows.get(key)
  if (known !== undefined) rows.set(key, change(known))
}

const isUnderWay = ({ status }: Task): boolean => status === 'open' || status === 'accepted'

/** The tables of casework. */
export const caseworkTables = ({ tables }: Database): Repository<CaseTouched, CaseState, CaseChange> => ({
  locks: ({ households, fundsOf }) => [
    ...households.map((household) => `file ${household}`),
    ...(fundsOf == null ? [] : ['funds']),
  ],
  load: ({ households, fundsOf }) => {
    const open = [...tables.tasks.values()].map(({ task }) => task).filter(isUnderWay)
    const load = new Map(
      tables.staff.map(({ staffNo }) => [staffNo, open.filter((each) => each.assignee === staffNo).length]),
    )
    return {
      files: new Map(households.flatMap((household) => fileOf(tables, household, open))),
      places: placesOf(tables.regions, tables.staff, load),
      judged: new Map([...tables.households].map(([household, { record }]) => [household, record.version])),
      funds: fundsOf == null ? new Map() : new Map(tables.funds),
    }
  },
  save: (tx, change) => {
    for (const { taskId, seq } of change.events) tx.checks.push(() => placeIsFree(tables.taskEvents.get(taskId), seq))
    for (const { caseId, seq } of change.caseEvents)
      tx.checks.push(() => placeIsFree(tables.caseEvents.get(caseId), seq))
    tx.checks.push(() => {
      for (const [fund, fen] of movedFunds(tables, change.caseEvents))
        if ((tables.funds.get(fund)?.balanceFen ?? 0) + fen < 0) throw new Error(`fund ${fund} would go below zero`)
    })
    tx.writes.push(() => saveCases(tables, change))
  },
})

const placeIsFree = (history: readonly { readonly seq: number }[] = [], seq: number): void => {
  if (history.some((line) => line.seq === seq)) throw new Error(`line ${seq} of a history is taken`)
}

const fileOf = ({ files, cases }: Tables, household: string, open: readonly Task[]) => {
  const row = files.get(household)
  if (row === undefined) return []
  const own = [...cases.values()].filter(({ known }) => known.household === household)
  const under = own.map(({ known }) => known).filter((known) => !isCaseOver(known))
  const watched = own.filter(({ known, wakeOn }) => isCaseOver(known) && wakeOn !== null).map(({ known }) => known)
  const tasks = Object.fromEntries(
    open.filter((task) => task.household === household).map((task) => [task.direction, task]),
  )
  return [[household, { ...emptyFile(household), ...row.file, tasks, cases: under, watched }] as const]
}

const saveCases = (tables: Tables, { files, tasks, events, cases, caseEvents, deadLetter }: CaseChange): void => {
  for (const { file, wakeOn } of files) tables.files.set(file.household, { file, wakeOn })
  for (const event of events)
    tables.taskEvents.set(event.taskId, [...(tables.taskEvents.get(event.taskId) ?? []), event])
  for (const row of tasks) tables.tasks.set(row.task.taskId, row)
  for (const event of caseEvents)
    tables.caseEvents.set(event.caseId, [...(tables.caseEvents.get(event.caseId) ?? []), event])
  for (const row of cases) tables.cases.set(row.known.caseId, row)
  for (const [entryId, entry] of fundMoves(tables, caseEvents)) {
    tables.fundEntries.set(entryId, entry)
    rewrite(tables.funds, entry.fund, (fund) => ({ ...fund, balanceFen: fund.balanceFen + entry.fen }))
  }
  for (const event of caseEvents) {
    const household = tables.cases.get(event.caseId)?.known.household ?? ''
    if (event.type === 'AidGiven')
      tables.aid.set(event.aidId, {
        household,
        fen: event.aid.amountFen,
        fund: event.aid.fund,
        day: event.day,
        reversed: false,
      })
    if (event.type === 'AidReversed') rewrite(tables.aid, event.aidId, (row) => ({ ...row, reversed: true }))
  }
  if (deadLetter !== undefined)
    tables.quarantine.set(deadLetter.notice.quarantineId, { notice: deadLetter.notice, sealed: null })
}

/** What these events take from funds and give back to them. */
const fundMoves = ({ aid }: Tables, events: readonly CaseEvent[]) =>
  events.flatMap((event): (readonly [string, { readonly fund: string; readonly fen: number }])[] => {
    if (event.type === 'AidGiven' && event.aid.fund !== null)
      return [[event.aidId, { fund: event.aid.fund, fen: -event.aid.amountFen }]]
    const taken = event.type === 'AidReversed' ? aid.get(event.aidId) : undefined
    return event.type === 'AidReversed' && taken?.fund != null
      ? [[`${event.aidId}-reversed`, { fund: taken.fund, fen: taken.fen }]]
      : []
  })

const movedFunds = (tables: Tables, events: readonly CaseEvent[]): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>()
  for (const [, { fund, fen }] of fundMoves(tables, events)) sums.set(fund, (sums.get(fund) ?? 0) + fen)
  return sums
}

/** Households that supervision must look at on a day, as `lockSupervised` finds them. */
export const supervisedOn = (tables: Tables, day: Day, after: string, limit: number): readonly string[] =>
  [...tables.files]
    .filter(([household, { wakeOn }]) => {
      if (household <= after) return false
      if (wakeOn !== null && wakeOn <= day) return true
      const late = [...tables.tasks.values()].some(
        ({ task, escalateOn }) =>
          task.household === household &&
          isUnderWay(task) &&
          ((escalateOn !== null && escalateOn <= day) || isMisplaced(tables, task)),
      )
      const waits = ({ known, wakeOn: on }: { known: { household: string }; wakeOn: Day | null }): boolean =>
        known.household === household && on !== null && on <= day
      return late || [...tables.cases.values()].some(waits)
    })
    .map(([household]) => household)
    .sort()
    .slice(0, limit)

const isMisplaced = ({ staff }: Tables, { assignee, region }: Task): boolean => {
  const person = staff.find(({ staffNo }) => staffNo === assignee)
  return person === undefined || caseRole(person.role) === undefined || !covers(person, region)
}
