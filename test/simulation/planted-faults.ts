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

/** The same stage, which is given other messages than came. */
const withMessages =
  (change: (message: Received, place: Place) => Received): Ports['store'] =>
  (store, place) => ({
    ...store,
    transact: async (consumer, messages, decide, touches) => {
      const given = messages.map((message) => change(message, place))
      const entries = await store.transact(consumer, given, decide, touches)
      notePositions(place, consumer, messages)
      return entries
    },
  })

/** Whatever the fault made of the messages, the position is where they were. */
const notePositions = ({ database }: Place, consumer: string, messages: readonly Received[]): void => {
  const known = database.tables.positions.get(consumer) ?? new Map()
  const read = messages.map(({ topic, partition, offset }): [string, Position] => [
    partitionName(topic, partition),
    { sequence: offset, index: 0 },
  ])
  database.tables.positions.set(consumer, new Map([...known, ...read]))
}

/** Who may be the second owner has positions of his own. */
const ownPartition = (message: Received, { process }: Place): Received => ({
  ...message,
  partition: 100 * Number(process.name.at(-1)) + message.partition,
})

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

/** Ten faults, each of a kind that a system like this one has had. */
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
    ports: () => withStore(withMessages(({ origin: _, ...message }) => message)),
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
    ports: () => withStore(withMessages(ownPartition)),
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
]
