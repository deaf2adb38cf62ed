import { directionWords, levelWords, taskStatusWords } from '@shouwang/casework'
import type { TaskItem } from '@shouwang/console-api'
import type { WorkbookSheet } from '../api/workbook.ts'

/** A list of tasks as a sheet: names masked as on the screen. */
export const taskSheets = (tasks: readonly TaskItem[]): readonly WorkbookSheet[] => [
  {
    name: '任务',
    columns: [
      ['期限', 12],
      ['级别', 8],
      ['方向', 8],
      ['户主', 12],
      ['户号', 18],
      ['村居', 26],
      ['原因', 60],
      ['承办人', 12],
      ['工号', 12],
      ['状态', 10],
      ['派单日期', 12],
      ['任务编号', 26],
    ],
    rows: tasks.map((task) => [
      task.dueOn,
      levelWords[task.level].zh,
      directionWords[task.direction].zh,
      task.headName,
      task.householdNo,
      task.regionName,
      task.reasons.map(({ text }) => text).join('；'),
      task.assignee?.name ?? '待派',
      task.assignee?.staffNo ?? null,
      taskStatusWords[task.status].zh,
      task.openedOn,
      task.taskId,
    ]),
  },
]
