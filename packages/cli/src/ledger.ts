import { addDays, type Day } from '@shouwang/contracts'
import { Ledger, type LedgerLine } from './answers.ts'
import type { AddCommands, Shell } from './command-shell.ts'
import { ask } from './door.ts'
import { dayOption } from './option-values.ts'
import { type ExitCode, exitCodes } from './refusal.ts'
import { textTable } from './text-table.ts'

type LedgerOptions = { readonly from?: Day; readonly to?: Day }

const shownDays = 30

/** `ledger`: whether every record is accounted for. */
export const ledgerCommand: AddCommands = (program, act) => {
  program
    .command('ledger')
    .description('对账：每个接口每个业务日，收到的每一条去了哪里')
    .option('--from <日期>', '从哪天起（默认为止日前 30 天）', dayOption)
    .option('--to <日期>', '到哪天止（默认为业务日）', dayOption)
    .addHelpText('after', '\n有对不上的账时退出码为 1，并指出是哪个接口哪一天。还在研判的数据会暂时对不上。')
    .action(act(balance))
}

const balance = async (shell: Shell, options: LedgerOptions): Promise<ExitCode> => {
  const to = options.to ?? shell.options.asOf
  const from = options.from ?? (to === undefined ? undefined : addDays(to, -shownDays))
  const ledger = await shell.enter((door) => ask(door, Ledger, { path: '/ledger', query: { from, to } }))
  shell.show(ledger, () => textTable(columns, ledger.lines.map(rowOf)))
  for (const line of ledger.lines.filter(({ balanced }) => !balanced))
    shell.terminal.err(`对不上：${imbalance(line)}\n`)
  if (ledger.balanced) shell.terminal.err(`${ledger.from} 至 ${ledger.to}，${ledger.lines.length} 笔账全部对上。\n`)
  return ledger.balanced ? exitCodes.ok : exitCodes.refused
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
