import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { conferenceResultWords } from '@shouwang/casework'
import { PrecedentListAnswer, PrecedentRuleAnswer } from '@shouwang/console-api'
import type { RegionCode } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { regionOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'
import { yuanText } from './case-options.ts'

type Options = {
  readonly circumstances?: string
  readonly case?: string
  readonly rule?: string
  readonly of?: string
  readonly region?: RegionCode
  readonly out?: string
}

/** `precedents`: what conferences decided, by circumstance; with `--rule`, the rule that some of them would make, tried. */
export const precedentsCommand: SetUp = (command, act) => {
  command
    .option('--circumstances <情形>', '只看这些情形的，如 minor,great-medical-burden；列表里有代码')
    .option('--case <个案号>', '与这个提交过会商的个案相似的，最像的在前')
    .option('--rule <项目>', '由先例拟定这一项救助的规则并试算，如 dibao_single；另写 --of')
    .option('--of <先例>', '依据哪些先例（会商号/个案号），用逗号隔开')
    .option('--region <区划>', '规则用于哪里；不写为全部', regionOption)
    .option('--out <目录>', '把拟定的草案写到这个目录，可再用 simulate、adopt')
    .addHelpText(
      'after',
      '\n例：pnpm shouwang precedents --rule dibao_single --of K-4k0q8zsm2c9x/C-1x2y3z-1 --out draft',
    )
    .action(act(precedents))
}

const precedents = async (shell: Shell, options: Options): Promise<undefined> => {
  if (options.rule !== undefined) return rule(shell, options.rule, options)
  const query = { circumstances: options.circumstances, caseId: options.case }
  const found = await shell.enter((api) => ask(api, PrecedentListAnswer, { path: '/precedents', query }))
  const headings = ['先例', '日期', '情形', '决定', '金额（元）', '理由', '相似'].map((heading) => ({ heading }))
  const rows = found.precedents.map((each) => [
    each.precedentId,
    each.decidedOn,
    each.circumstances.map(({ id, name }) => `${name} ${id}`).join('、'),
    conferenceResultWords[each.result].zh,
    yuanText(each.amountFen),
    each.reasons,
    each.likeness === null ? '' : `${Math.round(each.likeness * 100)}%`,
  ])
  shell.show(found, () => (rows.length === 0 ? '没有这样的先例。\n' : textTable(headings, rows)))
  return undefined
}

const rule = async (shell: Shell, programme: string, { of = '', region, out }: Options): Promise<undefined> => {
  const precedents = of.split(/[,，]/).filter((each) => each !== '')
  const json = { precedents, programme, ...(region === undefined ? {} : { region }) }
  const call = { path: '/precedents/rule', method: 'POST', json } as const
  const drafted = await shell.enter((api) => ask(api, PrecedentRuleAnswer, call))
  for (const [path, text] of out === undefined ? [] : Object.entries(drafted.files)) {
    const file = join(out ?? '.', path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  const { enter, children, yearlyCostFen } = drafted.reach
  shell.show(drafted, () =>
    [
      `${drafted.programmeName}：${drafted.who}\n`,
      ...drafted.conditions.map((text) => `  要求：${text}\n`),
      ...drafted.dropped.map((text) => `  不再要求：${text}\n`),
      `会惠及 ${enter} 人（户），其中儿童 ${children} 名；全年约 ${yuanText(yearlyCostFen)} 元。没有改动任何政策。\n`,
      ...(out === undefined ? [] : [`草案已写到 ${out}，可用 adopt 提出。\n`]),
    ].join(''),
  )
  return undefined
}
