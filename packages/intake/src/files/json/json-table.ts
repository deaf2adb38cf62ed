import type { ByteBlocks } from '../byte-blocks.ts'
import { type ByteRecord, byteRecords } from '../byte-records.ts'
import { badRow, recordsAhead, rowsOf, withoutMark } from '../csv/csv-table.ts'
import { FileProblem } from '../file-problem.ts'
import { headingLines } from '../heading.ts'
import type { BadRow, Row, Table } from '../table.ts'
import { encodingOf, type RecordDecoder, recordDecoder } from '../text-encoding.ts'
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
    rows: rowsOf(ahead, batches, (record, rowNo) => jsonRow(record, rowNo, decode)),
  }
}

const largestArrayBytes = 16 * 1024 * 1024

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
  const elements = parsed(text)
  if (!Array.isArray(elements)) throw new FileProblem('damaged', fileName, 'JSON')
  yield elements.map((element) => ({ bytes: Buffer.from(JSON.stringify(element)) }))
}

const headersOf = (records: readonly ByteRecord[], decode: RecordDecoder): readonly string[] => {
  const rows = records.map((record) => jsonRow(record, 1, decode)).filter((row) => row !== undefined)
  return [...new Set(rows.flatMap((row) => ('cells' in row ? Object.keys(row.cells) : [])))]
}

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
  Object.keys(value).length > 0 &&
  Object.values(value).every((cell) => typeof cell !== 'object' || cell === null)

const parsed = (text: string): unknown => {
  try {
    return losslessJson(text)
  } catch {
    return undefined
  }
}
