import { consume } from './consume.ts'
import type { Batches } from './gather.ts'
import { publish, publishPending } from './outbox.ts'
import type { OutboxEntry, Received, Sink, Source, Store } from './ports.ts'
import type { Stage, StageEvents } from './stage.ts'
import type { Timing } from './timing.ts'

/** What a stage runs on. */
export type StageDependencies<Touched, State, Change> = {
  readonly from: Source
  readonly store: Store<Touched, State, Change>
  readonly to: Sink
  readonly events: StageEvents
  readonly signal: AbortSignal
  readonly batches?: Batches | undefined
  readonly timing?: Timing | undefined
}

/** A step threw. Thrown through the store's transaction so that it rolls back. */
class StepCrashed extends Error {
  constructor(cause: unknown) {
    super('a step threw', { cause })
  }
}

const defaultBatches: Batches = { max: 5_000, gatherFrom: 5_000, gatherMs: 0 }

/**
 * Runs a stage until the signal aborts: saves the state, publishes its outputs, commits the position. A port that throws is
 * an outage, which the stage waits out; a step that throws is a bug, which makes its message a dead letter.
 */
export const runStage = <In, Touched, State, Change>(
  stage: Stage<In, Touched, State, Change>,
  { from, store, to, events, signal, batches = defaultBatches, timing }: StageDependencies<Touched, State, Change>,
): Promise<void> => {
  const outbox = { to, pending: () => store.pending(stage.name), markPublished: store.markPublished }
  return consume<readonly Taken<In>[], readonly OutboxEntry[]>(
    {
      prepare: (messages) => takenBy(stage, messages),
      save: (batch) => handle(stage, batch, store, events),
      publish: (entries) => publish(entries, outbox),
      publishPending: () => publishPending(outbox),
    },
    { from, events, signal, batches, timing },
  )
}

/** A message and what it reads as, or the bug that reading it met. */
type Taken<In> = { readonly message: Received } & ({ readonly input: In } | { readonly bug: unknown })

const takenBy = <In>(
  { read }: Pick<Stage<In, never, never, never>, 'read'>,
  messages: readonly Received[],
): readonly Taken<In>[] =>
  messages.map((message) => {
    try {
      return { message, input: read(message) }
    } catch (bug) {
      return { message, bug }
    }
  })

const inputOf = <In>(taken: Taken<In>): In => {
  if ('bug' in taken) throw new StepCrashed(taken.bug)
  return taken.input
}

/**
 * Handles a batch. One that crashes is halved until the message at fault stands alone and becomes a dead letter; the rest
 * goes on. Returns what is to be published.
 */
const handle = async <In, Touched, State, Change>(
  stage: Stage<In, Touched, State, Change>,
  batch: readonly Taken<In>[],
  store: Store<Touched, State, Change>,
  events: StageEvents,
): Promise<readonly OutboxEntry[]> => {
  const messages = batch.map(({ message }) => message)
  try {
    const read = new Map(batch.map((taken) => [taken.message, inputOf(taken)]))
    const inputsOf = (fresh: readonly Received[]): readonly In[] => fresh.map((message) => read.get(message) as In)
    return await store.transact(
      stage.name,
      messages,
      (state, fresh) => guarded(() => stage.step(state, inputsOf(fresh))),
      (fresh) => guarded(() => stage.touches(inputsOf(fresh))),
    )
  } catch (error) {
    if (!(error instanceof StepCrashed)) throw error
    const [only] = messages
    if (messages.length === 1 && only !== undefined) {
      events.deadLettered(error.cause, only)
      return store.transact(
        stage.name,
        messages,
        () => guarded(() => stage.deadLetter(only, error.cause)),
        () => guarded(() => stage.touches([])),
      )
    }
    const middle = Math.ceil(batch.length / 2)
    const first = await handle(stage, batch.slice(0, middle), store, events)
    return [...first, ...(await handle(stage, batch.slice(middle), store, events))]
  }
}

const guarded = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw new StepCrashed(error)
  }
}
