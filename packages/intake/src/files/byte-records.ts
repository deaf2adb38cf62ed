import { keptBytesOfLongRecord, longestRecordBytes } from './table.ts'

/** The bytes of one record without its line end; a record with a problem is only to be set aside. */
export type ByteRecord = {
  readonly bytes: Buffer
  readonly problem?: 'bad-row' | 'row-too-long'
  /** The file ends in the middle of its line, or so it seems: nothing ends it. */
  readonly unended?: true
}

/** `delimiter` present: double quotes may enclose delimiters and line ends (CSV). `newline` is the byte that ends a line. */
export type RecordLayout = { readonly newline: number; readonly delimiter?: number }

/**
 * Cuts a stream into records by bytes alone, which is safe in ASCII-compatible encodings and GB18030: none uses these
 * bytes within a character. Holds one record at most. A quote that is never closed properly costs its own line:
 * reading goes on at the next one.
 */
export async function* byteRecords(
  blocks: AsyncIterable<Buffer>,
  layout: RecordLayout,
): AsyncGenerator<readonly ByteRecord[]> {
  let held: Buffer = Buffer.alloc(0)
  let skipping = false
  for await (const block of blocks) {
    let buffer = held.length === 0 ? block : Buffer.concat([held, block])
    if (skipping) {
      const end = block.indexOf(layout.newline)
      if (end === -1) continue
      skipping = false
      buffer = block.subarray(end + 1)
    }
    const cut = cutRecords(buffer, layout, false)
    skipping = cut.skipping
    held = buffer.subarray(cut.next)
    yield cut.records
  }
  if (held.length > 0) yield cutRecords(held, layout, true).records
}

type Cut = { records: ByteRecord[]; next: number; skipping: boolean }

const cutRecords = (buffer: Buffer, layout: RecordLayout, final: boolean): Cut => {
  const records: ByteRecord[] = []
  let nextQuote = layout.delimiter === undefined ? -1 : buffer.indexOf(quote)
  let start = 0
  while (start < buffer.length) {
    const newline = buffer.indexOf(layout.newline, start)
    const lineEnd = newline === -1 ? buffer.length : newline
    if (lineEnd - start > longestRecordBytes) {
      records.push({
        bytes: Buffer.from(buffer.subarray(start, start + keptBytesOfLongRecord)),
        problem: 'row-too-long',
      })
      if (newline === -1) return { records, next: buffer.length, skipping: !final }
      start = lineEnd + 1
      continue
    }
    if (nextQuote !== -1 && nextQuote < start) nextQuote = buffer.indexOf(quote, start)
    const end = nextQuote === -1 || nextQuote > lineEnd ? lineEnd : quotedEnd(buffer, start, layout)
    const unfinished = end === 'unfinished' || (end !== 'malformed' && end >= buffer.length)
    if (unfinished && !final && buffer.length - start <= longestRecordBytes)
      return { records, next: start, skipping: false }
    const broken = typeof end === 'string' || end - start > longestRecordBytes
    const recordEnd = broken ? lineEnd : end
    const bytes = withoutReturn(buffer.subarray(start, recordEnd))
    const unended = recordEnd >= buffer.length
    records.push(broken ? { bytes, problem: 'bad-row' } : unended ? { bytes, unended } : { bytes })
    start = recordEnd + 1
  }
  return { records, next: buffer.length, skipping: false }
}

const quote = 0x22
const carriageReturn = 0x0d

/** Where a record with quotes ends. A quote within an unquoted field is text. */
const quotedEnd = (
  buffer: Buffer,
  start: number,
  { delimiter, newline }: RecordLayout,
): number | 'unfinished' | 'malformed' => {
  let at = start
  for (;;) {
    if (buffer[at] === quote) {
      at = closingQuote(buffer, at) + 1
      if (at === 0) return 'unfinished'
      const ends = buffer[at] === carriageReturn && newline !== carriageReturn ? at + 1 : at
      if (ends >= buffer.length || buffer[ends] === newline) return ends
      if (buffer[at] !== delimiter) return 'malformed'
      at += 1
      continue
    }
    while (at < buffer.length && buffer[at] !== delimiter && buffer[at] !== newline) at += 1
    if (at >= buffer.length || buffer[at] === newline) return at
    at += 1
  }
}

/** The quote that closes the field opened at `open`, or -1; a doubled quote is one character of the field. */
const closingQuote = (buffer: Buffer, open: number): number => {
  let at = buffer.indexOf(quote, open + 1)
  while (at !== -1 && buffer[at + 1] === quote) at = buffer.indexOf(quote, at + 2)
  return at
}

const withoutReturn = (bytes: Buffer): Buffer =>
  bytes[bytes.length - 1] === carriageReturn ? bytes.subarray(0, -1) : bytes
