import { MajorReportAnswer, OverviewAnswer, WeeklyReportAnswer } from '@shouwang/console-api'
import type { Day, RegionCode } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { dayOption, regionOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'
import { stateReports } from './state-reports.ts'

type WeeklyOptions = { readonly until?: Day; readonly region?: RegionCode }

/** `report`: seven days of work, from the warehouse; and what of a day has to be known at once. */
export const reportCommand: SetUp = (report, act) => {
  report
    .command('weekly')
    .description('周报：七天内各区的任务，和每项预警指标查实多少')
    .option('--until <日期>', '最后一天（默认为业务日）', dayOption)
    .option('--region <区划>', '只看一个区划及其下级', regionOption)
    .action(act(showWeek))
  report
    .command('overview')
    .description('一个月的总览：各地家庭、任务、个案、救助；多快见面、决定、救助')
    .option('--month <月份>', '哪个月，如 2026-10（默认本月）')
    .option('--region <区划>', '只看一个区划及其下级', regionOption)
    .action(act(showOverview))
  report
    .command('major')
    .description('重大事项当日报告：急难、同村多户、特急个案、大额救助')
    .option('--day <日期>', '哪一天（默认为业务日）', dayOption)
    .option('--region <区划>', '只看一个区划及其下级', regionOption)
    .addHelpText('after', '\n例：pnpm shouwang report major --day 2026-10-31 --format json')
    .action(act(showMajor))
  stateReports(report, act)
}

const showWeek = async (shell: Shell, { until, region }: WeeklyOptions): Promise<undefined> => {
  const week = await shell.enter(
    (api) =>
      ask(api, WeeklyReportAnswer, { path: '/reports/weekly', query: { until: until ?? shell.options.asOf, region } }),
    'reports',
  )
  shell.show(week, () => weekText(week))
  return undefined
}

const number = (heading: string) => ({ heading, number: true }) as const

const yuan = (fen: number): string => (fen / 100).toFixed(2)

const weekText = ({ from, to, regions, indicators }: WeeklyReportAnswer): string => {
  const byRegion = regions.map((row) => [
    row.name,
    ...[row.opened, row.closed, row.overdue, row.inHand, row.helped].map(String),
    yuan(row.givenFen),
    String(row.unconfirmed),
    String(row.byOffices),
    yuan(row.officesFen),
  ])
  const byIndicator = indicators.map((row) => [
    row.name,
    String(row.judged),
    String(row.confirmed),
    String(row.refuted),
    row.confirmed + row.refuted === 0 ? '' : `${Math.round((row.confirmed / (row.confirmed + row.refuted)) * 100)}%`,
    String(row.decided),
    String(row.upheld),
  ])
  return [
    `周报 ${from} 至 ${to}\n\n`,
    byRegion.length === 0
      ? '这七天没有任务。\n'
      : textTable(
          [
            { heading: '辖区' },
            number('新任务'),
            number('办结'),
            number('逾期'),
            number('在办家庭'),
            number('帮到家庭'),
            number('给付（元）'),
            number('60 天未证实'),
            number('其中部门帮到'),
            number('部门给予（元）'),
          ],
          byRegion,
        ),
    '\n',
    byIndicator.length === 0
      ? '这七天没有核查结果。\n'
      : textTable(
          [
            { heading: '指标' },
            number('核查'),
            number('查实'),
            number('不属实'),
            number('查实率'),
            number('已决定'),
            number('予以救助或调整'),
          ],
          byIndicator,
        ),
  ].join('')
}

type MajorOptions = { readonly day?: Day; readonly region?: RegionCode }

const showMajor = async (shell: Shell, { day, region }: MajorOptions): Promise<undefined> => {
  const report = await shell.enter(
    (api) => ask(api, MajorReportAnswer, { path: '/reports/major', query: { day: day ?? shell.options.asOf, region } }),
    'reports',
  )
  shell.show(report, () => majorText(report))
  return undefined
}

const kindWords = {
  'several-families': '同村多户遇急难',
  emergency: '急难',
  'immediate-case': '特急个案',
  'great-aid': '大额救助',
} as const

const majorText = ({ day, regionName, matters, rules }: MajorReportAnswer): string =>
  [
    `${regionName} 重大事项 ${day}\n\n`,
    matters.length === 0
      ? '没有须当日报告的事项。\n'
      : textTable(
          ['事项', '辖区', '户号', '编号', '情况'].map((heading) => ({ heading })),
          matters.map(({ kind, regionName: place, householdNo, about, indicators, families, amountFen }) => [
            ...[kindWords[kind], place, householdNo ?? '', about ?? ''],
            [
              ...indicators,
              ...(families === null ? [] : [`${families} 户`]),
              ...(amountFen === null ? [] : [`${yuan(amountFen)} 元`]),
            ].join('、'),
          ]),
        ),
    `\n当日报告的规则：${rules.indicators.join('、')}；同村同日 ${rules.families} 户及以上；特急个案；一户一天 ${yuan(rules.aidFen)} 元及以上。\n`,
  ].join('')

type OverviewOptions = { readonly month?: string; readonly region?: RegionCode }

const showOverview = async (shell: Shell, query: OverviewOptions): Promise<undefined> => {
  const overview = await shell.enter(
    (api) => ask(api, OverviewAnswer, { path: '/reports/overview', query: { ...query } }),
    'reports',
  )
  shell.show(overview, () => overviewText(overview))
  return undefined
}

const daysText = (days: number | null): string => (days === null ? '–' : `${Math.round(days * 10) / 10} 天`)

const overviewText = ({ regionName, from, to, areas, reach }: OverviewAnswer): string =>
  [
    `${regionName} 总览 ${from} 至 ${to}\n\n`,
    `办结任务 ${reach.ended} 项，其中按时 ${reach.inTime} 项；决定 ${reach.decided} 件，其中超过程序期限 ${reach.decidedLate} 件。\n`,
    `中位数：派单到见面 ${daysText(reach.toVisitDays)}，派单到救助 ${daysText(reach.toHelpDays)}，立案到决定 ${daysText(reach.toDecisionDays)}。\n\n`,
    textTable(
      [{ heading: '辖区' }, ...['监测家庭', '红', '橙', '待办', '逾期', '个案', '给付家庭', '给付（元）'].map(number)],
      areas.map((area) => [
        area.name,
        ...[area.households, area.red, area.orange, area.open, area.overdue, area.cases, area.helped].map(String),
        yuan(area.givenFen),
      ]),
    ),
  ].join('')
