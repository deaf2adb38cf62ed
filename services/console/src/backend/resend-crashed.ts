import { EngineAway, publish } from '@shouwang/flow'
import { markPublished, replayDeadLetter } from '@shouwang/postgres'
import type { Surroundings } from './backend-of.ts'

/**
 * Sends a message that crashed a stage to its topic again; says whether one waited under this id. While the log is away
 * the stage owes it, and publishes it once the log is back.
 */
export const resendCrashed = async (
  { engines: { sql }, intake }: Pick<Surroundings, 'engines' | 'intake'>,
  quarantineId: string,
  by: string,
): Promise<boolean> => {
  const owed = await replayDeadLetter(sql, quarantineId, by)
  if (owed === undefined) return false
  try {
    await publish(owed, { to: intake.to, store: { settle: (paid) => markPublished(sql, paid) } })
  } catch (error) {
    if (!(error instanceof EngineAway)) throw error
  }
  return true
}
