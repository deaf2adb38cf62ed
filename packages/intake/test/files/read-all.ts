import { openTable } from '../../src/files/open-table.ts'
import type { BadRow, Row } from '../../src/files/table.ts'

/** A stream of these bytes in chunks of the given sizes, the last size repeating. */
export async function* chunked(bytes: Uint8Array, sizes: readonly number[] = [1 << 16]): AsyncGenerator<Uint8Array> {
  let at = 0
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = Math.max(1, sizes[Math.min(turn, sizes.length - 1)] ?? 1)
    yield bytes.subarray(at, at + size)
    at += size
  }
}

/** The whole table at once; each row as its cells, or as its problem. */
export const readAll = async (bytes: Uint8Array | string, sizes?: readonly number[], fileName = '测试.csv') => {
  const table = await openTable(chunked(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, sizes), fileName)
  const rows: (Row | BadRow)[] = []
  for await (const row of table.rows) rows.push(row)
  return { ...table, rows, seen: rows.map((row) => ('problem' in row ? row.problem : Object.values(row.cells))) }
}
