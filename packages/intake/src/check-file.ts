import type { Day } from '@shouwang/contracts'
import { businessDayFromFileName, type Feed, mapRow, recogniseFeed, referenceReader } from '@shouwang/feeds'
import type { Pseudonymiser } from '@shouwang/identity'
import { FileProblem } from './files/file-problem.ts'
import { openTable } from './files/open-table.ts'
import { isBadRow, type Row, type Table } from './files/table.ts'

/** What a file is and what would be set aside. `problems` lists the first ones; `detail` says it in Chinese. */
export type FileChecked = {
  readonly feed: string | null
  readonly businessDay: Day | null
  readonly rows: number
  readonly acceptable: number
  readonly problems: readonly { readonly rowNo: number; readonly reason: string; readonly field: string | null }[]
  readonly detail: string
}

const listedProblems = 50

/** Reads a file through, maps every row and keeps nothing. */
export const checkFile = async (
  { feeds, identity }: { feeds: readonly Feed[]; identity: Pseudonymiser },
  bytes: AsyncIterable<Uint8Array>,
  about: { fileName: string; feed?: string | undefined; asOf: Day },
): Promise<FileChecked> => {
  const nothing = { feed: null, businessDay: null, rows: 0, acceptable: 0, problems: [] }
  try {
    const table = await openTable(bytes, about.fileName)
    const told = feeds.find((feed) => feed.id === about.feed) ?? recogniseFeed(table.headers, feeds, about.fileName)
    if ('near' in told) return { ...nothing, detail: told.near.map(({ why }) => why).join('；') || '没有相近的接口。' }
    const feed = 'feed' in told ? told.feed : told
    return {
      ...(await checkRows(feed, table.rows, identity, about)),
      detail: `是“${feed.name}”（${feed.provider}，${feed.id}）。`,
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    return { ...nothing, detail: error.zh }
  }
}

const checkRows = async (
  feed: Feed,
  rows: Table['rows'],
  identity: Pseudonymiser,
  { fileName, asOf }: { fileName: string; asOf: Day },
): Promise<Omit<FileChecked, 'detail'>> => {
  const ownDay = feed.delivers === 'snapshot' ? businessDayFromFileName(fileName) : undefined
  const map = mapper(feed, identity, ownDay ?? asOf, asOf)
  const problems: { rowNo: number; reason: string; field: string | null }[] = []
  let [read, acceptable] = [0, 0]
  for await (const row of rows) {
    read += 1
    const mapped = isBadRow(row) ? ({ kind: 'quarantined', reason: row.problem, field: null } as const) : map(row)
    if (mapped.kind === 'accepted') acceptable += 1
    else if (problems.length < listedProblems)
      problems.push({ rowNo: row.rowNo, reason: mapped.reason, field: mapped.field })
  }
  return { feed: feed.id, businessDay: ownDay ?? asOf, rows: read, acceptable, problems }
}

const mapper = (feed: Feed, identity: Pseudonymiser, businessDay: Day, today: Day) => {
  if (feed.delivers === 'reference') {
    const read = referenceReader(feed, today)
    return ({ cells }: Row) => read(cells)
  }
  const context = { delivery: 'check', businessDay, receivedAt: `${today}T00:00:00+08:00`, today }
  return ({ cells, rowNo }: Row) => mapRow(feed, cells, { ...context, rowNo }, identity)
}
