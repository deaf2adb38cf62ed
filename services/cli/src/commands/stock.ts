import { levelWords } from '@shouwang/casework'
import { StockAnswer } from '@shouwang/console-api'
import type { Day, RegionCode } from '@shouwang/contracts'
import { InvalidArgumentError } from 'commander'
import { ask } from '../api-client/api-client.ts'
import { writeDraft } from '../draft-files.ts'
import { dayOption, regionOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

type ListOptions = { readonly region?: RegionCode; readonly limit?: number; readonly after?: string }

type DraftOptions = { readonly region: RegionCode; readonly from?: Day; readonly days?: number; readonly out: string }

/** `stock`: households that wait for their first visit where a place begins, and the draft with which a place takes stock. */
export const stockCommand: SetUp = (command, act) => {
  command
    .command('list', { isDefault: true })
    .description('列出存量摸排清单，排在前面的先派单')
    .option('--region <区划>', '只看一个区划及其下级（默认为您负责的区域）', regionOption)
    .option('--limit <户数>', '一页多少户，最多 200', numberUpTo(200))
    .option('--after <位置>', '上一页末尾给出的位置')
    .action(act(list))
  command
    .command('draft')
    .description('起草某地的摸排期：写出标准文件，再用 simulate 试算、用 adopt 提出')
    .requiredOption('--region <区划>', '哪里启用，如 350203；市、区县或街道（镇）', regionOption)
    .option('--from <日期>', '从哪一天起摸排（默认次日）；应早于首次推送', dayOption)
    .option('--days <天数>', '摸排多少天，首次推送应在此期间到齐（默认 31 天）', numberUpTo(366))
    .requiredOption('--out <目录>', '草案写到哪个目录')
    .action(act(draft))
  command.addHelpText(
    'after',
    '\n摸排期内首次推送带来的旧情况先入清单，按走访能力从最前面逐户派单；加重、求助、有新情况的随到随派。\n例：pnpm shouwang stock --region 350203\n例：pnpm shouwang stock draft --region 350203 --from 2027-01-04 --out 草案',
  )
}

const numberUpTo =
  (most: number) =>
  (written: string): number => {
    const number = Number(written)
    if (/^\d{1,3}$/.test(written) && number >= 1 && number <= most) return number
    throw new InvalidArgumentError(`请写 1 到 ${most} 的整数`)
  }

const list = async (shell: Shell, { region, limit, after }: ListOptions): Promise<undefined> => {
  const query = { region, after, limit: limit === undefined ? undefined : String(limit) }
  const answer = await shell.enter((api) => ask(api, StockAnswer, { path: '/stock-list', query }))
  shell.show(answer, () => (answer.households.length === 0 ? '' : listText(answer)))
  const state = answer.survey.isOn ? '正在摸排期' : '不在摸排期'
  shell.terminal.err(`${answer.regionName}：存量摸排清单共 ${answer.total} 户，${state}。\n`)
  if (answer.next !== null) shell.terminal.err(`下一页：--after '${answer.next}'\n`)
  return undefined
}

const draft = async (shell: Shell, { region, from, days, out }: DraftOptions): Promise<undefined> => {
  const query = { region, limit: '1', surveyFrom: from, surveyDays: days === undefined ? undefined : String(days) }
  const { survey, regionName } = await shell.enter((api) => ask(api, StockAnswer, { path: '/stock-list', query }))
  if (survey.draft === null)
    throw new Refusal(
      survey.isOn ? `${regionName} 已在摸排期。` : `请在一个市、区县或街道（镇）启用，不是 ${region}。`,
      exitCodes.refused,
    )
  const written = await writeDraft(out, survey.draft)
  shell.show(written, () => written.map(({ path }) => `${path}\n`).join(''))
  shell.terminal.err(`已起草：先用 simulate ${out} 试算，再用 adopt ${out} 提出。\n`)
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
