import { LedgerAnswer } from '@shouwang/console-api'
import { addDays, type Day } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { countOption, dayOption, inOrder } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import { type ExitCode, exitCodes } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

type LedgerLine = LedgerAnswer['lines'][number]
type Standing = LedgerAnswer['standing'][number]
type Options = { readonly from?: Day; readonly to?: Day; readonly minutes: number }

const shownDays = 30
const standingMinutes = 30

/** `reconcile`: whether every record is accounted for, and every delivery brought to its end. */
export const reconcileCommand: SetUp = (command, act) => {
  command
    .option('--from <日期>', '从哪天起（默认为止日前 30 天）', dayOption)
    .option('--to <日期>', '到哪天止（默认为业务日）', dayOption)
    .option('--minutes <分钟>', '没办完又多久没有进展的报送算停滞（默认 30）', countOption, standingMinutes)
    .addHelpText(
      'after',
      '\n有对不上的账或停滞的报送时退出码为 1，并指出是哪个接口哪一天。还在研判的数据会暂时对不上。',
    )
    .action(act(reconcile))
}

const reconcile = async (shell: Shell, options: Options): Promise<ExitCode> => {
  inOrder(options)
  const to = options.to ?? shell.options.asOf
  const from = options.from ?? (to === undefined ? undefined : addDays(to, -shownDays))
  const query = { from, to, standingMinutes: String(options.minutes) }
  const ledger = await shell.enter((api) => ask(api, LedgerAnswer, { path: '/ledger', query }))
  shell.show(ledger, () => (ledger.lines.length === 0 ? '' : textTable(columns, ledger.lines.map(rowOf))))
  for (const line of ledger.lines.filter(({ balanced }) => !balanced))
    shell.terminal.err(`对不上：${imbalance(line)}\n`)
  for (const one of ledger.standing) shell.terminal.err(`停滞：${standstill(one)}\n`)
  const well = ledger.balanced && ledger.standing.length === 0
  const span = `${ledger.from} 至 ${ledger.to}`
  if (well)
    shell.terminal.err(
      ledger.lines.length === 0 ? `${span} 没有报送。\n` : `${span}，${ledger.lines.length} 笔账全部对上。\n`,
    )
  return well ? exitCodes.ok : exitCodes.refused
}

const standstill = (one: Standing): string => {
  const what = `${one.feedName} ${one.businessDay} 的“${one.fileName ?? one.delivery}”`
  const how =
    one.status === 'receiving'
      ? `只收到 ${one.received} 行，没有收完；请重新报送同一个文件，会从断处接着收`
      : `接受 ${one.accepted} 行，只研判了 ${one.settled} 行；请看 /readyz 和积压指标`
  return `${what}已 ${one.standingMinutes} 分钟没有进展：${how}`
}

const imbalance = (line: LedgerLine): string => {
  const { feed, feedName, day, received, accepted, quarantined, applied, duplicate, stale, quarantinedLater } = line
  const after = applied + duplicate + stale + quarantinedLater
  const sums = [
    ...(received === accepted + quarantined ? [] : [`收到 ${received}，接受加隔离 ${accepted + quarantined}`]),
    ...(accepted === after ? [] : [`接受 ${accepted}，已有去处 ${after}`]),
  ]
  return `${feedName}（${feed}）${day}：${sums.join('；')}`
}

const columns = [
  { heading: '业务日' },
  { heading: '接口' },
  ...['收到', '接受', '隔离', '采用', '重复', '过时', '研判时隔离'].map((heading) => ({
    heading,
    number: true as const,
  })),
  { heading: '对账' },
]

const rowOf = (line: LedgerLine): readonly string[] => [
  line.day,
  line.feedName,
  ...[
    line.received,
    line.accepted,
    line.quarantined,
    line.applied,
    line.duplicate,
    line.stale,
    line.quarantinedLater,
  ].map(String),
  line.balanced ? '平' : '不平',
]
