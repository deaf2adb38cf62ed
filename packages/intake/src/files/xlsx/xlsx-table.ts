import type { ByteBlocks } from '../byte-blocks.ts'
import { FileProblem } from '../file-problem.ts'
import { cellsUnder, type Heading, headingLines, headingOf } from '../heading.ts'
import type { BadRow, Layouts, Row, Table, UnreadSheet } from '../table.ts'
import { type ArchiveLimits, archiveLimits, openArchive } from './xlsx-archive.ts'
import { type MergedColumn, mergedColumns, type SheetRow, sheetRows } from './xlsx-sheet.ts'
import { readWorkbook, type Workbook } from './xlsx-workbook.ts'

/** A worksheet that holds data: its rows in batches, the first of them already read, and its header. */
type Sheet = {
  readonly name: string
  readonly part: string
  readonly heading: Heading
  readonly headers: readonly string[]
  readonly layout: string | undefined
}

/**
 * Reads every visible worksheet that has the layout of the first one that fits any; what is not read is named. The packed
 * file is held in memory; what it unpacks to is not.
 */
export const xlsxTable = async (
  { blocks }: ByteBlocks,
  fileName: string,
  layouts?: Layouts,
  limits: ArchiveLimits = archiveLimits,
): Promise<Table> => {
  const archive = await openArchive(await collected(blocks, fileName, limits), fileName, limits)
  const workbook = await readWorkbook(archive, fileName)
  const sheets: Sheet[] = []
  const unread: UnreadSheet[] = []
  let first: FileProblem | undefined
  for (const { name, part } of workbook.sheets)
    try {
      const sheet = await openSheet(workbook, name, part, layouts)
      if (sheet !== undefined) sheets.push(sheet)
    } catch (error) {
      if (!(error instanceof FileProblem) || error.code === 'too-large' || error.code === 'damaged') throw error
      first ??= error
      unread.push({ name, namesPeople: await namesPeople(workbook, part) })
    }
  const [main = sheets[0]] = sheets.filter(({ layout }) => layout !== undefined)
  if (main === undefined) throw first ?? new FileProblem('empty', fileName)
  const read = sheets.filter((sheet) => sheet === main || (main.layout !== undefined && sheet.layout === main.layout))
  for (const { name, part } of sheets.filter((sheet) => !read.includes(sheet)))
    unread.push({ name, namesPeople: await namesPeople(workbook, part) })
  return {
    format: 'xlsx',
    encoding: 'utf-8',
    headers: [...new Set(read.flatMap(({ headers }) => headers))],
    titleRows: main.heading.titleRows,
    titles: main.heading.titles,
    unread,
    rows: rowsOfAll(workbook, read),
  }
}

/** Reads the head of a worksheet; undefined for one without any cell. */
const openSheet = async (
  workbook: Workbook,
  name: string,
  part: string,
  layouts: Layouts | undefined,
): Promise<Sheet | undefined> => {
  const ahead: SheetRow[] = []
  const batches = sheetRows(workbook, part)
  for (let next = await batches.next(); next.done !== true && ahead.length < headingLines; next = await batches.next())
    ahead.push(...next.value)
  await batches.return(undefined)
  if (ahead.length === 0) return undefined
  const lines = ahead.slice(0, headingLines).map((row) => row.values.map((value) => String(value ?? '')))
  const heading = headingOf(lines, workbook.fileName, layouts)
  const headers = layouts?.explained(heading.headers, heading.titles) ?? heading.headers
  return { name, part, heading, headers, layout: layouts?.layoutOf(headers) }
}

/** True where a worksheet holds anything like an ID number. */
const namesPeople = async (workbook: Workbook, part: string): Promise<boolean> => {
  const batches = sheetRows(workbook, part)
  try {
    for (let next = await batches.next(); next.done !== true; next = await batches.next())
      if (next.value.some(({ values }) => values.some((value) => likeIdNumber.test(String(value ?? ''))))) return true
    return false
  } finally {
    await batches.return(undefined)
  }
}

const likeIdNumber = /(?<!\d)\d{17}[\dXx]|(?<!\d)\d{15}(?!\d)/

async function* rowsOfAll(workbook: Workbook, sheets: readonly Sheet[]): AsyncGenerator<Row | BadRow> {
  let before = 0
  for (const { part, heading, headers } of sheets) {
    const fill = downwards(await mergedColumns(workbook, part))
    let rowNo = before
    for await (const row of rowsOf(sheetRows(workbook, part), heading.titleRows + heading.depth, headers, fill)) {
      rowNo = before + row.rowNo
      yield { ...row, rowNo }
    }
    before = rowNo
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

/** The rows behind a header of so many lines. Lines without any cell are not among them. */
async function* rowsOf(
  batches: AsyncGenerator<readonly SheetRow[]>,
  skipped: number,
  headers: readonly string[],
  fill: (row: SheetRow) => void,
): AsyncGenerator<Row | BadRow> {
  let rowNo = -skipped
  try {
    for (let next = await batches.next(); next.done !== true; next = await batches.next())
      for (const row of next.value) {
        rowNo += 1
        if (rowNo <= 0) continue
        fill(row)
        const cells = row.tooLong ? undefined : cellsUnder(headers, row.values)
        yield cells === undefined ? badRow(row, rowNo) : { rowNo, cells }
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
