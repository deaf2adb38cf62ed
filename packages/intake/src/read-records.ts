import type { Feed } from '@shouwang/feeds'
import { type ByteBlocks, byteBlocks } from './files/byte-blocks.ts'
import { csvTable } from './files/csv/csv-table.ts'
import { FileProblem } from './files/file-problem.ts'
import { jsonRecords, ndjsonTable } from './files/json/json-table.ts'
import { type BadRow, isBadRow, type Row } from './files/table.ts'
import { layoutsOf } from './layouts.ts'

/** How somebody who sends records says that they are written. */
export type RecordsForm = { readonly form: 'json' | 'ndjson' | 'csv'; readonly encoding: 'utf-8' | 'gb18030' }

const body = '请求体'

/** A body is held whole: as many records as a sender may well have gathered in a minute. */
const mostRecords = 50_000

/**
 * The records of the body of a request, read as a file of the same form is: a record that can't be a row is a value among
 * them. Throws `FileProblem` where the whole of it is none of what it is said to be, or has more than `most` records.
 */
export const readRecords = async (
  bytes: Uint8Array,
  { form, encoding }: RecordsForm,
  feed: Feed | undefined,
  most = mostRecords,
): Promise<readonly (Row | BadRow)[]> => {
  const blocks = await byteBlocks(once(bytes))
  const layouts = feed === undefined ? undefined : layoutsOf([feed], { fileName: body, feed: feed.id })
  const rows =
    form === 'json'
      ? jsonRecords(Buffer.from(bytes), body, encoding, most)
      : await collected(await tableOf(form, blocks, encoding, layouts), most)
  const [first] = rows
  if (form !== 'json' && first !== undefined && rows.every(isBadRow))
    throw new FileProblem('not-a-table', body, `没有一条记录能读，第 ${first.rowNo} 条就不行 / no record can be read`)
  return rows
}

const tableOf = (
  form: 'ndjson' | 'csv',
  blocks: ByteBlocks,
  encoding: RecordsForm['encoding'],
  layouts: ReturnType<typeof layoutsOf> | undefined,
) => (form === 'csv' ? csvTable(blocks, body, layouts, encoding) : ndjsonTable(blocks, encoding))

const collected = async (
  { rows }: { readonly rows: AsyncIterable<Row | BadRow> },
  most: number,
): Promise<readonly (Row | BadRow)[]> => {
  const read: (Row | BadRow)[] = []
  for await (const row of rows)
    if (read.push(row) > most) throw new FileProblem('too-many-rows', body, `超过 ${most} 条 / more than ${most}`)
  return read
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes
}
