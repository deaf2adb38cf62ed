import { receiveRows } from '@shouwang/ingest'
import { readQuarantinedRow, settleQuarantined } from '@shouwang/postgres'
import type { Backend } from './backend.ts'
import type { Surroundings } from './backend-of.ts'
import { cellsOf } from './cells-of.ts'
import { replayWaiting } from './quarantine-replay.ts'

/** Rows set aside: opened, sent again as mended, or given up with a reason. */
export const quarantineDoor = (running: Surroundings): Backend['quarantine'] => {
  const { engines, cipher, feeds, intake } = running
  const open = async (quarantineId: string) => {
    const found = await readQuarantinedRow(engines.sql, quarantineId)
    return found === undefined ? undefined : { ...found, text: cipher.open(found.sealed, quarantineId) }
  }
  return {
    open: async (quarantineId) => {
      const found = await open(quarantineId)
      return found === undefined ? undefined : { row: cellsOf(found.text), text: found.text }
    },
    replay: async (quarantineId, mended, by) => {
      const found = await open(quarantineId)
      const feed = feeds.find(({ id }) => id === found?.feed)
      if (found === undefined || feed === undefined || feed.delivers === 'reference')
        return { ok: false, reason: 'not-found', detail: '没有这条隔离记录。' }
      if (found.state !== 'waiting') return { ok: false, reason: 'settled', detail: '这条记录已经处理过。' }
      const row = mended ?? cellsOf(found.text)
      if (row === null) return { ok: false, reason: 'unreadable', detail: '原文不是一行表格，请按各列补正后再重放。' }
      const taken = await receiveRows(intake, feed, [row], found.businessDay)
      // A row that is refused again under the same id waits again, whichever of the two comes first.
      const settled = { state: 'replayed', note: taken.delivery, by, seen: found.seen } as const
      await settleQuarantined(engines.sql, quarantineId, settled)
      return { ok: true, ...taken }
    },
    replayWaiting: replayWaiting(running),
    discard: async (quarantineId, why, by) => {
      const settled = await settleQuarantined(engines.sql, quarantineId, { state: 'discarded', note: why, by })
      return settled ? { ok: true } : { ok: false, reason: 'settled', detail: '没有这条记录，或已经处理过。' }
    },
  }
}
