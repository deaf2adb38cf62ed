import type { Context } from 'hono'
import type { CellObject, Row } from 'write-excel-file/node'
import type { ConsoleEnv } from './console-env.ts'

/** The media type of a workbook. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What a cell may hold; sums are numbers of 元, so that a sheet adds them up. */
type Cell = string | number | null

/** One sheet: its name, its headings with their widths in characters, and its rows. */
export type WorkbookSheet = {
  readonly name: string
  readonly columns: readonly (readonly [heading: string, width: number])[]
  readonly rows: readonly (readonly Cell[])[]
}

/**
 * The bytes of a workbook of these sheets. Every text is a text cell: no program computes what a person wrote. What writes
 * them is loaded here: most commands of the command line want none.
 */
export const workbook = async (sheets: readonly WorkbookSheet[]): Promise<Buffer> => {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  return writeXlsxFile(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      data: [
        columns.map(([heading]): CellObject => ({ value: heading, type: String, fontWeight: 'bold' })),
        ...rows.map((row): Row => row.map(cellOf)),
      ],
      columns: columns.map(([, width]) => ({ width })),
      stickyRowsCount: 1,
    })),
  ).toBuffer()
}

const cellOf = (value: Cell): CellObject | null => {
  if (value === null || value === '') return null
  return typeof value === 'number' ? { value, type: Number } : { value: plainText(value), type: String, wrap: true }
}

/** What begins like a formula stays text even where the sheet is saved as CSV and opened again. */
export const plainText = (text: string): string => (/^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/** Answers a workbook as a file of this name. */
export const sendWorkbook = async (
  c: Context<ConsoleEnv>,
  fileName: string,
  sheets: readonly WorkbookSheet[],
): Promise<Response> =>
  c.body(new Uint8Array(await workbook(sheets)), 200, {
    'content-type': XLSX,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  })
