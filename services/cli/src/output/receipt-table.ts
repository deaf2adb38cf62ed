import { QuarantineListAnswer } from '@shouwang/console-api'
import { type Feed, feedById } from '@shouwang/feeds'
import { type ApiClient, ask } from '../api-client/api-client.ts'
import type { ImportedFile } from '../commands/until-judged.ts'
import { textTable } from './text-table.ts'

/** Receipts as a table, with what became of the rows of each file in words. */
export const importedText = async (
  api: ApiClient,
  files: readonly ImportedFile[],
  feeds: readonly Feed[],
): Promise<string> => {
  const words = await reasonWords(api)
  const rows = files.map((file) => [
    file.fileName ?? '（接口）',
    feedById(feeds, file.feed ?? '')?.name ?? file.feed ?? '',
    file.businessDay ?? '',
    ...countsOf(file),
    remarkOf(file, words),
  ])
  return textTable(columns, files.length < 2 ? rows : [...rows, ['合计', '', '', ...countsOf(totalOf(files)), '']])
}

const columns = [
  { heading: '文件' },
  { heading: '接口' },
  { heading: '业务日' },
  { heading: '收到', number: true },
  { heading: '接受', number: true },
  { heading: '其中修正', number: true },
  { heading: '重复', number: true },
  { heading: '隔离', number: true },
  { heading: '说明' },
] as const

type Counts = Pick<ImportedFile, 'received' | 'accepted' | 'mended' | 'duplicate' | 'quarantined' | 'quarantinedLater'>

const countsOf = (file: Counts): readonly string[] =>
  [file.received, file.accepted, file.mended, file.duplicate, file.quarantined + file.quarantinedLater].map(String)

const totalOf = (files: readonly ImportedFile[]): Counts => {
  const sum = (of: keyof Counts) => files.reduce((total, file) => total + file[of], 0)
  return {
    received: sum('received'),
    accepted: sum('accepted'),
    mended: sum('mended'),
    duplicate: sum('duplicate'),
    quarantined: sum('quarantined'),
    quarantinedLater: sum('quarantinedLater'),
  }
}

const remarkOf = (file: ImportedFile, words: ReadonlyMap<string, string>): string => {
  const {
    fileName,
    part,
    status,
    problem,
    remarks: said,
    received,
    accepted,
    applied,
    stale,
    quarantinedBy,
    quarantinedLater,
  } = file
  if (status === 'failed') return problem ?? '没有收完'
  const remarks = Object.entries(quarantinedBy).map(([reason, count]) => `${words.get(reason) ?? reason} ${count}`)
  if (quarantinedLater > 0) remarks.push(`研判时隔离 ${quarantinedLater}`)
  if (problem !== null) remarks.push(problem)
  else if (received === 0) remarks.push('没有数据行')
  if (stale > 0) remarks.push(`已有更新的数据 ${stale}`)
  if (accepted > 0 && applied === 0) remarks.push('与此前内容相同，没有变化')
  if (part && fileName !== null) remarks.push('分次报送，名单未完')
  for (const [remark, count] of Object.entries(said)) remarks.push(`${remark}（${count}）`)
  if (status !== 'complete') remarks.push('仍在研判')
  return remarks.join('；')
}

/** The words for reason codes, as the quarantine gives them. */
const reasonWords = async (api: ApiClient): Promise<ReadonlyMap<string, string>> => {
  const { counts } = await ask(api, QuarantineListAnswer, { path: '/quarantine', query: { limit: '1' } })
  return new Map(counts.map(({ reason, reasonText }) => [reason, reasonText]))
}
