import { RawRecord } from '@shouwang/contracts'
import type { Received } from '@shouwang/flow'
import { isSealedRow } from '@shouwang/identity'
import { losslessJson } from '@shouwang/intake'

/** The clock of the process, for rows that come without an envelope. */
export type StreamClock = { readonly now: () => string; readonly today: () => string }

/** A message of a records topic as a record. */
export type StreamRecord = {
  readonly record: RawRecord
  /** A department produced it straight to the topic. */
  readonly bare: boolean
  /** What it said, where that can't be told from the record. */
  readonly words: string | null
}

/**
 * Reads a message as our own doors write it, or as the bare row that a department produced. A bare row belongs to one
 * delivery per feed, day and partition and is numbered by its offset, so that a repeated read is recognised. What is
 * neither is a row with a problem: it is counted, and set aside with its words.
 */
export const streamRecord = (message: Received, feed: string, clock: StreamClock): StreamRecord => {
  const { value } = message
  const parsed = parseObject(value)
  if (parsed !== undefined && isDeep(parsed)) return unread(message, feed, clock, 'bad-row')
  // To refuse a row takes the schema longer than to read it, and most bare rows have no such field.
  const ours = parsed !== undefined && 'rowNo' in parsed ? RawRecord.safeParse(parsed).data : undefined
  if (ours !== undefined) return { record: ours, bare: false, words: null }
  // Bytes that are no UTF-8 arrive with this sign in their place: a name read so would be a wrong one.
  if (value.includes('\uFFFD')) return unread(message, feed, clock, 'bad-encoding')
  if (parsed === undefined) return unread(message, feed, clock, isSealedRow(value) ? 'not-opened' : 'bad-row')
  return { record: { ...bareRecord(message, feed, clock), row: parsed }, bare: true, words: null }
}

/** A message that can't be a row, with its words. */
export const unread = (
  message: Received,
  feed: string,
  clock: StreamClock,
  problem: 'bad-row' | 'bad-encoding' | 'not-opened',
): StreamRecord => ({ record: { ...bareRecord(message, feed, clock), problem }, bare: true, words: message.value })

/** A record of the delivery of its feed, day and partition, numbered by its offset. */
export const bareRecord = ({ partition, offset }: Received, feed: string, clock: StreamClock): RawRecord => {
  const today = clock.today()
  return {
    delivery: `stream:${feed}:${today}:${partition}`,
    rowNo: offset + 1,
    businessDay: today,
    asOf: today,
    receivedAt: clock.now(),
  }
}

const deepest = 16

/** No layout nests its cells; what is nested without end can be parsed, and never be written again. */
export const isDeep = (value: unknown, left = deepest): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some((part) => isDeep(part, left - 1)))

/** The object that a message holds; undefined where it holds none. */
export const parseObject = (text: string): Record<string, unknown> | undefined => {
  try {
    const parsed: unknown = losslessJson(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
