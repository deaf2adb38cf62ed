/** One record: the cells by header, `rowNo` counting the records of the file from 1. Values are as the office sent them. */
export type Row = { readonly rowNo: number; readonly cells: Record<string, unknown> }

/** A record that can't be a row. `raw` is for reading; `bytes` are the original ones, cut where the record is too long. */
export type BadRow = {
  readonly rowNo: number
  readonly problem: 'bad-encoding' | 'bad-row' | 'row-too-long'
  readonly raw: string
  readonly bytes: Uint8Array
}

/** A departmental file as a stream of rows. `rows` can be read once. */
export type Table = {
  readonly format: 'csv' | 'ndjson' | 'xlsx'
  readonly encoding: Encoding
  readonly headers: readonly string[]
  /** Lines above the header: titles, issuing office, blank lines. */
  readonly titleRows: number
  /** What those lines say. */
  readonly titles: readonly string[]
  /** Worksheets that hold data and are not part of `rows`. */
  readonly unread: readonly UnreadSheet[]
  /** Throws `FileProblem` where the file turns out to be damaged, and whatever the source throws. */
  readonly rows: AsyncIterable<Row | BadRow>
}

/** A worksheet that fits no layout; where it holds ID numbers, people stand on it who were not read. */
export type UnreadSheet = { readonly name: string; readonly namesPeople: boolean }

/** What the catalogue knows of headers, so that a file's shape is told by what it declares and not by guessing. */
export type Layouts = {
  /** True for a header that some layout declares. */
  readonly isDeclared: (header: string) => boolean
  /** True for a cell that is a unit and nothing else: 万元, （元）. */
  readonly isUnit: (cell: string) => boolean
  /** The layout that a table's headers belong to; undefined where none or several fit. */
  readonly layoutOf: (headers: readonly string[]) => string | undefined
  /** The headers with what the lines above them say of all, such as their unit. */
  readonly explained: (headers: readonly string[], titles: readonly string[]) => readonly string[]
}

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** Longest record that is read as a row. */
export const longestRecordBytes = 1024 * 1024

/** How much of a record that is too long is kept for a person to look at. */
export const keptBytesOfLongRecord = 4096

export const isBadRow = (row: Row | BadRow): row is BadRow => 'problem' in row
