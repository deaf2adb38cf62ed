import type { Day } from '@shouwang/contracts'
import {
  businessDayFromFileName,
  type Feed,
  type MappedRow,
  mapRow,
  recogniseFeed,
  referenceReader,
} from '@shouwang/feeds'
import type { Pseudonymiser } from '@shouwang/identity'
import { type FileRows, fileRows, type Remarks } from './file-rows.ts'
import { FileProblem } from './files/file-problem.ts'
import { openTable } from './files/open-table.ts'
import { isBadRow, type Row } from './files/table.ts'
import { layoutsOf } from './layouts.ts'

/** What a file is and what would be set aside. `problems` lists the first ones; `detail` says it in Chinese. */
export type FileChecked = {
  readonly feed: string | null
  readonly businessDay: Day | null
  readonly rows: number
  readonly acceptable: number
  readonly problems: readonly { readonly rowNo: number; readonly reason: string; readonly field: string | null }[]
  readonly detail: string
  /** What a receipt of the file would say of it, with how many rows, columns or sheets it concerns. */
  readonly remarks: Remarks
}

/** What a row says by its feed, or why it would be set aside. */
type Checked = MappedRow | ReturnType<ReturnType<typeof referenceReader>>

const listedProblems = 50
const rowsPerChunk = 1_000

/** Reads a file through, maps every row and keeps nothing. */
export const checkFile = async (
  { feeds, identity }: { feeds: readonly Feed[]; identity: Pseudonymiser },
  bytes: AsyncIterable<Uint8Array>,
  about: { fileName: string; feed?: string | undefined; asOf: Day; onRow?: (rowNo: number, mapped: Checked) => void },
): Promise<FileChecked> => {
  const nothing = { feed: null, businessDay: null, rows: 0, acceptable: 0, problems: [], remarks: {} }
  try {
    const table = await openTable(bytes, about.fileName, layoutsOf(feeds, about))
    const told = feeds.find((feed) => feed.id === about.feed) ?? recogniseFeed(table.headers, feeds, about.fileName)
    if ('near' in told) return { ...nothing, detail: told.near.map(({ why }) => why).join('；') || '没有相近的接口。' }
    const feed = 'feed' in told ? told.feed : told
    const rows = fileRows(feed, table, about.fileName, rowsPerChunk)
    const ownDay = feed.delivers === 'snapshot' ? businessDayFromFileName(about.fileName) : about.asOf
    return {
      ...(await checkRows(feed, rows, identity, { ...about, businessDay: ownDay ?? about.asOf })),
      detail: [
        `是“${feed.name}”（${feed.provider}，${feed.id}）。`,
        ...(ownDay === undefined && feed.delivers === 'snapshot' && feed.needsDay
          ? [new FileProblem('day-missing', about.fileName).zh]
          : []),
        ...(rows.notWhole === undefined ? [] : [`${rows.notWhole}。`]),
      ].join(''),
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    return { ...nothing, detail: error.zh }
  }
}

const checkRows = async (
  feed: Feed,
  rows: FileRows,
  identity: Pseudonymiser,
  { businessDay, asOf, onRow }: { businessDay: Day; asOf: Day; onRow?: (rowNo: number, mapped: Checked) => void },
): Promise<Omit<FileChecked, 'detail'>> => {
  const map = mapper(feed, identity, businessDay, asOf)
  const problems: { rowNo: number; reason: string; field: string | null }[] = []
  const remarks = new Map<string, number>()
  let [read, acceptable] = [0, 0]
  for await (const chunk of rows.chunks)
    for (const row of chunk) {
      read += 1
      const mapped = isBadRow(row) ? ({ kind: 'quarantined', reason: row.problem, field: null } as const) : map(row)
      onRow?.(row.rowNo, mapped)
      if (mapped.kind === 'quarantined') {
        if (problems.length < listedProblems)
          problems.push({ rowNo: row.rowNo, reason: mapped.reason, field: mapped.field })
        continue
      }
      acceptable += 1
      for (const remark of 'event' in mapped ? (mapped.remarks ?? []) : [])
        remarks.set(remark, (remarks.get(remark) ?? 0) + 1)
    }
  return {
    feed: feed.id,
    businessDay,
    rows: read,
    acceptable,
    problems,
    remarks: { ...rows.remarks(), ...Object.fromEntries(remarks) },
  }
}

const mapper = (feed: Feed, identity: Pseudonymiser, businessDay: Day, today: Day) => {
  if (feed.delivers === 'reference') {
    const read = referenceReader(feed, today)
    return ({ cells }: Row) => read(cells)
  }
  const context = { delivery: 'check', businessDay, receivedAt: `${today}T00:00:00+08:00`, today }
  return ({ cells, rowNo }: Row) => mapRow(feed, cells, { ...context, rowNo }, identity)
}
