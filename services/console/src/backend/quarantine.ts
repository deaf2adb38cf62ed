import { isSealedRow } from '@shouwang/identity'
import { receiveRows } from '@shouwang/intake'
import { outputOfDeadLetter, type QuarantineEntry, readQuarantinedRow, resolveQuarantined } from '@shouwang/postgres'
import type { Refused } from './answers.ts'
import type { Backend } from './backend.ts'
import type { BackendDependencies } from './backend-dependencies.ts'
import { cellsOf } from './cells-of.ts'
import { replayWaiting } from './quarantine-replay.ts'
import { resendDeadLetter } from './resend-dead-letter.ts'
import { resendSealedRow } from './resend-sealed-row.ts'

/** Rows set aside: opened, sent again as mended, or given up with a reason. */
export const quarantineBackend = (running: BackendDependencies): Backend['quarantine'] => {
  const { engines, cipher, feeds, intake } = running
  const open = async (quarantineId: string) => {
    const found = await readQuarantinedRow(engines.sql, quarantineId)
    return found === undefined ? undefined : { ...found, text: textOf(found, quarantineId) }
  }
  const textOf = ({ sealed, message }: QuarantineEntry, quarantineId: string): string =>
    sealed !== null ? cipher.open(sealed, quarantineId) : message !== null ? outputOfDeadLetter(message).value : ''
  return {
    open: async (quarantineId) => {
      const found = await open(quarantineId)
      return found === undefined ? undefined : { row: cellsOf(found.text), text: found.text }
    },
    replay: async (quarantineId, mended, by) => {
      const found = await open(quarantineId)
      if (found === undefined) return notFound
      if (found.message !== null) {
        if (mended !== null) return notMendable
        return (await resendDeadLetter(running, quarantineId, by)) ? { ok: true, delivery: null } : settledBefore
      }
      const feed = feeds.find(({ id }) => id === found.feed)
      if (feed === undefined || feed.delivers === 'reference') return notFound
      if (found.state !== 'waiting') return settledBefore
      if (mended === null && isSealedRow(found.text)) {
        await resendSealedRow(running, feed, { quarantineId, text: found.text, seen: found.seen }, by)
        return { ok: true, delivery: null }
      }
      const row = mended ?? cellsOf(found.text)
      if (row === null)
        return { ok: false, reason: 'unreadable', detail: '原文不是一行表格，请按各列补正后再重新提交。' }
      const taken = await receiveRows(intake, feed, [row], found.businessDay, {
        sender: by,
        region: found.region ?? undefined,
      })
      // A row that is refused again under the same id waits again, whichever of the two comes first.
      const settled = { state: 'replayed', note: taken.delivery, by, seen: found.seen } as const
      await resolveQuarantined(engines.sql, quarantineId, settled)
      return { ok: true, ...taken }
    },
    replayWaiting: replayWaiting(running),
    discard: async (quarantineId, why, by) => {
      const settled = await resolveQuarantined(engines.sql, quarantineId, { state: 'discarded', note: why, by })
      return settled ? { ok: true } : { ok: false, reason: 'settled', detail: '没有这条记录，或已经处理过。' }
    },
  }
}

const refused = (reason: string, detail: string): Refused => ({ ok: false, reason, detail })
const notFound = refused('not-found', '没有这条隔离记录。')
const settledBefore = refused('settled', '这条记录已经处理过。')
const notMendable = refused('not-mendable', '这是让处理程序出错的消息，不能改列；程序修好后原样重新提交即可。')
