import { caseStatusWords, departmentWords, matterWords, stepWords } from '@shouwang/casework'
import { type CaseItem, CaseListAnswer } from '@shouwang/console-api'
import type { RegionCode } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { regionOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'
import { yuanText } from './case-options.ts'

type CaseOptions = {
  readonly status?: string
  readonly owner?: string
  readonly region?: RegionCode
  readonly household?: string
  readonly overdue?: boolean
}

/** `cases`: what is in hand for families, who has it and until when. */
export const caseListCommand: SetUp = (command, act) => {
  command
    .option('--status <状态>', 'open 在办、paused 已中止、closed 已销号、joined 已并案；可写几个，用逗号隔开')
    .option('--owner <工号>', '只看一位责任人的')
    .option('--region <区划>', '只看一个区划及其下级，如 350212', regionOption)
    .option('--household <户号>', '只看一户的')
    .option('--overdue', '只看逾期的')
    .addHelpText('after', '\n例：pnpm shouwang cases --overdue --region 350212')
    .action(act(listCases))
}

const listCases = async (shell: Shell, options: CaseOptions): Promise<undefined> => {
  const { status, owner, region, household, overdue } = options
  const query = { status, owner, region, household, limit: '200', ...(overdue === true ? { overdue: 'true' } : {}) }
  const found = await shell.enter((api) => ask(api, CaseListAnswer, { path: '/cases', query }))
  shell.show(found, () => (found.cases.length === 0 ? '' : textTable(columns, found.cases.map(rowOf))))
  if (shell.options.format === 'table')
    shell.terminal.err(
      found.total === 0 ? '没有符合条件的个案。\n' : `共 ${found.total} 件，其中逾期 ${found.overdue} 件。\n`,
    )
  return undefined
}

const columns = [
  { heading: '个案号' },
  { heading: '事项' },
  { heading: '部门' },
  { heading: '户号' },
  { heading: '户主' },
  { heading: '环节' },
  { heading: '限期' },
  { heading: '状态' },
  { heading: '责任人' },
  { heading: '已给付（元）', number: true },
] as const

const rowOf = (known: CaseItem): readonly string[] => [
  known.caseId,
  matterWords[known.matter].zh,
  known.department === null ? '待定' : departmentWords[known.department].zh,
  known.householdNo,
  known.headName,
  stepWords[known.step].zh,
  `${known.dueOn}${known.overdue ? '（逾期）' : ''}`,
  caseStatusWords[known.status].zh,
  known.owner === null ? '待派' : `${known.owner.name} ${known.owner.staffNo}`,
  yuanText(known.givenFen),
]
