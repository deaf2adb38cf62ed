import type { ByteBlocks } from '../byte-blocks.ts'
import { FileProblem } from '../file-problem.ts'
import { cellsUnder, headingLines, headingOf } from '../heading.ts'
import type { BadRow, Row, Table } from '../table.ts'
import { type ArchiveLimits, archiveLimits, openArchive } from './xlsx-archive.ts'
import { type MergedColumn, mergedColumns, type SheetRow, sheetRows } from './xlsx-sheet.ts'
import { readWorkbook, type Workbook } from './xlsx-workbook.ts'

/** Reads the first visible worksheet that holds data. The packed file is held in memory; what it unpacks to is not. */
export const xlsxTable = async (
  { blocks }: ByteBlocks,
  fileName: string,
  limits: ArchiveLimits = archiveLimits,
): Promise<Table> => {
  const archive = await openArchive(await collected(blocks, fileName, limits), fileName, limits)
  const workbook = await readWorkbook(archive, fileName)
  const filled = []
  for (const sheet of workbook.sheets) if (await holdsData(workbook, sheet.part)) filled.push(sheet)
  const [sheet, ...unread] = filled
  if (sheet === undefined) throw new FileProblem('empty', fileName)
  const batches = sheetRows(workbook, sheet.part)
  const ahead: SheetRow[] = []
  while (ahead.length < headingLines) {
    const next = await batches.next()
    if (next.done === true) break
    for (const row of next.value) ahead.push(row)
  }
  const lines = ahead.slice(0, headingLines).map((row) => row.values.map((value) => String(value ?? '')))
  const { headers, titleRows } = headingOf(lines, fileName)
  const merged = await mergedColumns(workbook, sheet.part)
  return {
    format: 'xlsx',
    encoding: 'utf-8',
    headers,
    titleRows: (ahead[titleRows]?.line ?? 1) - 1,
    unreadSheets: unread.map(({ name }) => name),
    rows: rowsOf(ahead.slice(titleRows + 1), batches, headers, downwards(merged)),
  }
}

const collected = async (
  blocks: AsyncIterable<Buffer>,
  fileName: string,
  { packedBytes }: ArchiveLimits,
): Promise<Buffer> => {
  const held: Buffer[] = []
  let size = 0
  for await (const block of blocks) {
    size += block.length
    if (size > packedBytes) throw new FileProblem('too-large', fileName)
    held.push(block)
  }
  return Buffer.concat(held, size)
}

const holdsData = async (workbook: Workbook, part: string): Promise<boolean> => {
  const rows = sheetRows(workbook, part)
  const first = await rows.next()
  await rows.return(undefined)
  return first.done !== true
}

async function* rowsOf(
  ahead: readonly SheetRow[],
  batches: AsyncGenerator<readonly SheetRow[]>,
  headers: readonly string[],
  fill: (row: SheetRow) => void,
): AsyncGenerator<Row | BadRow> {
  let rowNo = 0
  try {
    for (let batch: readonly SheetRow[] | undefined = ahead; batch !== undefined; ) {
      for (const row of batch) {
        rowNo += 1
        fill(row)
        const cells = row.tooLong ? undefined : cellsUnder(headers, row.values)
        yield cells === undefined ? badRow(row, rowNo) : { rowNo, cells }
      }
      const next: IteratorResult<readonly SheetRow[]> = await batches.next()
      batch = next.done === true ? undefined : next.value
    }
  } finally {
    await batches.return(undefined)
  }
}

/** A workbook keeps no bytes of a row, so its values stand in for them. */
const badRow = (row: SheetRow, rowNo: number): BadRow => {
  const raw = JSON.stringify(row.values)
  return { rowNo, problem: row.tooLong ? 'row-too-long' : 'bad-row', raw, bytes: Buffer.from(raw) }
}

/** Repeats a value down the lines that it is merged over. */
const downwards = (merged: readonly MergedColumn[]): ((row: SheetRow) => void) => {
  const starts = Map.groupBy(merged, (area) => area.from)
  const open = new Map<number, { to: number; value: unknown }>()
  return ({ line, values }) => {
    for (const { column, to } of starts.get(line) ?? []) open.set(column, { to, value: values[column] })
    for (const [column, { to, value }] of open) {
      if (line > to) open.delete(column)
      else values[column] ??= value
    }
  }
}
