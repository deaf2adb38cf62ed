import { type QuarantineItem, QuarantineListAnswer } from '@shouwang/console-api'
import type { Day } from '@shouwang/contracts'
import { type ApiClient, ask } from '../api-client/api-client.ts'
import { inOrder } from '../option-values.ts'
import { growingTable } from '../output/text-table.ts'
import { checkQuarantinedFeed } from '../own-feeds.ts'
import type { Shell } from '../shell.ts'
import type { Terminal } from '../terminal.ts'

/** Which waiting rows are meant; days are business days, both included. */
export type WaitingOptions = {
  readonly feed?: string
  readonly reason?: string
  readonly from?: Day
  readonly to?: Day
}

const pageSize = 500

/** `quarantine list`: writes the waiting rows page by page, so that a great many need no memory. */
export const listWaiting = async (shell: Shell, filter: WaitingOptions): Promise<undefined> => {
  inOrder(filter)
  checkQuarantinedFeed(shell.options, filter.feed)
  const write = shell.options.format === 'json' ? jsonList(shell.terminal) : table(shell.terminal)
  const written = await shell.enter(async (api) => {
    let count = 0
    for await (const items of pagesOf(api, filter)) {
      write.rows(items)
      count += items.length
    }
    return count
  })
  write.end()
  shell.terminal.err(written === 0 ? '隔离区没有这样的待处理数据。\n' : `共 ${written} 行待处理。\n`)
  return undefined
}

async function* pagesOf(api: ApiClient, filter: WaitingOptions): AsyncGenerator<readonly QuarantineItem[]> {
  for (let after: string | undefined; ; ) {
    const query = { ...filter, limit: String(pageSize), after }
    const { items }: QuarantineListAnswer = await ask(api, QuarantineListAnswer, { path: '/quarantine', query })
    if (items.length > 0) yield items
    after = items.at(-1)?.quarantineId
    if (items.length < pageSize) return
  }
}

const jsonList = ({ out }: Terminal) => {
  let any = false
  return {
    rows: (items: readonly QuarantineItem[]): void => {
      for (const item of items) {
        out(`${any ? ',' : '['}\n${JSON.stringify(item, null, 2)}`)
        any = true
      }
    },
    end: (): void => out(any ? '\n]\n' : '[]\n'),
  }
}

const columns = ['编号', '环节', '接口', '文件', '行', '业务日', '原因', '列'].map((heading) => ({ heading }))

const table = ({ out }: Terminal) => {
  const lines = growingTable(columns)
  return { rows: (items: readonly QuarantineItem[]): void => out(lines(items.map(cellsOf))), end: (): void => {} }
}

/** The stage that set a row aside, as operators call it. */
export const stageWords = ({ stage }: Pick<QuarantineItem, 'stage'>): string => stages[stage] ?? stage

const stages: Readonly<Record<string, string>> = { ingest: '接入', scoring: '研判', alert: '派单' }

const cellsOf = ({
  quarantineId,
  stage,
  feedName,
  fileName,
  rowNo,
  businessDay,
  reasonText,
  field,
}: QuarantineItem) => [
  quarantineId,
  stageWords({ stage }),
  feedName,
  fileName ?? '',
  String(rowNo),
  businessDay,
  reasonText,
  field ?? '',
]
