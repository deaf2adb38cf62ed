import { type RawRecord, recordsTopic } from '@shouwang/contracts'
import type { Feed } from '@shouwang/feeds'
import type { IntakeDependencies } from './dependencies.ts'
import { type BadRow, isBadRow, type Row } from './files/table.ts'

/** Makes rows of a feed durable: resolves once the log has them. */
export const appendRecords = (
  { to }: Pick<IntakeDependencies, 'to'>,
  feed: Feed,
  records: readonly RawRecord[],
): Promise<void> =>
  to.append(
    recordsTopic(feed.id),
    records.map((record) => ({ key: record.delivery, value: JSON.stringify(record) })),
  )

/** Makes the record of a row: its words sealed under the name of its delivery. */
export type Sealer = (rowNo: number, plain: string) => RawRecord

/** The record of a row, or of what can't be one. */
export const recordOf = (seal: Sealer, row: Row | BadRow): RawRecord =>
  isBadRow(row) ? { ...seal(row.rowNo, row.raw), problem: row.problem } : seal(row.rowNo, JSON.stringify(row.cells))

/** The sealer of one delivery. */
export const sealer =
  (
    { cipher, now }: Pick<IntakeDependencies, 'cipher' | 'now'>,
    about: Pick<RawRecord, 'delivery' | 'businessDay' | 'asOf'>,
  ): Sealer =>
  (rowNo, plain) => ({ ...about, rowNo, receivedAt: now(), sealed: cipher.seal(plain, about.delivery) })
