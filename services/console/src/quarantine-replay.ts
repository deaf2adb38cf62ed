import type { Day } from '@shouwang/contracts'
import { receiveRows } from '@shouwang/ingest'
import { readWaitingRows, settleReplayed, type WaitingRow } from '@shouwang/postgres'
import type { Backend } from './backend.ts'
import type { Surroundings } from './backend-of.ts'
import { cellsOf } from './cells-of.ts'

const rowsAtOnce = 1_000

/**
 * Sends the next thousand of the waiting rows that a filter means once more, as the departments wrote them, one delivery
 * for each of their business days. Rows that are no rows stay where they are. A row that is refused again waits again.
 */
export const replayWaiting =
  ({ engines: { sql }, cipher, feeds, intake }: Surroundings): Backend['quarantine']['replayWaiting'] =>
  async (filter, after, by) => {
    const feed = feeds.find(({ id }) => id === filter.feed)
    if (feed === undefined || feed.delivers === 'reference')
      return { ok: false, reason: 'unknown-feed', detail: `没有可重放的接口“${filter.feed}”。` }
    const waiting = await readWaitingRows(sql, filter, { after, limit: rowsAtOnce })
    const deliveries: string[] = []
    let sent = 0
    for (const [day, rows] of byDay(waiting)) {
      const readable = rows.flatMap((row) => {
        const cells = cellsOf(cipher.open(row.sealed, row.quarantineId))
        return cells === null ? [] : [{ row, cells }]
      })
      if (readable.length === 0) continue
      const cells = readable.map(({ cells }) => cells)
      const { delivery } = await receiveRows(intake, feed, cells, day)
      const settled = readable.map(({ row }) => row)
      await settleReplayed(sql, settled, { note: delivery, by })
      deliveries.push(delivery)
      sent += readable.length
    }
    const next = waiting.length < rowsAtOnce ? null : (waiting.at(-1)?.quarantineId ?? null)
    return { ok: true, sent, unreadable: waiting.length - sent, deliveries, next }
  }

const byDay = (rows: readonly WaitingRow[]): ReadonlyMap<Day, WaitingRow[]> =>
  Map.groupBy(rows, ({ businessDay }) => businessDay)
