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
  /** Worksheets that hold data and are not part of `rows`. */
  readonly unreadSheets: readonly string[]
  /** Throws `FileProblem` where the file turns out to be damaged, and whatever the source throws. */
  readonly rows: AsyncIterable<Row | BadRow>
}

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** Longest record that is read as a row. */
export const longestRecordBytes = 1024 * 1024

/** How much of a record that is too long is kept for a person to look at. */
export const keptBytesOfLongRecord = 4096

export const isBadRow = (row: Row | BadRow): row is BadRow => 'problem' in row
