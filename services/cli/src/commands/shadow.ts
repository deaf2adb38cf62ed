import { ShadowAnswer } from '@shouwang/console-api'
import type { Day, RegionCode } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { writeDraft } from '../draft-files.ts'
import { dayOption, regionOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

type ListOptions = { readonly region?: RegionCode; readonly towns?: true }
type DraftOptions = { readonly region: RegionCode; readonly from?: Day; readonly out: string }

/** `shadow`: indicators that are judged and counted without tasks, and the draft that takes one into use. */
export const shadowCommand: SetUp = (command, act) => {
  command
    .command('list', { isDefault: true })
    .description('列出影子指标：各会提示多少户，一年内的核查说明对错几何，是否已启用')
    .option('--region <区划>', '只看一个区划及其下级（默认为您负责的区域）', regionOption)
    .option('--towns', '每项按街道（镇）列出')
    .action(act(list))
  command
    .command('draft')
    .description('起草启用一项影子指标：写出标准文件，再用 simulate 试算、用 adopt 提出')
    .argument('<指标>', '指标编号，如 grandparents-raising')
    .requiredOption('--region <区划>', '在哪里启用，如 350203', regionOption)
    .option('--from <日期>', '从哪一天起启用（默认次日）', dayOption)
    .requiredOption('--out <目录>', '草案写到哪个目录')
    .action(act(draft))
  command.addHelpText(
    'after',
    '\n影子指标只研判、计数，不派单，不影响预警级别。\n例：pnpm shouwang shadow draft grandparents-raising --region 350203 --out 草案',
  )
}

const answerFor = (shell: Shell, query: { readonly region?: string | undefined; readonly useFrom?: Day | undefined }) =>
  shell.enter((api) => ask(api, ShadowAnswer, { path: '/reports/shadow', query }), 'reports')

const list = async (shell: Shell, { region, towns }: ListOptions): Promise<undefined> => {
  const answer = await answerFor(shell, { region })
  shell.show(answer, () => (towns === true ? townsText(answer) : listText(answer)))
  const firing = answer.indicators.filter(({ households }) => households > 0).length
  shell.terminal.err(`${answer.regionName}：影子指标 ${answer.indicators.length} 项，其中 ${firing} 项有提示。\n`)
  return undefined
}

const number = (heading: string) => ({ heading, number: true }) as const

const listText = ({ indicators }: ShadowAnswer): string =>
  textTable(
    [
      { heading: '指标' },
      { heading: '状态' },
      number('会提示（户）'),
      number('核查'),
      number('属实'),
      number('不实'),
      { heading: '编号' },
    ],
    indicators.map(({ name, inUse, households, visits, indicator }) => [
      name,
      inUse ? '已启用' : '影子',
      String(households),
      ...(visits === null ? ['', '', ''] : [visits.judged, visits.confirmed, visits.refuted].map(String)),
      indicator,
    ]),
  )

const townsText = ({ indicators }: ShadowAnswer): string => {
  const rows = indicators.flatMap(({ name, areas }) => areas.map((area) => [name, area.name, String(area.households)]))
  return rows.length === 0
    ? ''
    : textTable([{ heading: '指标' }, { heading: '街道（镇）' }, number('会提示（户）')], rows)
}

const draft = async (shell: Shell, wanted: string, { region, from, out }: DraftOptions): Promise<undefined> => {
  const { indicators } = await answerFor(shell, { region, useFrom: from })
  const known = indicators.find(({ indicator }) => indicator === wanted)
  if (known === undefined) throw new Refusal(`没有影子指标“${wanted}”。用 shadow list 看编号。`, exitCodes.usage)
  if (known.draft === null)
    throw new Refusal(
      known.inUse ? `“${known.name}”在 ${region} 已经启用。` : `${region} 太小：请在街道（镇）以上启用。`,
      exitCodes.refused,
    )
  const written = await writeDraft(out, known.draft)
  shell.show(written, () => written.map(({ path }) => `${path}\n`).join(''))
  shell.terminal.err(`已起草：先用 simulate ${out} 试算，再用 adopt ${out} 提出。\n`)
  return undefined
}
