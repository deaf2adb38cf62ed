import { stockOf } from '@shouwang/casework'
import type { CaseworkStore, CaseworkTransaction } from '@shouwang/commands'
import { isOver } from '@shouwang/contracts'
import { deduplicate, type OutboxEntry, type Received, type Store } from '@shouwang/flow'
import type { DeliveryAccounts } from '@shouwang/intake'
import type { Due } from '@shouwang/postgres'
import type { ReviewStore } from '@shouwang/scoring'
import { type Database, pendingIn, type Transaction, withOutbox } from './database.ts'
import { partitionName } from './log.ts'
import { announcedRow, caseworkTables, type Repository, scoringTables, supervisedOn } from './repositories.ts'
import type { Process, World } from './world.ts'

/** What the ports of one process stand on. */
export type Place = { readonly world: World; readonly database: Database; readonly process: Process }

const partitionsOf = (consumer: string, messages: readonly Received[]): readonly string[] => [
  ...new Set(messages.map(({ topic, partition }) => `${consumer} ${partitionName(topic, partition)}`)),
]

/** Runs work in a transaction: a throw or an outage ends it, and a death lets the store end it. */
const within = async <T>({ database, process }: Place, work: (tx: Transaction) => Promise<T>): Promise<T> => {
  const tx = database.begin(process)
  try {
    return await work(tx)
  } finally {
    database.abort(tx)
  }
}

/** The store of a stage, as `sqlStore` is one: position, state and outbox entry in one transaction. */
export const stageStore = <Touched, State, Change>(
  place: Place,
  repository: Repository<Touched, State, Change>,
): Store<Touched, State, Change> => {
  const { world, database, process } = place
  const { tables } = database
  return {
    transact: (consumer, messages, decide, touches) =>
      within(place, async (tx) => {
        const saved = await world.effect(process, 'store', `decides as ${consumer}`, () => {
          database.lock(tx, partitionsOf(consumer, messages))
          const known = tables.positions.get(consumer) ?? new Map()
          const { fresh, positions } = deduplicate(messages, known)
          if (fresh.length === 0) return undefined
          const touched = touches(fresh)
          database.lock(tx, repository.locks(touched))
          const { change, outputs } = decide(repository.load(touched), fresh)
          repository.save(tx, change)
          tx.writes.push(() =>
            tables.positions.set(consumer, new Map([...(tables.positions.get(consumer) ?? []), ...positions])),
          )
          const producer = { kind: 'stage', consumer, instance: process.name } as const
          return { change, outputs, ...withOutbox(database, tx, producer, outputs) }
        })
        if (saved === undefined) return []
        const { change, outputs } = saved
        await world.effect(process, 'store', `saves as ${consumer}`, () =>
          database.commit(tx, { consumer, change, outputs, entries: saved.entries }),
        )
        return saved.entries
      }),
    ...outboxOf(place),
  }
}

const outboxOf = ({ world, database, process }: Place) => ({
  pending: (consumer: string) =>
    world.effect(process, 'store', `asks what ${consumer} has to publish`, () => pendingIn(database.tables, consumer)),
  markPublished: (entries: readonly OutboxEntry[]) =>
    world.effect(process, 'store', `marks ${entries.map(({ id }) => id).join()} published`, () =>
      database.markPublished(process, entries),
    ),
})

/** The store of reviews. */
export const reviewStore = (place: Place): ReviewStore => {
  const { world, database, process } = place
  const { tables } = database
  const repository = scoringTables(database)
  return {
    transact: (producer, { kind, day }, decide) =>
      within(place, async (tx) => {
        const decided = await world.effect(process, 'store', `decides a ${kind} of ${day}`, () => {
          database.lock(tx, ['scoring'])
          const due = kind === 'review' ? dueOn(tables, day) : []
          if (due.length === 0) return undefined
          const result = decide(repository.load(undefined), due)
          repository.save(tx, result.change)
          return { result, ...withOutbox(database, tx, producer, result.outputs) }
        })
        if (decided === undefined) return undefined
        const { change, outputs } = decided.result
        await world.effect(process, 'store', `saves a ${kind} of ${day}`, () =>
          database.commit(tx, { consumer: 'scoring', change, outputs, entries: decided.entries }),
        )
        return decided.result
      }),
    pending: (producer) =>
      world.effect(process, 'store', 'asks what reviews have to publish', () =>
        pendingIn(tables, producer.consumer, producer),
      ),
    markPublished: outboxOf(place).markPublished,
  }
}

const dueOn = ({ households }: Database['tables'], day: string): readonly Due[] =>
  [...households]
    .filter(([, { reviewOn }]) => reviewOn !== null && reviewOn <= day)
    .map(([household]) => ({ household, recheckOn: null }))

/** The store of commands on tasks and cases. */
export const caseworkStore = (place: Place): CaseworkStore => {
  const { world, database, process } = place
  const { pending, markPublished } = outboxOf(place)
  return {
    transaction: (work) =>
      within(place, async (tx) => {
        const saved = { changes: [] as unknown[], outputs: [] as unknown[] }
        const result = await work(caseworkTransaction(place, tx, saved))
        await world.effect(process, 'store', 'commits a command', () =>
          database.commit(tx, { consumer: 'alert-desk', ...saved }),
        )
        return result
      }),
    pending: () => pending('alert-desk'),
    markPublished,
  }
}

const caseworkTransaction = (
  { world, database, process }: Place,
  tx: Transaction,
  saved: { readonly changes: unknown[]; readonly outputs: unknown[] },
): CaseworkTransaction => {
  const { tables } = database
  const repository = caseworkTables(database)
  const ask = <T>(what: string, perform: () => T): Promise<T> => world.effect(process, 'store', what, perform)
  return {
    task: (taskId) => ask(`reads ${taskId}`, () => tables.tasks.get(taskId)?.task),
    case: (caseId) => ask(`reads ${caseId}`, () => tables.cases.get(caseId)?.known),
    caseOfCommand: (household, commandId) =>
      ask(`reads the case of ${commandId}`, () =>
        [...tables.cases.values()]
          .map(({ known }) => known)
          .find((known) => known.household === household && known.commands.includes(commandId)),
      ),
    worker: (staffNo) => ask(`reads ${staffNo}`, () => tables.staff.find((each) => each.staffNo === staffNo)),
    load: (touched) =>
      ask(`loads ${touched.households.join()}`, () => {
        database.lock(tx, repository.locks(touched))
        return repository.load(touched)
      }),
    supervised: (day, after, limit) =>
      ask(`looks for what is late on ${day}`, () => {
        const households = supervisedOn(tables, day, after, limit)
        database.lock(tx, repository.locks({ households, regions: [] }))
        return households
      }),
    around: (households) =>
      ask(`reads the facts of ${households.join()}`, () => scoringTables(database).load(undefined).neighbourhood),
    save: async ({ change, outputs }) => {
      repository.save(tx, change)
      saved.changes.push(change)
      saved.outputs.push(...outputs)
      for (const [topic, ofTopic] of Map.groupBy(outputs, (output) => output.topic))
        withOutbox(database, tx, { kind: 'commands', consumer: 'alert-desk', instance: process.name, topic }, ofTopic)
    },
    saveListHelp: async () => undefined,
    visitResults: (day) =>
      ask(`reads what visits found up to ${day}`, () =>
        [...tables.tasks.values()].flatMap(({ task: { household, region, direction, leads, outcome } }) => {
          if (direction === 'wrong' || outcome === null || outcome.day > day) return []
          const indicators = leads.map(({ indicator }) => indicator)
          return [{ household, region, day: outcome.day, indicators, outcome: outcome.outcome }]
        }),
      ),
    queued: (after, limit) =>
      ask(`reads the queue after ${after}`, () =>
        [...tables.tasks.values()]
          .flatMap(({ task }) =>
            isOver(task.status) || task.direction === 'wrong' || task.taskId <= after ? [] : [task],
          )
          .sort((a, b) => (a.taskId < b.taskId ? -1 : 1))
          .slice(0, limit)
          .map(({ taskId, household, region, direction, leads }) => ({
            ...{ taskId, household, region, direction, leads },
            ...{ factor: 1, visitedBefore: false, ring: 'unknown' as const },
          })),
      ),
    // Each is put in its place anew whenever supervision asks: what it is reckoned from is here and costs nothing.
    waiting: async () => [],
    stockAreas: () =>
      ask('reads where households wait', () =>
        [...new Set(waitingIn(tables).map(({ region }) => region?.slice(0, 6) ?? ''))]
          .sort()
          .map((area) => ({ area, placedOn: null })),
      ),
    firstInStock: (area, limit) =>
      ask(`reads the stock list of ${area}`, () =>
        waitingIn(tables)
          .filter(({ region }) => (region?.slice(0, 6) ?? '') === area)
          .map((file) => ({
            household: file.household,
            place: scoreOf(tables, file.household),
            since: stockOf(file)?.since ?? '',
          }))
          .sort((a, b) => b.place - a.place || (`${a.since} ${a.household}` < `${b.since} ${b.household}` ? -1 : 1))
          .slice(0, limit),
      ),
    atWork: (within) =>
      ask(`reads who is in work in ${within}`, () => {
        const isThere = (region: string | null): boolean =>
          within === null ? region === null : (region?.startsWith(within) ?? false)
        const tasks = [...tables.tasks.values()].flatMap(({ task }) =>
          isOver(task.status) || task.direction === 'wrong' || !isThere(task.region) ? [] : [task],
        )
        return {
          households: [...tables.files.values()].filter(({ file }) => isThere(file.region)).length,
          underWay: [...Map.groupBy(tasks, ({ household }) => household)].map(([household, own]) => ({
            place: scoreOf(tables, household),
            since:
              [
                ...own.map(({ openedOn }) => openedOn),
                tables.files.get(household)?.file.waitedSince ?? '9999-12-31',
              ].sort()[0] ?? '',
          })),
        }
      }),
    // In which order lists show tasks is no promise that the simulation checks.
    saveVisitRecord: async () => undefined,
    dropVisitRecords: async () => undefined,
    saveFactors: async () => undefined,
    saveStockPlaces: async () => undefined,
    saveStockArea: async () => undefined,
  }
}

/** The accounts that a door opens. */
export const accountsOf = ({ world, database, process }: Place): DeliveryAccounts => {
  const { deliveries } = database.tables
  return {
    announce: (about) =>
      world.effect(process, 'store', `announces ${about.delivery}`, () => {
        if (!deliveries.has(about.delivery)) deliveries.set(about.delivery, announcedRow(about))
      }),
    announced: (delivery) => world.effect(process, 'store', `asks after ${delivery}`, () => deliveries.get(delivery)),
  }
}

const scoreOf = ({ households }: Database['tables'], household: string): number =>
  households.get(household)?.assessment.score ?? 0

const waitingIn = ({ files }: Database['tables']) =>
  [...files.values()].flatMap(({ file }) => (stockOf(file) === null ? [] : [file]))
