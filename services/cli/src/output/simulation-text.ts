import type { SimulatedGroup, SimulationAnswer } from '@shouwang/console-api'
import { countText } from './amount-text.ts'
import { textTable } from './text-table.ts'

/** What a draft would do, as tables: by programme, place, ring of income, town and country, age; leads, work, examples. */
export const simulationText = (told: SimulationAnswer & { readonly draft: string }): string => {
  const { draft, region, day, preview, total, looked, changed, all, leadsAppear, leadsGo } = told
  const scope = preview ? `样本 ${looked} 户，推算到 ${total} 户` : `${total} 户全部算过`
  const { gridWorkers, leadsPerWorker, examples } = told
  return [
    `草案 ${draft}　${region}　${day}　${scope}；没有改动任何任务。`,
    `${changed} 户有变化：进 ${all.enter}，出 ${all.leave}，增 ${all.more}，减 ${all.less}；全年增支 ${yuan(all.yearlyCostFen)} 元，其中在享 ${yuan(all.heldCostFen)} 元${all.untold === 0 ? '' : `（${all.untold} 项金额算不出，未计）`}。`,
    '',
    ...section('按项目', told.byProgramme),
    ...section('按区县', told.byDistrict),
    ...section('按收入圈层', told.byRing),
    ...section('按城乡', told.byArea),
    ...section('按年龄', told.byAge),
    `公平：${fairnessText('区县', told.byDistrict)}；${fairnessText('城乡', told.byArea)}。`,
    `新出现线索：${leadText(leadsAppear)}`,
    `不再出现线索：${leadText(leadsGo)}`,
    leadsPerWorker === null
      ? '没有登记网格员，工作量无法分摊。'
      : `网格员 ${gridWorkers} 名，平均每人新增 ${leadsPerWorker} 条线索。`,
    ...(examples.length === 0 ? [] : ['例（可用 explain 打开）：']),
    ...examples.map(({ householdNo, name, kind }) => `  ${householdNo}　${name}　${kindWords[kind] ?? kind}`),
    '',
  ].join('\n')
}

const kindWords: Readonly<Record<string, string>> = { enter: '进', leave: '出', more: '增', less: '减' }

const yuan = (fen: number): string => countText(fen, 'fen')

const section = (title: string, groups: readonly SimulatedGroup[]): readonly string[] =>
  groups.length === 0
    ? []
    : [
        `【${title}】`,
        textTable(
          [
            { heading: title.slice(1) },
            { heading: '进', number: true },
            { heading: '出', number: true },
            { heading: '增', number: true },
            { heading: '减', number: true },
            { heading: '全年增支（元）', number: true },
          ],
          groups.map(({ name, enter, leave, more, less, yearlyCostFen }) => [
            name,
            String(enter),
            String(leave),
            String(more),
            String(less),
            yuan(yearlyCostFen),
          ]),
        ),
      ]

/** How far apart the shares of households that enter or leave are. */
const fairnessText = (what: string, groups: readonly SimulatedGroup[]): string => {
  const shares = groups.flatMap(({ name, perThousand }) => (perThousand === null ? [] : [{ name, perThousand }]))
  const sorted = shares.toSorted((a, b) => a.perThousand - b.perThousand)
  const [least, most] = [sorted[0], sorted.at(-1)]
  if (least === undefined || most === undefined || sorted.length < 2) return `${what}只有一组，无从比较`
  return `每千户进出，${what}间最少 ${least.name} ${least.perThousand}，最多 ${most.name} ${most.perThousand}`
}

const leadText = (leads: SimulationAnswer['leadsAppear']): string =>
  leads.length === 0 ? '无' : leads.map(({ name, count }) => `${name} ${count}`).join('，')
