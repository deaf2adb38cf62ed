import { conferenceResultWords } from '@shouwang/casework'
import { ConferenceAnswer, ConferenceListAnswer } from '@shouwang/console-api'
import { ConditionWatch, type Day } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { actsBy, enterAs } from '../api-client/sign-in.ts'
import { dayOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'
import { yuanOption, yuanText } from './case-options.ts'

type By = { readonly by: string }

/** `conference`: people who decide what the rules do not fit. */
export const conferenceCommands: SetUp = (conference, act) => {
  conference.command('list').description('列出会商，最近的在前').action(act(list))
  conference
    .command('show')
    .description('看一次会商：议程、材料、意见、决定、类似先例')
    .argument('<会商号>')
    .action(act(show))
  actsBy(conference.command('call').description('召集会商，材料自动汇集').argument('<个案号...>'))
    .requiredOption('--level <层级>', 'village 村、town 街道（镇）、district 区、city 市')
    .requiredOption('--on <日期>', '哪一天', dayOption)
    .option('--place <地点>', '地点', '')
    .option('--invite <名单>', '请谁参加，写作 姓名:单位，几人用逗号隔开')
    .option('--id <编号>', '这次召集的编号：同一编号再来一次是同一次会商')
    .action(act(call))
  actsBy(conference.command('opinion').description('记一条意见').argument('<会商号>').argument('<个案号>'))
    .requiredOption('--who <姓名>', '谁的意见')
    .requiredOption('--office <单位>', '哪个单位')
    .requiredOption('--words <意见>', '意见')
    .option('--stance <表态>', 'for 同意（默认）、against 不同意、abstain 弃权', 'for')
    .action(act(opinion))
  actsBy(
    conference.command('decide').description('形成决定，进入个案并归入先例').argument('<会商号>').argument('<个案号>'),
  )
    .requiredOption('--result <结果>', 'support 同意救助、decline 不予救助、postpone 补充材料后再议')
    .requiredOption('--why <理由>', '理由')
    .option('--programme <项目>', '同意时按哪一项救助，如 emergency-relief')
    .option('--amount <元>', '同意的总额', yuanOption)
    .option('--condition <条件>', '附带条件，另写 --look-on')
    .option('--look-on <日期>', '何时查看条件', dayOption)
    .option(
      '--watch <数据>',
      'pension-to-treasury：从查看日起每月按养老金发放数据核看是否交财政，不符合或没有数据时提醒责任人',
    )
    .option('--dissent <意见>', '不同意见', '')
    .addHelpText(
      'after',
      '\n例：pnpm shouwang conference decide K-4k0q8zsm2c9x C-1x2y3z-1 --by C0001 --result support --programme emergency-relief --amount 58000 --why 目录外用药',
    )
    .action(act(decide))
  actsBy(conference.command('close').description('结束会商').argument('<会商号>')).action(act(close))
}

const pathOf = (conferenceId: string): string => `/conferences/${encodeURIComponent(conferenceId)}`

const list = async (shell: Shell): Promise<undefined> => {
  const { conferences } = await shell.enter((api) => ask(api, ConferenceListAnswer, { path: '/conferences' }))
  const headings = ['会商号', '日期', '地区', '地点', '已决定', '状态'].map((heading) => ({ heading }))
  const rows = conferences.map((each) => [
    each.conferenceId,
    each.heldOn,
    each.regionName,
    each.place,
    `${each.decided}/${each.cases}`,
    each.status === 'closed' ? '已结束' : '进行中',
  ])
  shell.show(conferences, () => (rows.length === 0 ? '还没有会商。\n' : textTable(headings, rows)))
  return undefined
}

const show = async (shell: Shell, conferenceId: string): Promise<undefined> =>
  shown(shell, await shell.enter((api) => ask(api, ConferenceAnswer, { path: pathOf(conferenceId) })))

type Call = By & {
  readonly level: string
  readonly on: Day
  readonly place: string
  readonly invite?: string
  readonly id?: string
}

const call = async (shell: Shell, caseIds: readonly string[], { by, ...asked }: Call): Promise<undefined> => {
  const { level, on: heldOn, place, invite = '', id } = asked
  const json = { commandId: id ?? crypto.randomUUID(), level, heldOn, place, caseIds, invited: invitedIn(invite) }
  const request = { path: '/conferences', method: 'POST', json } as const
  return shown(shell, await enterAs(shell, by, (api, cookie) => ask(api, ConferenceAnswer, { ...request, cookie })))
}

const invitedIn = (written: string) =>
  written
    .split(/[,，]/)
    .filter((each) => each.trim() !== '')
    .map((each) => {
      const [name = '', office = ''] = each.trim().split(/[:：]/)
      if (name === '' || office === '')
        throw new Refusal(`--invite 的“${each.trim()}”应写作 姓名:单位，如 林处长:市医保局。`, exitCodes.usage)
      return { name, office }
    })

type Opinion = By & { readonly who: string; readonly office: string; readonly words: string; readonly stance: string }

const opinion = async (
  shell: Shell,
  conferenceId: string,
  caseId: string,
  { by, who: name, office, words, stance }: Opinion,
): Promise<undefined> =>
  commanded(shell, conferenceId, by, { type: 'GiveOpinion', caseId, opinion: { name, office, stance, words } })

type Decide = By & {
  readonly result: string
  readonly why: string
  readonly programme?: string
  readonly amount?: number
  readonly condition?: string
  readonly lookOn?: Day
  readonly watch?: string
  readonly dissent: string
}

const decide = async (shell: Shell, conferenceId: string, caseId: string, options: Decide): Promise<undefined> => {
  const {
    by,
    result,
    why: reasons,
    programme = null,
    amount: amountFen = 0,
    condition,
    lookOn,
    watch,
    dissent,
  } = options
  if (condition !== undefined && lookOn === undefined)
    throw new Refusal('附带条件要用 --look-on 写明何时查看。', exitCodes.usage)
  if (watch !== undefined && condition === undefined)
    throw new Refusal('--watch 要和 --condition 一起用，写明按月核看的是哪个条件。', exitCodes.usage)
  if (watch !== undefined && !ConditionWatch.safeParse(watch).success)
    throw new Refusal(`--watch 请写 ${ConditionWatch.options.join('、')}。`, exitCodes.usage)
  const conditions = condition === undefined ? [] : [{ what: condition, lookOn, watch }]
  const decision = { result, programme, amountFen, reasons, conditions, dissent }
  return commanded(shell, conferenceId, by, { type: 'DecideItem', caseId, decision })
}

const close = async (shell: Shell, conferenceId: string, { by }: By): Promise<undefined> =>
  commanded(shell, conferenceId, by, { type: 'CloseConference' })

const commanded = async (shell: Shell, conferenceId: string, by: string, json: object): Promise<undefined> => {
  const request = { path: `${pathOf(conferenceId)}/commands`, method: 'POST', json } as const
  return shown(shell, await enterAs(shell, by, (api, cookie) => ask(api, ConferenceAnswer, { ...request, cookie })))
}

const shown = (shell: Shell, known: ConferenceAnswer): undefined => {
  shell.show(known, () =>
    [
      `会商 ${known.conferenceId}：${known.heldOn}，${known.regionName}，${known.place}，${known.status === 'closed' ? '已结束' : '进行中'}\n`,
      ...known.items.flatMap((item) => [
        `\n${item.caseId} ${item.headName}（${item.householdNo}）：${item.material.circumstances.map(({ name }) => name).join('、')}\n`,
        ...item.material.leads.map(({ reason }) => `  ${reason}\n`),
        ...item.alike.map(
          ({ likeness, decidedOn, result, amountFen, reasons }) =>
            `  类似先例（${Math.round((likeness ?? 0) * 100)}%）：${decidedOn} ${conferenceResultWords[result].zh} ${yuanText(amountFen)} 元，${reasons}\n`,
        ),
        ...item.opinions.map(({ name, office, words }) => `  ${name}（${office}）：${words}\n`),
        ...(item.decision === null
          ? []
          : [
              `  决定：${conferenceResultWords[item.decision.result].zh} ${yuanText(item.decision.amountFen)} 元，${item.decision.reasons}\n`,
            ]),
      ]),
    ].join(''),
  )
  return undefined
}
