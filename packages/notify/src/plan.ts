import { createHash } from 'node:crypto'
import type { NewMessage, NoticeChannel, PendingNotice } from '@shouwang/postgres'
import { maySend, type Times } from './times.ts'

/**
 * The messages that are due on a channel: one for each person, or one for a group, with everything that waits for them. What came
 * lately waits until the digest is over, and everything until the quiet hours are. The same notices make the same ids.
 */
export const planMessages = (
  pending: readonly PendingNotice[],
  channel: { readonly name: NoticeChannel; readonly to: 'person' | 'group' },
  times: Times,
  nowMs: number,
): readonly NewMessage[] => {
  const whose = Map.groupBy(pending, ({ staffNo }) => (channel.to === 'group' ? null : staffNo))
  return [...whose]
    .filter(([, notices]) => isDue(notices, times, nowMs))
    .map(([staffNo, notices]) => ({ messageId: idOf(channel.name, notices), staffNo, notices }))
}

const isDue = (notices: readonly PendingNotice[], times: Times, nowMs: number): boolean => {
  const urgent = notices.filter((notice) => notice.urgent)
  const waited = (some: readonly PendingNotice[], minutes: number): boolean =>
    some.some(({ at }) => nowMs - Date.parse(at) >= minutes * 60_000)
  return (
    (waited(urgent, times.urgent.digestMinutes) || waited(notices, times.digestMinutes)) &&
    maySend(times, nowMs, urgent.length > 0)
  )
}

/** A notice is in one message of a channel, so its first notice names a message. */
const idOf = (channel: NoticeChannel, notices: readonly PendingNotice[]): string => {
  const keys = notices.map(({ about, seq, staffNo }) => JSON.stringify([about, seq, staffNo])).sort()
  return createHash('sha256').update(`${channel} ${keys[0]}`).digest('hex').slice(0, 32)
}
