import { leadKey } from '@shouwang/casework'
import type { CaseEvent } from '@shouwang/contracts'
import type { Decided, Output, Positions, Received, Source } from '@shouwang/flow'
import type { CaseChange, CaseState, Due } from '@shouwang/postgres'
import type { Database } from './database.ts'
import { partitionName } from './log.ts'
import { type Ports, soundPorts } from './ports.ts'
import type { Place } from './stores.ts'

type Position = Positions extends ReadonlyMap<string, infer P> ? P : never

/** A fault put in on purpose: what somebody could have got wrong, as a port that does it. */
export type PlantedFault = { readonly what: string; readonly ports: () => Ports }

const withLog = (wrap: Ports['log']): Ports => ({ ...soundPorts, log: wrap })
const withStore = (wrap: Ports['store']): Ports => ({ ...soundPorts, store: wrap })

const withSource = (wrap: (source: Source) => Source): Ports =>
  withLog((log) => ({ ...log, source: (options) => wrap(log.source(options)) }))

/** The same stage, whose outputs are saved without some. */
const withoutOutputs =
  (isLost: (output: Output) => boolean): Ports['store'] =>
  (store) => ({
    ...store,
    transact: (consumer, messages, decide, touches) =>
      store.transact(
        consumer,
        messages,
        (state, fresh) => {
          const decided = decide(state, fresh)
          return { ...decided, outputs: decided.outputs.filter((output) => !isLost(output)) }
        },
        touches,
      ),
  })

/** A store whose positions are changed before each transaction, and looked at behind it. */
const withPositions =
  (before: (known: Map<string, Position>, place: Place, messages: readonly Received[]) => void): Ports['store'] =>
  (store, place) => ({
    ...store,
    transact: (consumer, messages, decide, touches) => {
      const known = new Map(place.database.tables.positions.get(consumer))
      before(known, place, messages)
      place.database.tables.positions.set(consumer, known)
      return store.transact(consumer, messages, decide, touches)
    },
  })

/** Positions within a partition that go by who published, not by offset. */
const isProducer = (source: string): boolean => source.includes(' > ')

/** Each process remembers how far it came itself, and goes by that alone. */
const ownPositions = (): Ports['store'] => {
  const reached = new Map<string, number>()
  return withPositions((known, { process }, messages) => {
    const partitions = new Set(messages.map(({ topic, partition }) => partitionName(topic, partition)))
    for (const name of partitions) {
      const own = reached.get(`${process.name} ${name}`)
      for (const source of [...known.keys()]) if (source.endsWith(name)) known.delete(source)
      if (own !== undefined) known.set(name, { sequence: own, index: 0 })
    }
    for (const { topic, partition, offset } of messages)
      reached.set(`${process.name} ${partitionName(topic, partition)}`, offset)
  })
}

/** Appends to a history whatever it holds by now. */
const onTop = ({ tables }: Database, { change, outputs }: Decided<CaseChange>): Decided<CaseChange> => {
  const moved = new Map<string, CaseEvent>()
  const caseEvents = change.caseEvents.map((event, at) => {
    const behind = { ...event, seq: Math.max(event.seq, (tables.caseEvents.get(event.caseId)?.length ?? 0) + at + 1) }
    moved.set(JSON.stringify(event), behind)
    return behind
  })
  const told = outputs.map((output) => ({ ...output, value: JSON.stringify(moved.get(output.value)) ?? output.value }))
  return { change: { ...change, caseEvents }, outputs: told }
}

/** Files without the tasks that were opened after the day that a process takes for today. */
const withoutTomorrow = <State>(state: State, { world, process }: Place): State => {
  const today = new Date(world.nowMs() + process.clockOffMs + 8 * 3_600_000).toISOString().slice(0, 10)
  if (typeof state !== 'object' || state === null || !('files' in state)) return state
  const files = [...(state as unknown as CaseState).files].map(([household, file]) => {
    const seen = Object.entries(file.tasks).filter(([, { openedOn }]) => openedOn <= today)
    return [household, { ...file, tasks: Object.fromEntries(seen) }] as const
  })
  return { ...state, files: new Map(files) }
}

/** A change after which whoever just left the list for a task is on it as before. */
const onList = (change: CaseChange): CaseChange => ({
  ...change,
  files: change.files.map(({ file, wakeOn }) => {
    const { waitedSince: stockSince, suppressed } = file
    const drawn = Object.values(file.firing).filter(({ direction }) => direction === 'missed')
    if (stockSince === undefined) return { file, wakeOn }
    const waiting = drawn.map(
      (lead) => [leadKey(lead), { until: '2099-12-31', level: lead.level, margin: 0, stockSince }] as const,
    )
    return { file: { ...file, suppressed: { ...suppressed, ...Object.fromEntries(waiting) } }, wakeOn }
  }),
})

/** Eleven faults, each of a kind that a system like this one has had. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    what: 'an append answers before the log has the messages',
    ports: () =>
      withLog((log) => ({
        ...log,
        append: async (topic, messages) => void log.append(topic, messages).catch(() => undefined),
      })),
  },
  {
    what: 'a message that its producer published twice is taken twice',
    ports: () =>
      withStore(
        withPositions((known) => {
          for (const source of [...known.keys()]) if (isProducer(source)) known.delete(source)
        }),
      ),
  },
  {
    what: 'an outbox entry is lost between two processes',
    ports: () =>
      withStore((store, { database }) => ({
        ...store,
        transact: async (...asked) => {
          const entries = await store.transact(...asked)
          for (const { id } of entries) database.tables.outbox.delete(id)
          return entries
        },
      })),
  },
  {
    what: 'an offset is committed when it is read',
    ports: () =>
      withSource((source) => ({
        ...source,
        read: async (options) => {
          const messages = await source.read(options)
          if (messages.length > 0) await source.commit(messages)
          return messages
        },
      })),
  },
  {
    what: 'nobody is told that a task was withdrawn',
    ports: () => withStore(withoutOutputs(({ value }) => value.includes('"type":"TaskWithdrawn"'))),
  },
  {
    what: 'two owners of a partition each go by their own position',
    ports: () => withStore(ownPositions()),
  },
  {
    what: 'a phone makes a new entry of what it sends again',
    ports: () => {
      let sent = 0
      return { ...soundPorts, sent: (command) => ({ ...command, commandId: `${command.commandId}-${++sent}` }) }
    },
  },
  {
    what: 'a payment is decided on the case as it was read before the lock',
    ports: () => ({
      ...soundPorts,
      casework: (store, { database }) => ({
        ...store,
        transaction: (work) =>
          store.transaction((tx) => {
            const read = new Map<string, ReturnType<typeof tx.case>>()
            const once = (caseId: string): ReturnType<typeof tx.case> => {
              const known = read.get(caseId) ?? tx.case(caseId)
              read.set(caseId, known)
              return known
            }
            return work({ ...tx, case: once, save: (decided) => tx.save(onTop(database, decided)) })
          }),
      }),
    }),
  },
  {
    what: 'a task of tomorrow is not seen while the clock is back',
    ports: () =>
      withStore((store, place) => ({
        ...store,
        transact: (consumer, messages, decide, touches) =>
          store.transact(consumer, messages, (state, fresh) => decide(withoutTomorrow(state, place), fresh), touches),
      })),
  },
  {
    what: 'a review looks for the households of its own day alone',
    ports: () => ({
      ...soundPorts,
      reviews: (store, { database }) => ({
        ...store,
        transact: async (producer, round, decide) => {
          let found = 0
          const isToday = ({ household }: Due): boolean =>
            database.tables.households.get(household)?.reviewOn === round.day
          const decided = await store.transact(producer, round, (state, due) => {
            const own = due.filter(isToday)
            found = own.length
            return decide(state, own)
          })
          return found === 0 ? undefined : decided
        },
      }),
    }),
  },
  {
    what: 'who was drawn from the stock list stays on it',
    ports: () => ({
      ...soundPorts,
      casework: (store) => ({
        ...store,
        transaction: (work) =>
          store.transaction((tx) =>
            work({ ...tx, save: (decided) => tx.save({ ...decided, change: onList(decided.change) }) }),
          ),
      }),
    }),
  },
]
