import { RawRecord } from '@shouwang/contracts'
import type { Received } from '@shouwang/flow'
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
  const { value, partition, offset } = message
  const parsed = parseObject(value)
  // To refuse a row takes the schema longer than to read it, and most bare rows have no such field.
  const ours = parsed !== undefined && 'rowNo' in parsed ? RawRecord.safeParse(parsed).data : undefined
  if (ours !== undefined) return { record: ours, bare: false, words: null }
  const today = clock.today()
  const about = {
    delivery: `stream:${feed}:${today}:${partition}`,
    rowNo: offset + 1,
    businessDay: today,
    asOf: today,
    receivedAt: clock.now(),
  }
  // Bytes that are no UTF-8 arrive with this sign in their place: a name read so would be a wrong one.
  if (value.includes('\uFFFD')) return { record: { ...about, problem: 'bad-encoding' }, bare: true, words: value }
  if (parsed === undefined) return { record: { ...about, problem: 'bad-row' }, bare: true, words: value }
  return { record: { ...about, row: parsed }, bare: true, words: null }
}

const parseObject = (text: string): Record<string, unknown> | undefined => {
  try {
    const parsed: unknown = losslessJson(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
