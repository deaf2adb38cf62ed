import { RawRecord } from '@shouwang/contracts'
import { type Capture, capturedRow, type EventFeed, isDeclared, type MappedRow, withdrawingRow } from '@shouwang/feeds'
import type { Received } from '@shouwang/flow'
import { isSealedRow } from '@shouwang/identity'
import { capturedChanges } from './captured-changes.ts'
import {
  bareRecord,
  isDeep,
  parseObject,
  type StreamClock,
  type StreamRecord,
  streamRecord,
  unread,
} from './stream-row.ts'

type CapturedFeed = EventFeed & { readonly delivers: 'changes'; readonly capture: Capture }

/** Whether what is produced for a feed are the changes of a table. */
export const isCaptured = (feed: EventFeed): feed is CapturedFeed =>
  feed.delivers === 'changes' && feed.capture !== undefined

/** So many numbers belong to the rows of one message, two to each change. */
const numbersOfMessage = 200_000

/** The last number that a row of the message at this offset may have: behind it, all of the message is done. */
export const lastNumber = (offset: number): number => (offset + 1) * numbersOfMessage

/**
 * Reads a message of captured changes: a row for each, and before it the row as it was, withdrawing what that said, where it
 * was a statement of somebody or something else: the number of its person was mended, or its day.
 */
export const capturedRecords = <R extends { readonly row: { readonly mapped: MappedRow } | null }>(
  message: Received,
  feed: CapturedFeed,
  clock: StreamClock,
  recordOf: (sent: StreamRecord) => R,
): readonly R[] => {
  const { value, offset } = message
  // What a log keeps in place of a row that was deleted.
  if (value === '') return []
  const parsed = parseObject(value)
  // Our own doors write to the same topic: files, and rows that are replayed.
  if (parsed !== undefined && 'rowNo' in parsed && RawRecord.safeParse(parsed).success)
    return [recordOf(streamRecord(message, feed.id, clock))]
  const garbled = value.includes('\uFFFD')
  const changes =
    parsed === undefined || garbled || isDeep(parsed) ? undefined : capturedChanges(feed.capture, parsed, isDay(feed))
  const send = (sent: StreamRecord, number: number): R =>
    recordOf({ ...sent, record: { ...sent.record, rowNo: offset * numbersOfMessage + number } })
  if (changes === undefined || changes.length * 2 > numbersOfMessage) {
    const problem = garbled ? 'bad-encoding' : isSealedRow(value) ? 'not-opened' : 'bad-row'
    return [send(unread(message, feed.id, clock, problem), numbersOfMessage)]
  }
  const rowOf = (row: Row, atMs: number, number: number): R => {
    const record = { ...bareRecord(message, feed.id, clock), row: capturedRow(row, orderOf(atMs, offset)) }
    return send({ record, bare: true, words: null }, number)
  }
  return changes.flatMap(({ before, after, atMs }, at) => {
    const withdrawn = before === null ? [] : [rowOf(withdrawingRow(feed, before), atMs, 2 * at + 1)]
    if (after === null) return withdrawn
    const stated = rowOf(after, atMs, 2 * at + 2)
    return [...withdrawn.filter((was) => saysOther(was, stated)), stated]
  })
}

type Row = Readonly<Record<string, unknown>>
type Read = { readonly row: { readonly mapped: MappedRow } | null }

/** Whether two rows that can be read are statements of two people or things: the one does not take the other's place. */
const saysOther = (was: Read, is: Read): boolean => {
  const [a, b] = [was.row?.mapped, is.row?.mapped]
  if (a?.kind !== 'accepted' || b?.kind !== 'accepted') return false
  return a.event.subject !== b.event.subject || a.event.sourcekey !== b.event.sourcekey
}

/** Changes of one second come in the order of the log; a number that counts both can still be kept. */
const offsetsOfSecond = 4_000_000
const orderOf = (atMs: number, offset: number): number =>
  Math.floor(atMs / 1_000) * offsetsOfSecond + (offset % offsetsOfSecond)

const dayHeaders = new WeakMap<EventFeed, (header: string) => boolean>()

/** Whether a header is one of a column of days: Debezium writes those as numbers. */
const isDay = (feed: EventFeed): ((header: string) => boolean) => {
  const known = dayHeaders.get(feed)
  if (known !== undefined) return known
  const days = Object.entries(feed.columns).filter(([, { kind }]) => kind === 'day' || kind === 'month')
  const made = isDeclared([{ ...feed, columns: Object.fromEntries(days) }])
  dayHeaders.set(feed, made)
  return made
}
