import { type Batches, gather } from './gather.ts'
import { openOutbox } from './outbox.ts'
import type { Output, Owed, Received, Sink, Source, Store } from './ports.ts'
import { untilItWorks } from './until-it-works.ts'

/**
 * A pure step over a batch: `read` parses a message, `touches` says what state it needs, `step` decides. What these
 * throw is a bug: the message that causes it is handed to `setAside`. Whatever needs no state belongs into `read`,
 * which runs before the store is held.
 */
export type Stage<In, Touched, State, Change> = {
  readonly name: string
  readonly read: (message: Received) => In
  readonly touches: (inputs: readonly In[]) => Touched
  readonly step: (state: State, inputs: readonly In[]) => Decided<Change>
  readonly setAside: (message: Received, error: unknown) => Decided<Change>
}

export type Decided<Change> = { readonly change: Change; readonly outputs: readonly Output[] }

export type StageTelling = {
  started: () => void
  handled: (count: number, published: number, seconds: number) => void
  crashed: (error: unknown, where: { topic: string; partition: number; offset: number }) => void
  waiting: (error: unknown, retryInMs: number) => void
  /** The engine that was away answers again. */
  resumed: () => void
}

export type World<Touched, State, Change> = {
  readonly from: Source
  readonly store: Store<Touched, State, Change>
  readonly to: Sink
  readonly tell: StageTelling
  readonly signal: AbortSignal
  readonly batches?: Batches | undefined
}

/** A step threw. Thrown through the store's transaction so that it rolls back. */
class StepCrashed extends Error {
  constructor(cause: unknown) {
    super('a step threw', { cause })
  }
}

const idleWaitMs = 1_000
const defaultBatches: Batches = { max: 5_000, gatherFrom: 5_000, gatherMs: 0 }
/** A worker that died may never come back: the others publish what it still owed. */
const sweepEveryMs = 30_000

/**
 * Runs a stage until the signal aborts: save the state, publish what it owes, commit the position. So a crash repeats
 * an output and never loses one. A port that throws is an outage: the stage waits and tries again, nothing is set aside.
 *
 * While the store works on a batch, the one before is published and, when there is a backlog, the next one is read.
 */
export const run = async <In, Touched, State, Change>(
  stage: Stage<In, Touched, State, Change>,
  world: World<Touched, State, Change>,
): Promise<void> => {
  const { from, store, tell, signal, batches = defaultBatches } = world
  const patiently = <T>(work: () => Promise<T>): Promise<T | undefined> => untilItWorks(work, tell, signal)
  const next = () => gather(from, { ...batches, waitMs: idleWaitMs, signal })
  const take = async () => takenBy(stage, (await patiently(next)) ?? [])
  const outbox = openOutbox(stage.name, world)
  await outbox.sweep()
  tell.started()
  let ahead: Promise<readonly Taken<In>[]> | undefined
  for (let sweepAt = performance.now() + sweepEveryMs; !signal.aborted; ) {
    const batch = await (ahead ?? take())
    ahead = batch.length < batches.max ? undefined : take()
    if (performance.now() >= sweepAt) {
      void outbox.sweep()
      sweepAt = performance.now() + sweepEveryMs
    }
    if (batch.length === 0) continue
    const started = performance.now()
    let interrupted = false
    const owed = await patiently(async () => {
      // What an attempt saved is no longer fresh to the next one: only its debt tells that it was not published.
      if (interrupted) await outbox.sweep()
      interrupted = true
      return handle(stage, batch, store, tell)
    })
    if (owed === undefined) break
    await outbox.empty()
    void outbox.send(owed, async (published) => {
      await patiently(() => from.commit(batch.map(({ message }) => message)))
      tell.handled(batch.length, published, (performance.now() - started) / 1000)
    })
  }
  await Promise.all([ahead, outbox.empty()])
  await from.close()
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

/** Handles a batch; one that crashes is split down to the message at fault, and the rest goes on. Returns what is owed. */
const handle = async <In, Touched, State, Change>(
  stage: Stage<In, Touched, State, Change>,
  batch: readonly Taken<In>[],
  store: Store<Touched, State, Change>,
  tell: StageTelling,
): Promise<readonly Owed[]> => {
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
      tell.crashed(error.cause, only)
      return store.transact(
        stage.name,
        messages,
        () => guarded(() => stage.setAside(only, error.cause)),
        () => guarded(() => stage.touches([])),
      )
    }
    const middle = Math.ceil(batch.length / 2)
    const first = await handle(stage, batch.slice(0, middle), store, tell)
    return [...first, ...(await handle(stage, batch.slice(middle), store, tell))]
  }
}

const guarded = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw new StepCrashed(error)
  }
}
