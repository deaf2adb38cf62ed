import { PolicyAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { regionOption } from '../option-values.ts'
import { countText, unitText } from '../output/amount-text.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'

type PolicyOptions = { readonly region?: string; readonly search?: string }

/** `policy`: the numbers that judging goes by. */
export const policyCommand: SetUp = (command, act) => {
  command
    .option('--region <区划>', '区划，如 350200（默认为本地）', regionOption)
    .option('--search <文字>', '只看编号、名称或出处含有这些字的')
    .addHelpText('after', '\n例：pnpm shouwang policy --as-of 2025-06-30 --search 低保')
    .action(act(listPolicy))
}

const listPolicy = async (shell: Shell, { region, search }: PolicyOptions): Promise<undefined> => {
  const answer = await shell.enter(
    (api) =>
      ask(api, PolicyAnswer, { path: '/policy', query: { region: region?.slice(0, 6), day: shell.options.asOf } }),
    'declarations',
  )
  const numbers = answer.numbers.filter(
    ({ id, label, source }) => search === undefined || spoken(`${id} ${label} ${source}`).includes(spoken(search)),
  )
  const rows = numbers.map((number) => [
    number.label,
    Array.isArray(number.value) ? listText(number.value) : countText(number.value, number.unit),
    unitText(number.unit),
    number.from,
    number.id,
    number.source,
  ])
  shell.show({ ...answer, numbers }, () => (rows.length === 0 ? '' : textTable(columns, rows)))
  shell.terminal.err(
    `${whereOf(answer)}，${answer.day}，版本 ${answer.version}，${countOf(answer.numbers.length, numbers.length)}\n`,
  )
  return undefined
}

const columns = [
  { heading: '标准' },
  { heading: '数值', number: true },
  { heading: '单位' },
  { heading: '起始日' },
  { heading: '编号' },
  { heading: '出处' },
] as const

const countOf = (all: number, found: number): string => {
  if (all === 0) return '这一天还没有登记过的标准。'
  return found === 0 ? `共 ${all} 项，没有一项含有这些字。` : `共 ${found} 项。`
}

const whereOf = ({ region, numbersOf }: { readonly region: string; readonly numbersOf: string }): string =>
  region === numbersOf ? region : `${region} 没有自己的标准，按 ${numbersOf} 的标准研判`

const listedItems = 3

const listText = (items: readonly string[]): string =>
  items.length <= listedItems ? items.join('、') : `${items.slice(0, listedItems).join('、')} 等 ${items.length} 项`

/** People search by the short words of the trade; documents write them out. */
const spoken = (text: string): string =>
  text.replaceAll('最低生活保障', '低保').replaceAll('残疾人两项补贴', '两补').replaceAll('两项补贴', '两补')
