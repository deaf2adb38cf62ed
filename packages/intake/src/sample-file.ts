import type { Feed, Sample } from '@shouwang/feeds'
import { openTable } from './files/open-table.ts'
import { isBadRow } from './files/table.ts'
import { layoutsOf } from './layouts.ts'

/** So many rows show what a file holds. */
const rowsLookedAt = 500

/** The columns of a file that no feed needs to know, with what its first rows hold. Throws `FileProblem` for what is no table. */
export const sampleFile = async (
  feeds: readonly Feed[],
  bytes: AsyncIterable<Uint8Array>,
  fileName: string,
): Promise<Sample> => {
  const layouts = { ...layoutsOf(feeds, { fileName }), layoutOf: () => 'sample' }
  const { headers, rows } = await openTable(bytes, fileName, layouts)
  const texts = new Map<string, string[]>(headers.map((header) => [header, []]))
  let read = 0
  for await (const row of rows) {
    if (read++ >= rowsLookedAt) break
    if (isBadRow(row)) continue
    for (const [header, cell] of Object.entries(row.cells)) {
      const text = String(cell ?? '').trim()
      if (text !== '') texts.get(header)?.push(text)
    }
  }
  return { fileName, columns: headers.map((header) => ({ header, texts: texts.get(header) ?? [] })) }
}
