import type { Decided } from '@shouwang/flow'
import { type CaseChange, caseRepository, type Queryable, saveOutboxEntry } from '@shouwang/postgres'

/** The outbox of commands, apart from that of the stage `alert`. The name is kept in every installation's outbox. */
export const consumer = 'alert-desk'

/** Saves a decision with what it publishes, in the transaction that made it. */
export const saveDecided = async (
  tx: Queryable,
  { instance }: { readonly instance: string },
  { change, outputs }: Decided<CaseChange>,
): Promise<void> => {
  await caseRepository.save(tx, change)
  for (const [topic, ofTopic] of Map.groupBy(outputs, (output) => output.topic))
    await saveOutboxEntry(tx, { producer: { kind: 'commands', consumer, instance, topic }, outputs: ofTopic })
}
