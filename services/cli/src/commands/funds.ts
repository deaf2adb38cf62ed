import { aidFormWords, fundKindWords } from '@shouwang/casework'
import { AidLedgerAnswer, FundListAnswer } from '@shouwang/console-api'
import type { Day } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { dayOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'
import { yuanText } from './case-options.ts'

type FundOptions = { readonly from?: Day; readonly to?: Day }

/** `funds`: what is left of each fund; with a span of days, every aid of it with the case behind it. */
export const fundsCommand: SetUp = (command, act) => {
  command
    .option('--from <日期>', '台账的第一天', dayOption)
    .option('--to <日期>', '台账的最后一天', dayOption)
    .addHelpText('after', '\n例：pnpm shouwang funds --from 2026-10-01 --to 2026-12-31')
    .action(act(showFunds))
}

const showFunds = async (shell: Shell, { from, to }: FundOptions): Promise<undefined> => {
  if (from === undefined || to === undefined) {
    const answer = await shell.enter((api) => ask(api, FundListAnswer, { path: '/funds' }))
    shell.show(answer, () => fundText(answer))
    return undefined
  }
  const ledger = await shell.enter((api) => ask(api, AidLedgerAnswer, { path: '/aid', query: { from, to } }))
  shell.show(ledger, () => ledgerText(ledger))
  return undefined
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
