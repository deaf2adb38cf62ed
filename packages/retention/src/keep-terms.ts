import {
  countOverInWarehouse,
  deleteOverInWarehouse,
  type WarehouseClient,
  type WarehouseKind,
} from '@shouwang/clickhouse'
import type { Day } from '@shouwang/contracts'
import { VaultEntry } from '@shouwang/identity'
import {
  countOver,
  deleteOver,
  type Held,
  heldHouseholds,
  heldPersons,
  readVault,
  type StoredKind,
  saveRetentionRun,
  standingHolds,
} from '@shouwang/postgres'
import type { FileLog, RetentionDependencies, ServerLog } from './dependencies.ts'
import { dayOf, feedOfTopic, kindOfTopic, topicKeptSince, wordsOf } from './log-without.ts'
import { type Needles, names, needlesOf } from './needles.ts'
import { sealedRowsOf } from './sealed-rows.ts'
import { keptSince, type RetentionKind, type Terms } from './terms.ts'

const storedKinds: readonly StoredKind[] = [
  'quarantine',
  'deliveries',
  'leads',
  'tasks',
  'cases',
  'patrols',
  'publicity',
  'official-kin',
  'lists',
  'exchange',
  'corrections',
  'notices',
  'sign-in',
]
const warehouseKinds: readonly WarehouseKind[] = ['change-events', 'assessments', 'quarantine']

/** Everything that the holds of a day keep. */
type HeldNow = Held & { readonly persons: readonly string[]; readonly needles: readonly Needles[] }

/** One kind of data in one place: how much of it there is, is over, and is held although it is over. */
export type Looked = {
  readonly kind: RetentionKind
  readonly place: 'store' | 'warehouse' | 'log'
  readonly since: Day | null
  readonly kept: number | null
  readonly due: number
  readonly held: number
}

type Reading = Pick<RetentionDependencies, 'sql' | 'warehouse' | 'cipher' | 'terms' | 'today'> & {
  readonly log: FileLog | ServerLog | undefined
}

/** What is kept, and what the next run would delete. Of a log on servers nothing is counted: it forgets by itself. */
export const lookThrough = async (reading: Reading): Promise<readonly Looked[]> => {
  const { sql, warehouse, terms, today, log } = reading
  const held = await heldNow(reading)
  const looked: Looked[] = []
  for (const kind of storedKinds) {
    const since = keptSince(terms[kind].months, today())
    looked.push({ kind, place: 'store', since, ...(await countOver(sql, kind, since ?? never, held)) })
  }
  for (const kind of warehouse === undefined ? [] : warehouseKinds) {
    const since = keptSince(terms[kind].months, today())
    const counts = await countOverInWarehouse(warehouse as WarehouseClient, kind, since ?? never, inWarehouse(held))
    looked.push({ kind, place: 'warehouse', since, ...counts, held: 0 })
  }
  return [...looked, ...(log !== undefined && 'rewrite' in log ? lookedLog(reading, log, held) : [])]
}

/** Before every day that there is. */
const never = '1970-01-01'

const inWarehouse = ({ households, persons, feeds }: HeldNow) => ({ households, persons, feeds })

const heldNow = async ({ sql, cipher, today }: Reading): Promise<HeldNow> => {
  const holds = await standingHolds(sql, today())
  const feeds = holds.flatMap(({ kind, subject }) => (kind === 'feed' ? [subject] : []))
  const persons = await heldPersons(sql, today())
  const households = await heldHouseholds(sql, today())
  const entries = await readVault(sql, [...persons])
  const needles = persons.map((person) =>
    needlesOf(
      entries
        .filter((entry) => entry.person === person)
        .map(({ sealed }) => VaultEntry.partial().parse(JSON.parse(cipher.open(sealed, person)))),
    ),
  )
  const naming = async (table: 'quarantine' | 'reported_leads'): Promise<readonly string[]> =>
    needles.length === 0
      ? []
      : sealedRowsOf({ sql, cipher }, table, (words) => needles.some((each) => names(each, words)))
  const [quarantined, leads] = [await naming('quarantine'), await naming('reported_leads')]
  return { feeds, persons, households, needles, quarantined, leads }
}

/** Whether a message of a topic is over, and whether a hold keeps it. */
const fateOfMessage =
  ({ cipher, terms, today }: Reading, held: HeldNow) =>
  (topic: string, value: string): 'kept' | 'held' | 'over' => {
    const since = topicKeptSince(terms, topic, today())
    const day = dayOf(value)
    if (since === null || day === undefined || day >= since) return 'kept'
    if (held.feeds.some((feed) => feed === feedOfTopic(topic) || value.includes(`"feed":"${feed}"`))) return 'held'
    if ([...held.persons, ...held.households].some((name) => value.includes(name))) return 'held'
    if (held.needles.length === 0 || feedOfTopic(topic) === undefined) return 'over'
    const words = wordsOf(value, cipher.open)
    return held.needles.some((needles) => names(needles, words)) ? 'held' : 'over'
  }

/** Messages come nearly in the order of their days: after so many that are kept, all behind them are. */
const keptInARow = 1_000

const lookedLog = (reading: Reading, log: FileLog, held: HeldNow): readonly Looked[] => {
  const fate = fateOfMessage(reading, held)
  const sums = new Map<RetentionKind, { due: number; held: number }>()
  for (const topic of log.topics()) {
    const sum = sums.get(kindOfTopic(topic)) ?? { due: 0, held: 0 }
    sums.set(kindOfTopic(topic), sum)
    let kept = 0
    for (const { value } of log.messages(topic)) {
      const found = fate(topic, value)
      kept = found === 'kept' ? kept + 1 : 0
      if (kept === keptInARow) break
      if (found === 'over') sum.due += 1
      if (found === 'held') sum.held += 1
    }
  }
  return [...sums].map(([kind, sum]) => ({
    kind,
    place: 'log',
    since: keptSince(reading.terms[kind].months, reading.today()),
    kept: null,
    ...sum,
  }))
}

/**
 * Deletes what its term no longer keeps and nobody holds, kind by kind. Killed on the way, what went is gone and the rest goes the
 * next time.
 */
export const keepTerms = async (dependencies: RetentionDependencies): Promise<void> => {
  const { sql, warehouse, terms, today, log, deleteLogs, events, signal } = dependencies
  const looked = await lookThrough(dependencies)
  const held = await heldNow(dependencies)
  const gone = new Map<RetentionKind, number>()
  const add = (kind: RetentionKind, rows: number): void => void gone.set(kind, (gone.get(kind) ?? 0) + rows)
  for (const { kind, place, since, due } of looked) {
    if (signal.aborted) return
    if (since === null || due === 0) continue
    if (place === 'store') add(kind, await sql.transaction((tx) => deleteOver(tx, kind as StoredKind, since, held)))
    if (place === 'warehouse' && warehouse !== undefined)
      add(kind, await deleteOverInWarehouse(warehouse, kind as WarehouseKind, since, inWarehouse(held)))
  }
  if ('rewrite' in log && looked.some(({ place, due }) => place === 'log' && due > 0)) {
    const fate = fateOfMessage(dependencies, held)
    await log.rewrite((message) => {
      if (fate(message.topic, message.value) !== 'over') return message
      add(kindOfTopic(message.topic), 1)
      return undefined
    })
  }
  if ('forgetAfter' in log) await log.forgetAfter(daysOfTopics(terms, dependencies.topics, held))
  const logsSince = keptSince(terms.logs.months, today())
  if (deleteLogs !== undefined && logsSince !== null) add('logs', await deleteLogs(logsSince))
  for (const kind of keptHere(terms)) {
    const keptBack = looked.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.held, 0)
    await saveRetentionRun(sql, { kind, ranOn: today(), gone: gone.get(kind) ?? 0, held: keptBack })
    events.termsKept(kind, gone.get(kind) ?? 0, keptBack)
  }
}

/** The kinds that this work looks through: files that were laid in a folder are looked through by whoever takes them. */
export const keptHere = (terms: Terms): readonly RetentionKind[] =>
  (Object.keys(terms) as RetentionKind[]).filter((kind) => kind !== 'files')

/**
 * After how many days each topic on Kafka forgets. A broker can't keep single messages: while somebody's data are held every topic
 * is kept whole, and while a feed is held, its rows.
 */
export const daysOfTopics = (
  terms: Terms,
  topics: readonly string[],
  { persons, households, feeds }: Pick<HeldNow, 'persons' | 'households' | 'feeds'>,
): ReadonlyMap<string, number | null> => {
  const all = persons.length + households.length > 0
  return new Map(
    topics.map((topic) => {
      const isHeld = all || feeds.some((feed) => feed === feedOfTopic(topic))
      return [topic, isHeld ? null : (terms[kindOfTopic(topic)].kafkaDays ?? null)]
    }),
  )
}
