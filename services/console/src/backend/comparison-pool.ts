import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Day } from '@shouwang/contracts'
import type { Delivered } from '@shouwang/household'
import { addSimulation, emptySimulation, type Simulation } from '@shouwang/indicators'
import type { PolicyDraft } from '@shouwang/policy'
import type { StoredHouseholds } from '@shouwang/postgres'

/** What a thread is to compare: the files in force over those of a directory, and each draft over them, on a day, by what was delivered. */
export type ComparisonAsked = {
  readonly directory: string
  readonly inForce: PolicyDraft
  readonly drafts: readonly PolicyDraft[]
  readonly day: Day
  readonly delivered: readonly Delivered[]
}

const mostThreads = 4

/** One core is left to the store and the pipeline, which people wait for; nobody waits for the last second of a draft. */
const coresLeft = 1

/** Facts live as long as their household is counted: with so much room nearly none outlives a clearing of the youngest objects. */
const youngMb = 128

/** Batches that a thread has at once: one that it counts, and one that waits, so that it never waits for the store. */
const batchesAhead = 2

/**
 * Counts households on threads of their own: decoding facts and judging by two policies take the processor, and neither the
 * console's answers nor the reading of the store wait for it.
 */
export const compareOnThreads = async (
  asked: ComparisonAsked,
  batches: AsyncIterable<StoredHouseholds>,
): Promise<readonly Simulation[]> => {
  const threads = Array.from({ length: Math.max(1, Math.min(mostThreads, availableParallelism() - coresLeft)) }, () =>
    threadOf(asked),
  )
  try {
    let next = 0
    for await (const batch of batches) {
      await threads[next]?.count(batch)
      next = (next + 1) % threads.length
    }
    const totals = asked.drafts.map(emptySimulation)
    for (const counted of await Promise.all(threads.map((thread) => thread.end())))
      for (const [index, simulation] of counted.entries()) addSimulation(totals[index] ?? simulation, simulation)
    return totals
  } finally {
    await Promise.all(threads.map((thread) => thread.stop()))
  }
}

const threadOf = (asked: ComparisonAsked) => {
  const worker = new Worker(new URL('./comparison-worker.ts', import.meta.url), {
    workerData: asked,
    resourceLimits: { maxYoungGenerationSizeMb: youngMb },
  })
  // A thread answers its messages in their order.
  const waiting: PromiseWithResolvers<unknown>[] = []
  let failure: unknown
  worker.on('message', (told) => waiting.shift()?.resolve(told))
  worker.on('error', (error) => {
    failure = error
    for (const each of waiting.splice(0)) each.reject(error)
  })
  const send = (message: StoredHouseholds | null): Promise<unknown> => {
    if (failure !== undefined) return Promise.reject(failure)
    const answer = Promise.withResolvers<unknown>()
    // Whoever waits for it is told; one that is not waited for yet ends nothing.
    answer.promise.catch(() => undefined)
    waiting.push(answer)
    worker.postMessage(message)
    return answer.promise
  }
  return {
    /** Resolves once the thread can take another batch. */
    count: async (batch: StoredHouseholds): Promise<void> => {
      send(batch)
      while (waiting.length > batchesAhead) await waiting[0]?.promise
      if (failure !== undefined) throw failure
    },
    end: async (): Promise<readonly Simulation[]> => (await send(null)) as readonly Simulation[],
    stop: () => worker.terminate(),
  }
}
