import type { WeeklyReportAnswer } from '@shouwang/console-api'
import type { WorkbookSheet } from '../api/workbook.ts'

type Report = { readonly [K in 'regions' | 'indicators']: readonly WeeklyReportAnswer[K][number][] }

/** A month of work as sheets, by region and by indicator. */
export const monthSheets = ({ regions, indicators }: Report): readonly WorkbookSheet[] => [
  {
    name: '各区情况',
    columns: [
      ['区域', 24],
      ['新增任务', 12],
      ['办结任务', 12],
      ['逾期任务', 12],
      ['在办家庭', 12],
      ['已帮到家庭', 12],
      ['未获确认', 12],
      ['救助金额（元）', 16],
      ['其中部门帮到', 12],
      ['部门给予（元）', 16],
    ],
    rows: regions.map((row) => [
      ...[row.name, row.opened, row.closed, row.overdue, row.inHand, row.helped, row.unconfirmed],
      ...[row.givenFen / 100, row.byOffices, row.officesFen / 100],
    ]),
  },
  {
    name: '指标准确度',
    columns: [
      ['指标', 28],
      ['已核查', 10],
      ['属实', 10],
      ['不实', 10],
      ['属实比例', 12],
    ],
    rows: indicators.map(({ name, judged, confirmed, refuted }) => [
      ...[name, judged, confirmed, refuted],
      judged === 0 ? null : Math.round((confirmed / judged) * 100) / 100,
    ]),
  },
]
