import { EvaluationAnswer, EvidenceAnswer, RecipientsAnswer } from '@shouwang/console-api'
import type { Day, RegionCode } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { dayOption, inOrder, regionOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

/** `report recipients`, `report evaluation`: how things stand on a day. */
export const stateReports: SetUp = (report, act) => {
  report
    .command('recipients')
    .description('在享人数：任一天各地各项目有多少户、多少人在享，和当年个案给付')
    .option('--day <日期>', '哪一天（默认为业务日）', dayOption)
    .option('--region <区划>', '只看一个区划及其下级', regionOption)
    .addHelpText('after', '\n例：pnpm shouwang report recipients --day 2026-06-30 --region 350203')
    .action(act(showRecipients))
  report
    .command('evaluation')
    .description('救助工作评价：街镇和部门按 16 条标准各达到多少；不评个人，不打分、不排名')
    .option('--from <日期>', '第一天（默认为当年 1 月 1 日）', dayOption)
    .option('--to <日期>', '最后一天（默认为业务日）', dayOption)
    .option('--region <区划>', '只看一个区划及其下级', regionOption)
    .option('--evidence <标准>', '列出一个单位没达到这条标准的事项，须写 --unit')
    .option('--unit <单位>', '结果里的单位：街镇的 12 位区划，或部门')
    .addHelpText(
      'after',
      '\n例：pnpm shouwang report evaluation --from 2026-01-01\n    pnpm shouwang report evaluation --evidence visits-in-time --unit 350203001000',
    )
    .action(act(showEvaluation))
}

type RecipientsOptions = { readonly day?: Day; readonly region?: RegionCode }

const showRecipients = async (shell: Shell, { day, region }: RecipientsOptions): Promise<undefined> => {
  const query = { day: day ?? shell.options.asOf, region }
  const told = await shell.enter((api) => ask(api, RecipientsAnswer, { path: '/reports/recipients', query }), 'reports')
  shell.show(told, () => recipientsText(told))
  if (told.unjudged > 0) shell.terminal.err(`另有 ${told.unjudged} 户升级后尚未重新研判，暂未计入。\n`)
  return undefined
}

const number = (heading: string) => ({ heading, number: true }) as const

const recipientsText = ({ day, regionName, programmes, areas }: RecipientsAnswer): string => {
  const nameOf = (id: string): string => programmes.find(({ programme }) => programme === id)?.name ?? id
  const on = areas.flatMap(({ name, on: some }) =>
    some.map(({ programme, households, persons }) => [name, nameOf(programme), String(households), String(persons)]),
  )
  const given = areas.flatMap(({ name, given: some }) =>
    some.map(({ programme, households, times, amountFen }) => [
      ...[name, nameOf(programme), String(households), String(times), (amountFen / 100).toFixed(2)],
    ]),
  )
  return [
    `${regionName} 在享人数 ${day}\n\n`,
    on.length === 0
      ? '这一天没有在享的家庭。\n'
      : textTable([{ heading: '辖区' }, { heading: '项目' }, number('户数'), number('人数')], on),
    given.length === 0
      ? ''
      : `\n${day.slice(0, 4)} 年至当日个案给付\n\n${textTable(
          [{ heading: '辖区' }, { heading: '项目' }, number('户数'), number('笔数'), number('金额（元）')],
          given,
        )}`,
  ].join('')
}

type EvaluationOptions = {
  readonly from?: Day
  readonly to?: Day
  readonly region?: RegionCode
  readonly evidence?: string
  readonly unit?: string
}

const showEvaluation = async (shell: Shell, options: EvaluationOptions): Promise<undefined> => {
  inOrder(options)
  const { from, to = shell.options.asOf, region, evidence, unit } = options
  if ((evidence === undefined) !== (unit === undefined))
    throw new Refusal('--evidence 和 --unit 要一起写：哪条标准、哪个单位。', exitCodes.usage)
  if (evidence !== undefined && unit !== undefined) {
    const path = `/reports/evaluation/${encodeURIComponent(evidence)}/evidence`
    const found = await shell.enter(
      (api) => ask(api, EvidenceAnswer, { path, query: { from, to, region, unit } }),
      'reports',
    )
    const columns = [{ heading: '事项' }, { heading: '编号' }, number('未达到')]
    shell.show(found, () =>
      found.items.length === 0
        ? ''
        : textTable(
            columns,
            found.items.map(({ kind, ref, short }) => [kindWords[kind], ref, String(short)]),
          ),
    )
    if (found.items.length === 0) shell.terminal.err('没有未达到的事项。\n')
    if (found.more) shell.terminal.err(`只列出前 ${found.items.length} 件。\n`)
    return undefined
  }
  const told = await shell.enter(
    (api) => ask(api, EvaluationAnswer, { path: '/reports/evaluation', query: { from, to, region } }),
    'reports',
  )
  shell.show(told, () => evaluationText(told))
  shell.terminal.err(`来源没有给出：${told.notGiven.join('；')}。\n`)
  return undefined
}

const kindWords: Readonly<Record<EvidenceAnswer['items'][number]['kind'], string>> = {
  task: '任务',
  case: '个案',
  lead: '线索',
  board: '公示',
  delivery: '报送',
  correction: '更正',
  fund: '资金',
  village: '村居',
  household: '户号',
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`

const evaluationText = ({ regionName, label, from, to, standards }: EvaluationAnswer): string => {
  const rows = standards.flatMap(({ id, indicator, content, label: words, atLeast, source, results }) => {
    const head = [indicator, content, words, id, `≥${percent(atLeast)}`, source === null ? '默认' : '有出处']
    if (results === null) return [[...head, '', '', '', '只能看今天']]
    if (results.length === 0) return [[...head, '', '', '', '没有可数的']]
    return results.map(({ unit, name, met, of, share, meets }) => [
      ...head,
      ...[name === unit ? name : `${name} ${unit}`, `${met}/${of}`, share === null ? '' : percent(share)],
      meets === null ? '没有可数的' : meets ? '达到' : '未达到',
    ])
  })
  const headings = ['指标', '内容', '标准', '编号', '目标', '依据', '单位', '数', '比例', '结论'].map((heading) => ({
    heading,
  }))
  return `${regionName} ${label} ${from} 至 ${to}\n\n${textTable(headings, rows)}`
}
