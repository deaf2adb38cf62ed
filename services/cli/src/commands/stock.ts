import { levelWords } from '@shouwang/casework'
import { StockAnswer } from '@shouwang/console-api'
import type { RegionCode } from '@shouwang/contracts'
import { InvalidArgumentError } from 'commander'
import { ask } from '../api-client/api-client.ts'
import { regionOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'

type ListOptions = { readonly region?: RegionCode; readonly limit?: number; readonly after?: string }

/** `stock`: households that wait for their first visit where a place begins, the next ones first. */
export const stockCommand: SetUp = (command, act) => {
  command
    .option('--region <区划>', '只看一个区划及其下级（默认为您负责的区域）', regionOption)
    .option('--limit <户数>', '一页多少户，最多 200', pageOption)
    .option('--after <位置>', '上一页末尾给出的位置')
    .addHelpText(
      'after',
      '\n摸排期内首次推送带来的旧情况先入清单，按走访能力从最前面逐户派单；加重、求助、有新情况的随到随派。\n例：pnpm shouwang stock --region 350203',
    )
    .action(act(list))
}

const pageOption = (written: string): number => {
  const limit = Number(written)
  if (/^\d{1,3}$/.test(written) && limit >= 1 && limit <= 200) return limit
  throw new InvalidArgumentError('请写 1 到 200 的整数')
}

const list = async (shell: Shell, { region, limit, after }: ListOptions): Promise<undefined> => {
  const query = { region, after, limit: limit === undefined ? undefined : String(limit) }
  const answer = await shell.enter((api) => ask(api, StockAnswer, { path: '/stock-list', query }))
  shell.show(answer, () => (answer.households.length === 0 ? '' : listText(answer)))
  shell.terminal.err(`${answer.regionName}：存量摸排清单共 ${answer.total} 户。\n`)
  if (answer.next !== null) shell.terminal.err(`下一页：--after '${answer.next}'\n`)
  return undefined
}

const listText = ({ households }: StockAnswer): string =>
  textTable(
    [
      { heading: '排序分', number: true },
      { heading: '级别' },
      { heading: '户号' },
      { heading: '村居' },
      { heading: '入清单' },
      { heading: '最迟派单' },
      { heading: '为什么' },
    ],
    households.map(({ place, level, householdNo, regionName, since, by, reasons }) => [
      place.toFixed(1),
      levelWords[level].zh,
      householdNo,
      regionName,
      since,
      by,
      reasons.map(({ indicatorName }) => indicatorName).join('、'),
    ]),
  )
