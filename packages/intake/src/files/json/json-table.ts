import type { ByteBlocks } from '../byte-blocks.ts'
import { type ByteRecord, byteRecords } from '../byte-records.ts'
import { badRow, recordsAhead, rowsOf, withoutMark } from '../csv/csv-table.ts'
import { FileProblem } from '../file-problem.ts'
import { headingLines } from '../heading.ts'
import type { BadRow, Row, Table } from '../table.ts'
import { encodingOf, type RecordDecoder, recordDecoder } from '../text-encoding.ts'
import { jsonOutline } from './json-outline.ts'
import { losslessJson } from './lossless-json.ts'

/** Reads one flat JSON object per line, or one array of them where the file is small. */
export const jsonTable = async ({ head, blocks }: ByteBlocks, fileName: string): Promise<Table> => {
  const found = encodingOf(head)
  if (found === undefined || found.encoding.startsWith('utf-16')) throw new FileProblem('unknown-encoding', fileName)
  const decode = recordDecoder(found.encoding)
  const bytes = withoutMark(blocks, found.markBytes)
  const isArray = head.subarray(found.markBytes).toString('latin1').trimStart().startsWith('[')
  const batches = isArray ? arrayRecords(bytes, decode, fileName) : byteRecords(bytes, { newline: 0x0a })
  const ahead = await recordsAhead(batches)
  const headers = headersOf(ahead.slice(0, headingLines), decode)
  if (headers.length === 0) {
    throw new FileProblem('not-a-table', fileName, '每行应为一个 JSON 对象 / each line must be one JSON object')
  }
  return {
    format: 'ndjson',
    encoding: found.encoding === 'ascii' ? 'utf-8' : found.encoding,
    headers,
    titleRows: 0,
    titles: [],
    unread: [],
    rows: rowsOf(ahead, batches, (record, rowNo) => filledRow(record, jsonRow(record, rowNo, decode))),
  }
}

/** The lines of a body that is said to be NDJSON, whatever they hold. */
export const ndjsonTable = async (
  { blocks }: ByteBlocks,
  encoding: 'utf-8' | 'gb18030',
): Promise<Pick<Table, 'rows'>> => {
  const decode = recordDecoder(encoding)
  const batches = byteRecords(blocks, { newline: 0x0a })
  return { rows: rowsOf([], batches, (record, rowNo) => jsonRow(record, rowNo, decode)) }
}

/**
 * The records of one JSON object, or of an array of at most `mostRows` of them. Throws `FileProblem` where the text is
 * neither, or more.
 */
export const jsonRecords = (
  bytes: Buffer,
  fileName: string,
  encoding: 'utf-8' | 'gb18030',
  mostRows: number,
): readonly (Row | BadRow)[] => {
  const text = recordDecoder(encoding)(bytes)
  if (text === undefined) throw new FileProblem('unknown-encoding', fileName)
  refuseMuch(text, fileName, mostRows)
  const value = parsed(text.replace(/^\uFEFF/, ''))
  if (value === undefined) throw new FileProblem('not-json', fileName)
  const elements: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (elements.length > 0 && elements.every((element) => typeof element !== 'object' || element === null))
    throw new FileProblem('not-json', fileName, '不是对象 / no object')
  return elements.map((element, at) => (isFlat(element) ? { rowNo: at + 1, cells: element } : unfit(element, at + 1)))
}

/** Records are flat, or hold little more than that; deeper texts are nobody's records, and cost a parser more than they hold. */
const deepest = 64

/** Looks before it parses: what a text becomes may be a hundred times its size. */
const refuseMuch = (text: string, fileName: string, mostRows: number): void => {
  const { elements, depth } = jsonOutline(text, mostRows)
  if (elements > mostRows)
    throw new FileProblem('too-many-rows', fileName, `超过 ${mostRows} 条 / more than ${mostRows}`)
  if (depth > deepest) throw new FileProblem('not-json', fileName, `嵌套超过 ${deepest} 层 / nested too deeply`)
}

const unfit = (element: unknown, rowNo: number): BadRow => {
  const raw = written(element)
  return { rowNo, problem: 'bad-row', raw, bytes: Buffer.from(raw) }
}

/** JSON of any value; one that is nested too deeply to be written has no words. */
const written = (element: unknown): string => {
  try {
    return JSON.stringify(element)
  } catch {
    return ''
  }
}

const largestArrayBytes = 16 * 1024 * 1024
const longestArray = 100_000

/** The elements of one JSON array as if each stood on its own line. */
async function* arrayRecords(
  blocks: AsyncIterable<Buffer>,
  decode: RecordDecoder,
  fileName: string,
): AsyncGenerator<readonly ByteRecord[]> {
  const held: Buffer[] = []
  let size = 0
  for await (const block of blocks) {
    size += block.length
    if (size > largestArrayBytes) {
      throw new FileProblem('too-large', fileName, 'JSON 数组过大，请改为每行一个对象 / send one object per line')
    }
    held.push(block)
  }
  const text = decode(Buffer.concat(held))
  if (text === undefined) throw new FileProblem('unknown-encoding', fileName)
  refuseMuch(text, fileName, longestArray)
  const elements = parsed(text)
  if (!Array.isArray(elements)) throw new FileProblem('damaged', fileName, 'JSON')
  yield elements.map((element) => ({ bytes: Buffer.from(JSON.stringify(element)) }))
}

const headersOf = (records: readonly ByteRecord[], decode: RecordDecoder): readonly string[] => {
  const rows = records.map((record) => jsonRow(record, 1, decode)).filter((row) => row !== undefined)
  return [...new Set(rows.flatMap((row) => ('cells' in row ? Object.keys(row.cells) : [])))]
}

/** An object without any cell is no line of a file. */
const filledRow = (record: ByteRecord, row: Row | BadRow | undefined): Row | BadRow | undefined =>
  row !== undefined && 'cells' in row && Object.keys(row.cells).length === 0
    ? badRow(record, row.rowNo, 'bad-row')
    : row

const jsonRow = (record: ByteRecord, rowNo: number, decode: RecordDecoder): Row | BadRow | undefined => {
  const text = decode(record.bytes)
  if (record.problem !== undefined) return badRow(record, rowNo, record.problem, text)
  if (text === undefined) return badRow(record, rowNo, 'bad-encoding')
  if (text.trim() === '') return undefined
  const value = parsed(text)
  return isFlat(value) ? { rowNo, cells: value } : badRow(record, rowNo, 'bad-row', text)
}

const isFlat = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((cell) => typeof cell !== 'object' || cell === null)

const parsed = (text: string): unknown => {
  try {
    return losslessJson(text)
  } catch {
    return undefined
  }
}
