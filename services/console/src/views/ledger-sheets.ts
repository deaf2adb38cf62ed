import { aidFormWords, fundKindWords } from '@shouwang/casework'
import type { AidLedgerAnswer, FundListAnswer } from '@shouwang/console-api'
import type { WorkbookSheet } from '../api/workbook.ts'

/** The ledger of a span as sheets: every aid with its reasons, the sums by programme, and what the funds hold. */
export const ledgerSheets = ({ lines }: AidLedgerAnswer, funds: FundListAnswer['funds']): readonly WorkbookSheet[] => [
  {
    name: '救助给付',
    columns: [
      ['日期', 12],
      ['户号', 18],
      ['村居', 24],
      ['项目', 18],
      ['形式', 12],
      ['金额（元）', 14],
      ['物资或服务', 24],
      ['资金', 16],
      ['决定', 30],
      ['个案', 26],
      ['编号', 30],
      ['冲正日期', 12],
    ],
    rows: lines.map((line) => [
      line.day,
      line.householdNo,
      line.regionName,
      line.programmeName,
      aidFormWords[line.form].zh,
      line.amountFen / 100,
      line.what,
      funds.find(({ fundId }) => fundId === line.fund)?.name ?? line.fund,
      line.decisionNo ?? '先行救助',
      line.caseId,
      line.aidId,
      line.reversedOn,
    ]),
  },
  {
    name: '按项目合计',
    columns: [
      ['项目', 18],
      ['户数', 10],
      ['笔数', 10],
      ['金额（元）', 14],
    ],
    rows: sums(lines.filter(({ reversedOn }) => reversedOn === null)),
  },
  {
    name: '资金',
    columns: [
      ['资金', 24],
      ['种类', 12],
      ['区划', 16],
      ['余额（元）', 14],
      ['下限（元）', 14],
    ],
    rows: funds.map(({ name, kind, region, balanceFen, floorFen }) => [
      name,
      fundKindWords[kind].zh,
      region,
      balanceFen / 100,
      floorFen / 100,
    ]),
  },
]

const sums = (counted: AidLedgerAnswer['lines']): WorkbookSheet['rows'] =>
  [...Map.groupBy(counted, ({ programmeName }) => programmeName)].map(([name, own]) => [
    name,
    new Set(own.map(({ householdNo }) => householdNo)).size,
    own.length,
    own.reduce((sum, { amountFen }) => sum + amountFen, 0) / 100,
  ])
