import type { Output, Owed, Sink, Store } from './ports.ts'
import type { StageTelling } from './run.ts'
import { untilItWorks } from './until-it-works.ts'

type Debts = Pick<Store<never, never, never>, 'owed' | 'settle'>

/** Publishes what a stage owes, one debt after the other in the order of asking; an engine that is away is waited for. */
export type Outbox = {
  /** Publishes debts and then tells how many messages went out; tells nothing when the stage ended before. */
  readonly send: (owed: readonly Owed[], then: (published: number) => Promise<void>) => Promise<void>
  /** Publishes whatever the stage still owes, a worker's that died included. */
  readonly sweep: () => Promise<void>
  /** Resolves when all that was asked is done. */
  readonly empty: () => Promise<void>
}

/** Opens the outbox of a stage. */
export const openOutbox = (
  stage: string,
  { store, to, tell, signal }: { to: Sink; store: Debts; tell: StageTelling; signal: AbortSignal },
): Outbox => {
  let last = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work)
    return last
  }
  return {
    send: (owed, then) =>
      inTurn(async () => {
        const published = await untilItWorks(() => publish(owed, { to, store }), tell, signal)
        if (published !== undefined) await then(published)
      }),
    sweep: () =>
      inTurn(async () => {
        await untilItWorks(async () => publish(await store.owed(stage), { to, store }), tell, signal)
      }),
    empty: () => last,
  }
}

/** Publishes what a transaction owes, then forgets the debt. Returns how many messages went out. */
export const publish = async (
  owed: readonly Owed[],
  world: { to: Sink; store: Pick<Debts, 'settle'> },
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
