import type { SimulatedDraft, SimulatedGroup } from '@shouwang/console-api'
import { countText } from './amount-text.ts'
import { textTable } from './text-table.ts'

/** What a draft would do, as tables: by programme, place, ring of income, town and country, age; leads, work, examples. */
export const simulationText = (told: SimulatedDraft & { readonly draft: string }): string => {
  const { draft, region, day, preview, total, looked, changed, all, leadsAppear, leadsGo } = told
  const scope = preview ? `样本 ${looked} 户，推算到 ${total} 户` : `${total} 户全部算过`
  const { gridWorkers, leadsPerWorker, examples } = told
  return [
    `草案 ${draft}　${region}　${day}　${scope}；没有改动任何任务。`,
    `${changed} 户有变化：进 ${all.enter}，出 ${all.leave}，增 ${all.more}，减 ${all.less}；全年增支 ${yuan(all.yearlyCostFen)} 元，其中在享 ${yuan(all.heldCostFen)} 元${all.untold === 0 ? '' : `（${all.untold} 项金额算不出，未计）`}。`,
    ...marginText(told.margins),
    '',
    ...section('按项目', told.byProgramme),
    ...section('按区县', told.byDistrict),
    ...section('按收入圈层', told.byRing),
    ...section('按城乡', told.byArea),
    ...section('按年龄', told.byAge),
    fairnessText(told.fairness),
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

/** Two drafts beside each other on the same households, line by line, with what the first has more. */
export const comparisonText = (told: readonly (SimulatedDraft & { readonly draft: string })[]): string => {
  const [one, other] = told
  if (one === undefined || other === undefined) return ''
  const line = (name: string, of: (draft: SimulatedDraft) => number, text: (value: number) => string = String) => [
    name,
    text(of(one)),
    text(of(other)),
    text(of(one) - of(other)),
  ]
  const work = (leads: SimulatedDraft['leadsAppear']) => leads.reduce((sum, { count }) => sum + count, 0)
  const programmes = new Map([...one.byProgramme, ...other.byProgramme].map(({ group, name }) => [group, name]))
  const costOf = (draft: SimulatedDraft, id: string) =>
    draft.byProgramme.find(({ group }) => group === id)?.yearlyCostFen ?? 0
  return textTable(
    [
      { heading: '两份草案比较' },
      ...[one.draft, other.draft, '相差'].map((heading) => ({ heading, number: true as const })),
    ],
    [
      line('有变化（户）', ({ changed }) => changed),
      line('进', ({ all }) => all.enter),
      line('出', ({ all }) => all.leave),
      line('增', ({ all }) => all.more),
      line('减', ({ all }) => all.less),
      line('全年增支（元）', ({ all }) => all.yearlyCostFen, yuan),
      line('其中在享（元）', ({ all }) => all.heldCostFen, yuan),
      line('新出现线索', ({ leadsAppear }) => work(leadsAppear)),
      line('不再出现线索', ({ leadsGo }) => work(leadsGo)),
      ...[...programmes].map(([id, name]) => line(`${name} 全年增支（元）`, (draft) => costOf(draft, id), yuan)),
    ],
  )
}

const marginText = (margins: SimulatedDraft['margins']): readonly string[] =>
  margins === null
    ? []
    : [
        `推算误差（95% 的把握）：户数 ±${margins.changed}，进 ±${margins.enter}，出 ±${margins.leave}，增 ±${margins.more}，减 ±${margins.less}，全年增支 ±${yuan(margins.yearlyCostFen)} 元；样本按区县、困难圈层抽取。`,
      ]

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

const fairnessText = (spreads: SimulatedDraft['fairness']): string =>
  spreads.length === 0
    ? '公平：区县、城乡都只有一组，无从比较。'
    : `公平（每千户进出）：${spreads.map(({ between, least, most }) => `${between}间最少 ${least.name} ${least.perThousand}，最多 ${most.name} ${most.perThousand}`).join('；')}。`

const leadText = (leads: SimulatedDraft['leadsAppear']): string =>
  leads.length === 0 ? '无' : leads.map(({ name, count }) => `${name} ${count}`).join('，')
