import { leadChannelWords, leadKindWords, leadUrgencyWords } from '@shouwang/casework'
import { LeadListAnswer, LeadToldAnswer } from '@shouwang/console-api'
import { LeadChannel, LeadKind, LeadUrgency } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { actsBy, enterAs } from '../api-client/sign-in.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

/** `leads`: what people told of without an ID number, and what came of it by channel. */
export const leadCommands: SetUp = (leads, act) => {
  leads
    .command('list', { isDefault: true })
    .description('列出群众和各单位反映的线索，办到哪一步')
    .option('--from <日期>', '从哪天起（默认 90 天前）')
    .option('--to <日期>', '到哪天止（默认当天）')
    .option('--by-channel', '只看各渠道的成效：反映、在查、并入、查无、立案、给付')
    .action(act(list))
  actsBy(leads.command('tell').description('报一条线索，不需要身份证号'))
    .requiredOption('--kind <类别>', `什么困难：${codes(LeadKind.options)}`)
    .requiredOption('--words <文字>', '一句话说明')
    .option('--urgency <急不急>', `急不急：${codes(LeadUrgency.options)}`, 'soon')
    .option('--channel <渠道>', `谁说的：${codes(LeadChannel.options)}`, 'grid')
    .option('--place <地点>', '在哪里；写到村（社区）可直接派到当地')
    .option('--who <姓名>', '是谁')
    .option('--phone <电话>', '联系电话')
    .action(act(tell))
}

const codes = (options: readonly string[]): string => options.join('、')

const STATES = { received: '已收到', looking: '在查', joined: '已并入一户', ended: '已查完' } as const

type Span = { readonly from?: string; readonly to?: string; readonly byChannel?: true }

const list = async (shell: Shell, { from, to, byChannel }: Span) => {
  const found = await shell.enter((api) => ask(api, LeadListAnswer, { path: '/leads', query: { from, to } }))
  if (byChannel === true) shell.show(found.yields, () => yieldTable(found))
  else shell.show(found.leads, () => (found.leads.length === 0 ? '' : leadTable(found)))
  if (found.leads.length === 0) shell.terminal.err(`${found.from} 至 ${found.to} 没有线索。\n`)
  return undefined
}

const leadTable = ({ leads }: LeadListAnswer): string =>
  textTable(
    ['编号', '日期', '渠道', '类别', '急不急', '地点', '状态', '任务'].map((heading) => ({ heading })),
    leads.map((lead) => [
      ...[lead.leadNo, lead.reportedOn, leadChannelWords[lead.channel].zh, leadKindWords[lead.kind].zh],
      ...[leadUrgencyWords[lead.urgency].zh, lead.regionName, STATES[lead.state], lead.taskId ?? ''],
    ]),
  )

const yieldTable = ({ yields }: LeadListAnswer): string =>
  textTable(
    ['渠道', '反映', '在查', '并入', '查无', '并入后立案', '并入后给付'].map((heading) => ({ heading })),
    yields.map(({ channel, told, open, joined, ended, inHand, helped }) => [
      leadChannelWords[channel].zh,
      ...[told, open, joined, ended, inHand, helped].map(String),
    ]),
  )

type Told = {
  readonly by: string
  readonly kind: string
  readonly words: string
  readonly urgency: string
  readonly channel: string
  readonly place?: string
  readonly who?: string
  readonly phone?: string
}

const tell = async (shell: Shell, { by, kind, urgency, channel, words, place, who, phone }: Told) => {
  oneOf('--kind', kind, LeadKind.options)
  oneOf('--urgency', urgency, LeadUrgency.options)
  oneOf('--channel', channel, LeadChannel.options)
  const json = { kind, urgency, channel, words, place, who, phone }
  const told = await enterAs(shell, by, (api, cookie) =>
    ask(api, LeadToldAnswer, { path: '/leads', method: 'POST', json, cookie }),
  )
  shell.show(told, () => `已收到，编号 ${told.leadNo}。几秒内派给当地查明是谁。\n`)
  return undefined
}

const oneOf = (option: string, value: string, options: readonly string[]): void => {
  if (!options.includes(value))
    throw new Refusal(`${option} 没有“${value}”，可选：${codes(options)}。`, exitCodes.usage)
}
