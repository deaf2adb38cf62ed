import { createHash } from 'node:crypto'
import { type RawRecord, recordsTopic } from '@shouwang/contracts'
import type { Feed } from '@shouwang/feeds'
import type { IntakeDependencies } from './dependencies.ts'
import { type BadRow, isBadRow, type Row } from './files/table.ts'

const rowsPerAppend = 250

/**
 * Makes rows of one delivery durable: resolves once the log has them. A sender who has enough rows there that wait is kept
 * waiting; what one door sends is short, so that others stand between its parts.
 */
export const appendRecords = async (
  { to, window }: Pick<IntakeDependencies, 'to' | 'window'>,
  feed: Feed,
  sender: string,
  records: readonly RawRecord[],
): Promise<void> => {
  const apart = toldApart(sender)
  for (let at = 0; at < records.length; at += rowsPerAppend) {
    const some = records.slice(at, at + rowsPerAppend)
    const { delivery = '', rowNo: lastRow = 0 } = some.at(-1) ?? {}
    const takeBack = await window.room({ sender, delivery, lastRow, rows: some.length })
    try {
      await to.append(
        recordsTopic(feed.id),
        some.map((record) => ({ key: record.delivery, value: JSON.stringify({ sender: apart, ...record }) })),
      )
    } catch (cause) {
      takeBack()
      throw cause
    }
  }
}

/** Tells senders apart without naming them. */
const toldApart = (sender: string): string => createHash('sha256').update(sender).digest('hex').slice(0, 12)

/** Makes the record of a row: its words sealed under the name of its delivery. */
export type Sealer = (rowNo: number, plain: string) => RawRecord

/** The record of a row, or of what can't be one. A row of a region for which its sender does not speak is to be set aside. */
export const recordOf = (seal: Sealer, row: Row | BadRow, isElsewhere: (cells: Row['cells']) => boolean): RawRecord => {
  if (isBadRow(row)) return { ...seal(row.rowNo, row.raw), problem: row.problem }
  const record = seal(row.rowNo, JSON.stringify(row.cells))
  return isElsewhere(row.cells) ? { ...record, problem: 'other-region' } : record
}

/** The sealer of one delivery. */
export const sealer =
  (
    { cipher, now }: Pick<IntakeDependencies, 'cipher' | 'now'>,
    about: Pick<RawRecord, 'delivery' | 'businessDay' | 'asOf'>,
  ): Sealer =>
  (rowNo, plain) => ({ ...about, rowNo, receivedAt: now(), sealed: cipher.seal(plain, about.delivery) })
