import { EngineAway, publish, runTransaction } from '@shouwang/flow'
import { markPublished, replayDeadLetter } from '@shouwang/postgres'
import type { BackendDependencies } from './backend-dependencies.ts'

/**
 * Sends a dead letter, a message that crashed a stage, to its topic again; says whether one waited under this id. While the
 * log is away it stays in the outbox of its stage, which publishes it once the log is back.
 */
export const resendDeadLetter = async (
  { engines: { sql }, intake }: Pick<BackendDependencies, 'engines' | 'intake'>,
  quarantineId: string,
  by: string,
): Promise<boolean> => {
  const { saved, published } = await runTransaction(
    () => replayDeadLetter(sql, quarantineId, by),
    async (entries = []) => publish(entries, { to: intake.to, markPublished: (done) => markPublished(sql, done) }),
  )
  await published.catch(unlessAway)
  return saved !== undefined
}

const unlessAway = (error: unknown): void => {
  if (!(error instanceof EngineAway)) throw error
}
