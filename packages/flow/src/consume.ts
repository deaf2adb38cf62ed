import { type Batches, gather } from './gather.ts'
import type { Received, Source } from './ports.ts'
import { retry } from './retry.ts'
import { serialQueue } from './serial-queue.ts'
import type { StageEvents } from './stage.ts'
import { realTiming, type Timing } from './timing.ts'

/** What is done with the messages of a topic. A function that throws meets an outage: it is called again until it works. */
export type Consumer<Batch, Saved> = {
  /** What can be done with messages before the store is asked; must not throw. */
  readonly prepare: (messages: readonly Received[]) => Batch
  readonly save: (batch: Batch) => Promise<Saved>
  /** Publishes what was saved. Returns how many messages went out. */
  readonly publish: (saved: Saved) => Promise<number>
  /** Publishes what is saved and still pending, of processes that died too. */
  readonly publishPending: () => Promise<unknown>
}

export type ConsumerDependencies = {
  readonly from: Source
  readonly events: Pick<StageEvents, 'started' | 'handled' | 'waiting' | 'resumed'>
  readonly signal: AbortSignal
  readonly batches: Batches
  readonly timing?: Timing | undefined
}

const idleWaitMs = 1_000
/** A process that died may never come back: within half a minute the others publish what it left. */
const publishPendingEveryMs = 30_000

/**
 * Save, publish, commit: the one loop that reads messages and keeps that order, until the signal aborts. The position is
 * committed last, so a crash repeats an output and never loses one. An outage is waited out, nothing is given up for it.
 *
 * While one batch is saved, the batch before is published and, where there is a backlog, the next one is read.
 */
export const consume = async <Batch, Saved>(
  consumer: Consumer<Batch, Saved>,
  { from, events, signal, batches, timing = realTiming }: ConsumerDependencies,
): Promise<void> => {
  const { nowMs } = timing
  const again = <T>(work: () => Promise<T>): Promise<T | undefined> => retry(work, events, signal, timing)
  let saving = false
  const take = async (how: Partial<Parameters<typeof gather>[1]> = {}) => {
    const asked = { ...batches, waitMs: idleWaitMs, signal, nowMs, ...how }
    const messages = (await again(() => gather(from, asked))) ?? []
    return { messages, batch: consumer.prepare(messages) }
  }
  // Behind a full batch there is a backlog, however little has come yet: a few messages would wait for locks as long as many.
  const takeBehind = () => take({ gatherFrom: 1, isEnough: () => !saving })
  const queue = serialQueue()
  let publishing: Promise<unknown> = Promise.resolve()
  const next = (work: () => Promise<unknown>): Promise<unknown> => {
    publishing = queue(work)
    return publishing
  }
  const publishPending = (): Promise<unknown> => next(() => again(consumer.publishPending))
  await publishPending()
  events.started()
  let ahead: ReturnType<typeof take> | undefined
  for (let dueAt = nowMs() + publishPendingEveryMs; !signal.aborted; ) {
    const { messages, batch } = await (ahead ?? take())
    saving = true
    ahead = messages.length < batches.max ? undefined : takeBehind()
    if (nowMs() >= dueAt) {
      void publishPending()
      dueAt = nowMs() + publishPendingEveryMs
    }
    if (messages.length === 0) continue
    const started = nowMs()
    let interrupted = false
    const save = await again(async () => {
      // What an attempt saved is no longer fresh to the next one: only the outbox tells that it was not published.
      if (interrupted) await publishPending()
      interrupted = true
      return { saved: await consumer.save(batch) }
    })
    saving = false
    if (save === undefined) break
    await publishing
    void next(async () => {
      const published = await again(() => consumer.publish(save.saved))
      if (published === undefined) return
      await again(() => from.commit(messages))
      events.handled(messages.length, published, (nowMs() - started) / 1000)
    })
  }
  await Promise.all([ahead, publishing])
  await from.close()
}
