import { byteBlocks } from './files/byte-blocks.ts'
import { csvTable } from './files/csv/csv-table.ts'
import type { BadRow, Row } from './files/table.ts'

/** The records of a CSV text that was sent as the body of a request. Throws `FileProblem` where it is no table. */
export const readCsv = async (bytes: Uint8Array): Promise<readonly (Row | BadRow)[]> => {
  const table = await csvTable(await byteBlocks(once(bytes)), '请求体')
  const rows: (Row | BadRow)[] = []
  for await (const row of table.rows) rows.push(row)
  return rows
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
