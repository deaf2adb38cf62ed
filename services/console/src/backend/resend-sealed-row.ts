import { recordsTopic } from '@shouwang/contracts'
import type { Feed } from '@shouwang/feeds'
import { resolveQuarantined } from '@shouwang/postgres'
import type { BackendDependencies } from './backend-dependencies.ts'

/** A row that its department sealed and no key opened. */
type SealedWaiting = {
  readonly quarantineId: string
  readonly text: string
  readonly seen: number
}

/** Sends such a row to its topic again, as it came: ingest alone has the keys. Opened by none again, it waits again. */
export const resendSealedRow = async (
  { engines: { sql }, intake }: BackendDependencies,
  { id: feed }: Feed,
  { quarantineId, text, seen }: SealedWaiting,
  by: string,
): Promise<void> => {
  await intake.to.append(recordsTopic(feed), [{ key: quarantineId, value: text }])
  await resolveQuarantined(sql, quarantineId, { state: 'replayed', note: `stream:${feed}`, by, seen })
}
