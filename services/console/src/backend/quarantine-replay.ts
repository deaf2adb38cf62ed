import type { Feed } from '@shouwang/feeds'
import { isSealedRow } from '@shouwang/identity'
import { receiveRows } from '@shouwang/intake'
import { readWaitingRows, resolveReplayed, type WaitingRow } from '@shouwang/postgres'
import type { Backend } from './backend.ts'
import type { BackendDependencies } from './backend-dependencies.ts'
import { cellsOf } from './cells-of.ts'
import { resendDeadLetter } from './resend-dead-letter.ts'
import { resendSealedRow } from './resend-sealed-row.ts'

const rowsAtOnce = 1_000

/**
 * Sends the next thousand of the waiting rows that a filter means once more, as they came: rows as the departments wrote
 * them, one delivery for each of their business days; messages that crashed a stage, and rows that their department sealed and no
 * key opened, to their topic. Rows that are no rows stay where they are. A row that is refused again waits again.
 */
export const replayWaiting =
  (running: BackendDependencies): Backend['quarantine']['replayWaiting'] =>
  async (filter, after, by) => {
    const feed = running.feeds.find(({ id, delivers }) => id === filter.feed && delivers !== 'reference')
    const waiting = await readWaitingRows(running.engines.sql, filter, { after, limit: rowsAtOnce })
    const rows = waiting
      .filter(isSealed)
      .map((row) => ({ ...row, text: running.cipher.open(row.sealed, row.quarantineId) }))
    const crashed = waiting.filter(({ sealed }) => sealed === null)
    if (feed === undefined && (crashed.length === 0 || rows.length > 0))
      return { ok: false, reason: 'unknown-feed', detail: `没有可重新提交的接口“${filter.feed}”。` }
    let resent = 0
    if (feed !== undefined)
      for (const row of rows.filter(({ text }) => isSealedRow(text))) {
        await resendSealedRow(running, feed, row, by)
        resent += 1
      }
    const plain = rows.filter(({ text }) => !isSealedRow(text))
    const { sent, deliveries } = feed === undefined ? nothingSent : await sendRows(running, feed, plain, by)
    for (const { quarantineId } of crashed) if (await resendDeadLetter(running, quarantineId, by)) resent += 1
    const next = waiting.length < rowsAtOnce ? null : (waiting.at(-1)?.quarantineId ?? null)
    return { ok: true, sent, resent, unreadable: plain.length - sent, deliveries, next }
  }

type Sent = { readonly sent: number; readonly deliveries: readonly string[] }
const nothingSent: Sent = { sent: 0, deliveries: [] }

const sendRows = async (
  { engines: { sql }, intake }: BackendDependencies,
  feed: Feed,
  rows: readonly OpenedWaiting[],
  by: string,
): Promise<Sent> => {
  const deliveries: string[] = []
  let sent = 0
  for (const together of byDayAndRegion(rows)) {
    const readable = together.flatMap((row) => {
      const cells = cellsOf(row.text)
      return cells === null ? [] : [{ row, cells }]
    })
    const [first] = readable
    if (first === undefined) continue
    const cells = readable.map(({ cells }) => cells)
    const { delivery } = await receiveRows(intake, feed, cells, first.row.businessDay, {
      sender: by,
      region: first.row.region ?? undefined,
    })
    const settled = readable.map(({ row }) => row)
    await resolveReplayed(sql, settled, { note: delivery, by })
    deliveries.push(delivery)
    sent += readable.length
  }
  return { sent, deliveries }
}

type SealedWaiting = WaitingRow & { readonly sealed: string }
type OpenedWaiting = SealedWaiting & { readonly text: string }
const isSealed = (row: WaitingRow): row is SealedWaiting => row.sealed !== null

const byDayAndRegion = (rows: readonly OpenedWaiting[]): Iterable<readonly OpenedWaiting[]> =>
  Map.groupBy(rows, ({ businessDay, region }) => `${businessDay} ${region}`).values()
