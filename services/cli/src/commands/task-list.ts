import { directionWords, levelWords, taskStatusWords } from '@shouwang/casework'
import { type TaskItem, TaskListAnswer } from '@shouwang/console-api'
import type { RegionCode } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { regionOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'
import { directionOption, levelOption, statusOption } from './task-options.ts'
import { allTasks, statusQuery } from './task-pages.ts'

type TaskOptions = {
  readonly status?: string
  readonly region?: RegionCode
  readonly direction?: string
  readonly level?: string
  readonly assignee?: string
  readonly household?: string
}

/** `tasks`: the work that waits, the most urgent first. */
export const taskListCommand: SetUp = (command, act) => {
  command
    .option('--status <状态>', 'open 待接单、accepted 办理中、closed 已办结、withdrawn 已撤回、all 全部', statusOption)
    .option('--region <区划>', '只看一个区划及其下级，如 350212', regionOption)
    .option('--direction <方向>', 'missed 漏保、wrong 错保、urgent 急难', directionOption)
    .option('--level <级别>', 'red 红、orange 橙、yellow 黄、blue 蓝；可写几个，用逗号隔开', levelOption)
    .option('--assignee <工号>', '只看一位责任人的')
    .option('--household <户号>', '只看一户的')
    .addHelpText('after', '\n例：pnpm shouwang tasks --level 红,橙 --region 350212')
    .action(act(listTasks))
}

const listTasks = async (shell: Shell, options: TaskOptions): Promise<undefined> => {
  const { status, region, direction, level, assignee, household } = options
  const query = { status: statusQuery(status), region, direction, level, assignee, q: household }
  const { found, due, today } = await shell.enter(async (api) => {
    const { due, today } = await ask(api, TaskListAnswer, { path: '/tasks', query: { limit: '1' } })
    return { found: await allTasks(api, query), due, today }
  })
  // A question changes nothing: what time would change is done by the day's review, or by the next import.
  if (due > 0)
    shell.terminal.err(
      `到 ${today} 有 ${due} 户该复判或催办而还没有做，以下是此前的结果。下一次导入、或守望运行时会补做。\n`,
    )
  const tasks = household === undefined ? found : found.filter(({ householdNo }) => householdNo === household)
  shell.show(tasks.map(forScripts), () => (tasks.length === 0 ? '' : textTable(columns, tasks.map(rowOf))))
  if (tasks.length === 0) shell.terminal.err('没有符合条件的任务。\n')
  else if (shell.options.format === 'table')
    shell.terminal.err(`共 ${tasks.length} 项。看一户的依据：pnpm shouwang explain --household 户号\n`)
  return undefined
}

const forScripts = ({ assignee, ...task }: TaskItem) => ({
  ...task,
  assignee: assignee?.staffNo ?? null,
  assigneeName: assignee?.name ?? null,
})

const columns = [
  { heading: '级别' },
  { heading: '方向' },
  { heading: '户号' },
  { heading: '户主' },
  { heading: '辖区' },
  { heading: '限期' },
  { heading: '督办' },
  { heading: '状态' },
  { heading: '责任人' },
  { heading: '任务号' },
  { heading: '为什么' },
] as const

const rowOf = (task: TaskItem): readonly string[] => [
  levelWords[task.level].zh,
  directionWords[task.direction].zh,
  task.householdNo === '' ? '（未登记户）' : task.householdNo,
  task.headName,
  task.regionName,
  limitText(task),
  escalationText(task),
  taskStatusWords[task.status].zh,
  task.assignee === null ? '未派' : `${task.assignee.name} ${task.assignee.staffNo}`,
  task.taskId,
  [...new Set(task.reasons.map(({ indicatorName }) => indicatorName))].join('、'),
]

/** A red task asks for contact first, and for its result some days later. */
const limitText = ({ dueOn, resultOn, contactedOn }: TaskItem): string => {
  if (resultOn === null) return dueOn
  return contactedOn === null ? `${dueOn} 前联系，${resultOn} 前报结果` : `${dueOn} 前报结果`
}

const escalationText = ({ escalated }: TaskItem): string => {
  if (escalated === null) return ''
  const { percent, to } = escalated
  return to === null ? `已用去期限的${percent}%` : `已报${to.name}（${percent}%）`
}
