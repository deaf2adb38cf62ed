import { GrowthAnswer } from '@shouwang/console-api'
import type { Day } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { inOrder } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { Shell } from '../shell.ts'

type GrowthOptions = { readonly from?: Day; readonly to?: Day; readonly region?: string }

/** `policy growth`: how the money standards of cities moved between two days. */
export const showGrowth = async (shell: Shell, options: GrowthOptions): Promise<undefined> => {
  inOrder(options)
  const { from, to = shell.options.asOf, region } = options
  const query = { from, to, region: region?.slice(0, 6) }
  const growth = await shell.enter((api) => ask(api, GrowthAnswer, { path: '/reports/growth', query }), 'declarations')
  const rows = growth.standards.map(({ regionName, label, area, unit, was, is, change, share }) => [
    ...[regionName, area === null ? label : `${label}（${areaText[area]}）`, unit.endsWith('month') ? '月' : ''],
    ...[stoodText(was), stoodText(is), change === null ? '–' : yuanText(change)],
    ...[share === null ? '–' : `${Math.round(share * 1000) / 10}%`, runOutText(is)],
  ])
  shell.show(growth, () => (rows.length === 0 ? '' : textTable(columns, rows)))
  const grown = growth.standards.filter(({ change }) => change !== null && change > 0).length
  shell.terminal.err(`${growth.from} 至 ${growth.to}：共 ${rows.length} 项标准，提高 ${grown} 项。\n`)
  return undefined
}

type Stood = GrowthAnswer['standards'][number]['is']

const areaText = { urban: '城镇', rural: '农村' } as const
const yuanText = (fen: number): string => (fen / 100).toLocaleString('en-US', { maximumFractionDigits: 2 })
const stoodText = (stood: Stood): string => (stood === null ? '未录入' : `${yuanText(stood.fen)}（${stood.from}）`)
const runOutText = (stood: Stood): string => {
  if (stood === null || stood.runOut === null) return ''
  return stood.runOut === 'ended' ? '已过期' : '未复核'
}

const columns = [
  { heading: '城市' },
  { heading: '标准' },
  { heading: '每' },
  { heading: '起始日（元）', number: true },
  { heading: '截止日（元）', number: true },
  { heading: '增减（元）', number: true },
  { heading: '增幅', number: true },
  { heading: '状态' },
] as const
