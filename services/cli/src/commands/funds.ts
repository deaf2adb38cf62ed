import { aidFormWords, fundKindWords } from '@shouwang/casework'
import { AidLedgerAnswer, FundListAnswer, ReconciliationAnswer } from '@shouwang/console-api'
import type { Day } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { dayOption, inOrder } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import { type ExitCode, exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'
import { yuanText } from './case-options.ts'

type FundOptions = { readonly from?: Day; readonly to?: Day; readonly reconcile?: true }

/** `funds`: what is left of each fund; with a span of days, every aid of it with the case behind it. */
export const fundsCommand: SetUp = (command, act) => {
  command
    .option('--from <日期>', '台账的第一天', dayOption)
    .option('--to <日期>', '台账的最后一天', dayOption)
    .option('--reconcile', '与一卡通发放对账：决定了没发的、发的数不对的、没有决定就发的')
    .addHelpText(
      'after',
      '\n例：pnpm shouwang funds --from 2026-10-01 --to 2026-12-31\n    pnpm shouwang funds --from 2026-10-01 --to 2026-12-31 --reconcile\n对账有不符时退出码为 1。',
    )
    .action(act(showFunds))
}

const showFunds = async (shell: Shell, options: FundOptions): Promise<ExitCode | undefined> => {
  const { from, to, reconcile } = options
  inOrder(options)
  if (reconcile === true) return reconcilePayments(shell, options)
  if (from === undefined || to === undefined) {
    const answer = await shell.enter((api) => ask(api, FundListAnswer, { path: '/funds' }))
    shell.show(answer, () => fundText(answer))
    return undefined
  }
  const ledger = await shell.enter((api) => ask(api, AidLedgerAnswer, { path: '/aid', query: { from, to } }))
  shell.show(ledger, () => ledgerText(ledger))
  return undefined
}

const reconcilePayments = async (shell: Shell, { from, to }: FundOptions): Promise<ExitCode> => {
  if (from === undefined || to === undefined)
    throw new Refusal('对账请用 --from 和 --to 写明哪天到哪天。', exitCodes.usage)
  const found = await shell.enter(
    (api) => ask(api, ReconciliationAnswer, { path: '/aid/reconciliation', query: { from, to } }),
    'reports',
  )
  shell.show(found, () => reconciledText(found))
  const fits = found.decidedNotPaid.length + found.otherAmount.length + found.paidNotDecided.length === 0
  return fits ? exitCodes.ok : exitCodes.refused
}

const reconciledText = (found: ReconciliationAnswer): string => {
  const rows = [
    ...found.decidedNotPaid.map((line) => [
      '决定未发',
      line.day,
      line.householdNo,
      line.programmeName,
      yuanText(line.amountFen),
      '',
      line.no,
    ]),
    ...found.otherAmount.map((line) => [
      '金额不符',
      line.day,
      line.householdNo,
      line.programmeName,
      yuanText(line.amountFen),
      yuanText(line.paidFen),
      line.no,
    ]),
    ...found.paidNotDecided.map((line) => [
      '发放无决定',
      line.day,
      line.householdNo,
      line.programmeName,
      '',
      yuanText(line.amountFen),
      '',
    ]),
  ]
  const sums = `${found.from} 至 ${found.to}：对上 ${found.confirmed} 笔，还在等发放 ${found.waiting} 笔，不符 ${rows.length} 笔\n`
  if (rows.length === 0) return sums
  const headings = [
    ...['不符', '日期', '户号', '项目'].map((heading) => ({ heading })),
    ...['决定（元）', '发放（元）'].map((heading) => ({ heading, number: true as const })),
    { heading: '编号' },
  ]
  return `${textTable(headings, rows)}\n${sums}`
}

const fundText = ({ funds }: FundListAnswer): string =>
  funds.length === 0
    ? '没有登记资金。\n'
    : textTable(
        [
          { heading: '资金' },
          { heading: '名称' },
          { heading: '类别' },
          { heading: '余额（元）', number: true },
          { heading: '' },
        ],
        funds.map(({ fundId, name, kind, balanceFen, belowFloor }) => [
          fundId,
          name,
          fundKindWords[kind].zh,
          yuanText(balanceFen),
          belowFloor ? '低于下限，请补足' : '',
        ]),
      )

const ledgerText = ({ from, to, families, times, totalFen, lines }: AidLedgerAnswer): string =>
  `${textTable(
    [
      { heading: '日期' },
      { heading: '户号' },
      { heading: '辖区' },
      { heading: '形式' },
      { heading: '金额（元）', number: true },
      { heading: '资金' },
      { heading: '个案' },
      { heading: '' },
    ],
    lines.map((line) => [
      line.day,
      line.householdNo,
      line.regionName,
      aidFormWords[line.form].zh,
      yuanText(line.amountFen),
      line.fund ?? '',
      line.caseId,
      line.reversedOn === null ? '' : `${line.reversedOn} 冲正`,
    ]),
  )}\n${from} 至 ${to}：${families} 户 ${times} 次，合计 ${yuanText(totalFen)} 元\n`
