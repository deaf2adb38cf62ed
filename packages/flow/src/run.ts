import type { Output, Owed, Received, Sink, Source, Store } from './ports.ts'

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
}

export type World<Touched, State, Change> = {
  readonly from: Source
  readonly store: Store<Touched, State, Change>
  readonly to: Sink
  readonly tell: StageTelling
  readonly signal: AbortSignal
  readonly maxBatch?: number
}

/** A step threw. Thrown through the store's transaction so that it rolls back. */
class StepCrashed extends Error {
  constructor(cause: unknown) {
    super('a step threw', { cause })
  }
}

const idleWaitMs = 1_000
const defaultMaxBatch = 2_000

/**
 * Runs a stage until the signal aborts: save the state, publish what it owes, commit the position. So a crash repeats
 * an output and never loses one. A port that throws is an outage: the stage waits and tries again, nothing is set aside.
 */
export const run = async <In, Touched, State, Change>(
  stage: Stage<In, Touched, State, Change>,
  world: World<Touched, State, Change>,
): Promise<void> => {
  const patiently = <T>(work: () => Promise<T>): Promise<T | undefined> => untilItWorks(work, world.tell, world.signal)
  await patiently(async () => publish(await world.store.owed(stage.name), world))
  world.tell.started()
  while (!world.signal.aborted) {
    const messages = await patiently(() =>
      world.from.read({ max: world.maxBatch ?? defaultMaxBatch, waitMs: idleWaitMs }),
    )
    if (messages === undefined || messages.length === 0) continue
    const started = performance.now()
    let interrupted = false
    const published = await patiently(async () => {
      // What an attempt saved is no longer fresh to the next one: only its debt tells that it was not published.
      const late = interrupted ? await publish(await world.store.owed(stage.name), world) : 0
      interrupted = true
      return late + (await handle(stage, messages, world))
    })
    if (published === undefined) break
    await patiently(() => world.from.commit(messages))
    world.tell.handled(messages.length, published, (performance.now() - started) / 1000)
  }
  await world.from.close()
}

/** Handles a batch; one that crashes is split down to the message at fault, and the rest goes on. */
const handle = async <In, Touched, State, Change>(
  stage: Stage<In, Touched, State, Change>,
  messages: readonly Received[],
  world: World<Touched, State, Change>,
): Promise<number> => {
  try {
    const read = guarded(() => new Map(messages.map((message) => [message, stage.read(message)])))
    let inputs: readonly In[] = []
    return await transact(stage.name, messages, world, {
      touches: (fresh) => {
        inputs = fresh.map((message) => read.get(message) as In)
        return stage.touches(inputs)
      },
      decide: (state) => stage.step(state, inputs),
    })
  } catch (error) {
    if (!(error instanceof StepCrashed)) throw error
    const [only] = messages
    if (messages.length === 1 && only !== undefined) {
      world.tell.crashed(error.cause, only)
      return transact(stage.name, messages, world, {
        touches: () => stage.touches([]),
        decide: () => stage.setAside(only, error.cause),
      })
    }
    const middle = Math.ceil(messages.length / 2)
    const first = await handle(stage, messages.slice(0, middle), world)
    return first + (await handle(stage, messages.slice(middle), world))
  }
}

const transact = async <Touched, State, Change>(
  name: string,
  messages: readonly Received[],
  world: World<Touched, State, Change>,
  pure: { touches: (fresh: readonly Received[]) => Touched; decide: (state: State) => Decided<Change> },
): Promise<number> => {
  const owed = await world.store.transact(
    name,
    messages,
    (state) => guarded(() => pure.decide(state)),
    (fresh) => guarded(() => pure.touches(fresh)),
  )
  return publish(owed, world)
}

const guarded = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw new StepCrashed(error)
  }
}

/** Publishes what a transaction owes, then forgets the debt. Returns how many messages went out. */
export const publish = async (
  owed: readonly Owed[],
  world: { to: Sink; store: Pick<Store<never, never, never>, 'settle'> },
): Promise<number> => {
  let published = 0
  for (const debt of owed) {
    for (const [topic, outputs] of byTopic(debt.outputs)) {
      await world.to.append(
        topic,
        outputs.map(({ output, index }) => ({
          key: output.key,
          value: output.value,
          origin: { ...debt.origin, index },
        })),
      )
      published += outputs.length
    }
  }
  await world.store.settle(owed)
  return published
}

const byTopic = (outputs: readonly Output[]): Map<string, { output: Output; index: number }[]> => {
  const topics = new Map<string, { output: Output; index: number }[]>()
  outputs.forEach((output, index) => {
    const group = topics.get(output.topic)
    if (group === undefined) topics.set(output.topic, [{ output, index }])
    else group.push({ output, index })
  })
  return topics
}

const firstRetryMs = 100
const longestRetryMs = 10_000

/** Repeats `work` with a growing, jittered pause until it works; undefined when the signal aborts first. */
export const untilItWorks = async <T>(
  work: () => Promise<T>,
  tell: Pick<StageTelling, 'waiting'>,
  signal: AbortSignal,
): Promise<T | undefined> => {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (signal.aborted) return undefined
      const retryInMs = Math.round(Math.min(longestRetryMs, firstRetryMs * 2 ** attempt) * (0.5 + Math.random() / 2))
      tell.waiting(error, retryInMs)
      await pause(retryInMs, signal)
    }
  }
  return undefined
}

/** Waits, or until the signal aborts. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
