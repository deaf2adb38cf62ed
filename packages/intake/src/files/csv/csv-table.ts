import type { ByteBlocks } from '../byte-blocks.ts'
import { type ByteRecord, byteRecords } from '../byte-records.ts'
import { FileProblem } from '../file-problem.ts'
import { cellsUnder, headingLines, headingOf } from '../heading.ts'
import type { BadRow, Layouts, Row, Table } from '../table.ts'
import { encodingOf, type RecordDecoder, recordDecoder, utf16ToUtf8 } from '../text-encoding.ts'
import { csvFields, delimiterOf } from './csv-fields.ts'

/** How a text is cut into records and fields. */
type Cut = { readonly newline: string; readonly delimiter: string; readonly decode: RecordDecoder }

/**
 * Reads delimited text: comma, tab, semicolon or bar; UTF-8, GB18030 or marked UTF-16; any line end. `encoding` is what
 * a sender says of it.
 */
export const csvTable = async (
  { head, blocks }: ByteBlocks,
  fileName: string,
  layouts?: Layouts,
  encoding?: 'utf-8' | 'gb18030',
): Promise<Table> => {
  const told = encodingOf(head)
  const found = told !== undefined && encoding !== undefined && told.markBytes === 0 ? { encoding, markBytes: 0 } : told
  if (found === undefined) throw new FileProblem('unknown-encoding', fileName)
  const wide = found.encoding === 'utf-16le' || found.encoding === 'utf-16be'
  const shown = found.encoding === 'ascii' ? 'utf-8' : found.encoding
  const text = new TextDecoder(shown).decode(head)
  const newline = text.includes('\n') ? '\n' : text.includes('\r') ? '\r' : '\n'
  const delimiter = delimiterOf(text.split(newline, headingLines), layouts)
  const cut: Cut = { newline, delimiter, decode: recordDecoder(wide ? 'utf-8' : found.encoding) }
  const bytes = wide ? utf16ToUtf8(blocks, found.encoding) : withoutMark(blocks, found.markBytes)
  const batches = byteRecords(bytes, { newline: newline.charCodeAt(0), delimiter: delimiter.charCodeAt(0) })
  const ahead = await recordsAhead(batches)
  const lines = ahead.slice(0, headingLines).map((record) => fieldsOf(record, cut) ?? [])
  const { headers: named, titleRows, titles, depth } = headingOf(lines, fileName, layouts)
  const headers = layouts?.explained(named, titles) ?? named
  return {
    format: 'csv',
    encoding: shown,
    headers,
    titleRows,
    titles,
    unread: [],
    rows: rowsOf(ahead.slice(titleRows + depth), batches, (record, rowNo) => csvRow(record, rowNo, headers, cut)),
  }
}

/** Passes records on as rows, numbered from 1; `undefined` from `rowOf` is a blank line, which has no number. */
export async function* rowsOf(
  ahead: readonly ByteRecord[],
  batches: AsyncGenerator<readonly ByteRecord[]>,
  rowOf: (record: ByteRecord, rowNo: number) => Row | BadRow | undefined,
): AsyncGenerator<Row | BadRow> {
  let rowNo = 0
  try {
    for (let batch: readonly ByteRecord[] | undefined = ahead; batch !== undefined; ) {
      for (const record of batch) {
        const row = rowOf(record, rowNo + 1)
        if (row === undefined) continue
        rowNo += 1
        yield row
      }
      const next: IteratorResult<readonly ByteRecord[]> = await batches.next()
      batch = next.done === true ? undefined : next.value
    }
  } finally {
    await batches.return(undefined)
  }
}

/** The first records of a file: at least as many as the search for a header looks at, where there are as many. */
export const recordsAhead = async (batches: AsyncGenerator<readonly ByteRecord[]>): Promise<readonly ByteRecord[]> => {
  const ahead: ByteRecord[] = []
  while (ahead.length < headingLines) {
    const next = await batches.next()
    if (next.done === true) break
    for (const record of next.value) ahead.push(record)
  }
  return ahead
}

/** A record that can't be a row, with what can be shown of it. */
export const badRow = (record: ByteRecord, rowNo: number, problem: BadRow['problem'], text?: string): BadRow => ({
  rowNo,
  problem,
  raw: text ?? record.bytes.toString('utf8'),
  bytes: record.bytes,
})

/** The stream after its byte order mark. */
export async function* withoutMark(blocks: AsyncIterable<Buffer>, markBytes: number): AsyncGenerator<Buffer> {
  let left = markBytes
  for await (const block of blocks) {
    yield left === 0 ? block : block.subarray(left)
    left = 0
  }
}

/** Spreadsheets leave out the delimiters of empty last columns, so a short record is one whose last cells are empty. */
const csvRow = (
  record: ByteRecord,
  rowNo: number,
  headers: readonly string[],
  { decode, delimiter }: Cut,
): Row | BadRow | undefined => {
  const text = decode(record.bytes)
  if (record.problem !== undefined) return badRow(record, rowNo, record.problem, text)
  if (text === undefined) return badRow(record, rowNo, 'bad-encoding')
  const fields = csvFields(text, delimiter)
  if (fields.every((field) => field.trim() === '')) return undefined
  const cutShort = fields.length < headers.length && record.unended === true
  const cells = cutShort || text.includes('\0') ? undefined : cellsUnder(headers, fields)
  return cells === undefined ? badRow(record, rowNo, 'bad-row', text) : { rowNo, cells }
}

const fieldsOf = (record: ByteRecord, { decode, delimiter }: Cut): string[] | undefined => {
  const text = record.problem === undefined ? decode(record.bytes) : undefined
  return text === undefined ? undefined : csvFields(text, delimiter)
}
