import {
  countedOtherwise,
  type Feed,
  isRoundedIdNumber,
  layoutFit,
  lostNoughts,
  noRecord,
  noRecordText,
} from '@shouwang/feeds'
import { FileProblem } from './files/file-problem.ts'
import { type BadRow, isBadRow, type Row, type Table } from './files/table.ts'

/** What people should know of a delivery, in Chinese, with how many rows, columns or sheets it concerns. */
export type Remarks = Readonly<Record<string, number>>

/** The records of a file in chunks, and what its receipt is to say of the file, once they are all read. */
export type FileRows = {
  readonly chunks: AsyncIterable<readonly (Row | BadRow)[]>
  readonly remarks: () => Remarks
  /** Why the file is not all that there is, for people; undefined where it is. */
  readonly notWhole: string | undefined
}

/** So few may end in noughts by chance. */
const fewestRounded = 2
const mostRounded = 0.05

/**
 * Reads a table as records of a feed: lines that are no records are left out and named, columns and sheets that are not
 * read are named. Throws `FileProblem` where a spreadsheet has spoilt the numbers or codes of a chunk.
 */
export const fileRows = (feed: Feed, table: Table, fileName: string, rowsPerChunk: number): FileRows => {
  const kindOf = noRecord(feed)
  const left = new Map<string, number>()
  const isRecord = (row: Row | BadRow): boolean => {
    const kind = isBadRow(row) ? noRecordText(row.raw) : kindOf(row.cells)
    if (kind === undefined) return true
    left.set(kind, (left.get(kind) ?? 0) + 1)
    const line = isBadRow(row)
      ? row.raw
      : Object.values(row.cells)
          .filter((cell) => typeof cell === 'string')
          .join(' ')
    const column = countedOtherwise(feed, table.headers, line.trim())
    if (column !== undefined) throw new FileProblem('unit-below', fileName, column)
    return false
  }
  const unread = table.unread.filter(({ namesPeople }) => namesPeople).map(({ name }) => `“${name}”`)
  return {
    chunks: chunked(table.rows, rowsPerChunk, isRecord, refuseSpoilt(feed, fileName)),
    remarks: () => ({ ...shapeRemarks(feed, table), ...leftRemarks(left) }),
    notWhole:
      unread.length === 0
        ? undefined
        : `工作表${unread.join('、')}没有读（表头与“${feed.name}”不符），其中有证件号码：不当作整份名单，上一份继续有效。请改成相同的表头后重新报送整份文件`,
  }
}

/**
 * Throws `FileProblem` where a spreadsheet has spoilt what it took for numbers: ID numbers end in 000 more often than by chance,
 * or codes have lost their noughts.
 */
export const refuseSpoilt = (feed: Feed, fileName: string): ((rows: readonly (Row | BadRow)[]) => void) => {
  const rounded = isRoundedIdNumber(feed)
  const withoutNoughts = lostNoughts(feed)
  return (rows) => {
    const cells = rows.flatMap((row) => (isBadRow(row) ? [] : [row.cells]))
    const column = withoutNoughts(cells)
    if (column !== undefined) throw new FileProblem('noughts-lost', fileName, column)
    let [ids, noughts] = [0, 0]
    for (const each of cells) {
      const ends = rounded(each)
      if (ends !== undefined) ids += 1
      if (ends === true) noughts += 1
    }
    if (noughts >= fewestRounded && noughts > ids * mostRounded) throw new FileProblem('rounded', fileName)
  }
}

async function* chunked(
  rows: Table['rows'],
  size: number,
  isRecord: (row: Row | BadRow) => boolean,
  check: (rows: readonly (Row | BadRow)[]) => void,
): AsyncGenerator<readonly (Row | BadRow)[]> {
  let chunk: (Row | BadRow)[] = []
  for await (const row of rows) {
    if (!isRecord(row)) continue
    chunk.push(row)
    if (chunk.length < size) continue
    check(chunk)
    yield chunk
    chunk = []
  }
  check(chunk)
  if (chunk.length > 0) yield chunk
}

const shapeRemarks = (feed: Feed, { headers, unread }: Table): Remarks => {
  const { strangers } = layoutFit(feed, headers)
  const sheets = unread.map(({ name }) => name)
  return {
    ...(strangers.length === 0 ? {} : { [`未读列：${listed(strangers)}`]: strangers.length }),
    ...(sheets.length === 0 ? {} : { [`未读工作表：${listed(sheets)}`]: sheets.length }),
  }
}

const leftRemarks = (left: ReadonlyMap<string, number>): Remarks => {
  const lines = [...left.values()].reduce((sum, count) => sum + count, 0)
  return lines === 0 ? {} : { [`不是记录、没有当作人的行：${listed([...left.keys()])}`]: lines }
}

const mostListed = 12

const listed = (names: readonly string[]): string =>
  names.slice(0, mostListed).join('、') + (names.length > mostListed ? '等' : '')
