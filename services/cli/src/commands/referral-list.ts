import { departmentWords, referralStatusWords } from '@shouwang/casework'
import { type ReferralItem, ReferralListAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { signIn } from '../api-client/sign-in.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'

type ListOptions = {
  readonly by?: string
  readonly status?: string
  readonly department?: string
  readonly household?: string
  readonly overdue?: boolean
}

/** `referrals`: what was handed to departments and organisations; with `--by`, the inbox of one of theirs. */
export const referralListCommand: SetUp = (command, act) => {
  command
    .option('--by <工号>', '看一位部门（机构）用户的收件箱')
    .option(
      '--status <状态>',
      'sent 待接收、accepted 办理中、returned 已退回、done 已办结、recalled 已收回；用逗号隔开',
    )
    .option('--department <部门>', `只看一个部门的：${Object.keys(departmentWords).join('、')}`)
    .option('--household <户号>', '只看一户的')
    .option('--overdue', '只看逾期的')
    .addHelpText('after', '\n例：pnpm shouwang referrals --overdue --department housing')
    .action(act(listReferrals))
}

const listReferrals = async (shell: Shell, options: ListOptions): Promise<undefined> => {
  const { by, status, department, household, overdue } = options
  const query = { status, department, household, ...(overdue === true ? { overdue: 'true' } : {}) }
  const call = { path: '/referrals', query }
  const found = await shell.enter(
    async (api) =>
      by === undefined
        ? ask(api, ReferralListAnswer, call)
        : ask(api, ReferralListAnswer, { ...call, cookie: await signIn(api, by, shell.terminal.env) }),
    by === undefined ? 'answers' : 'services',
  )
  shell.show(found, () => (found.total === 0 ? '' : textTable(columns, found.referrals.map(rowOf))))
  if (shell.options.format === 'table')
    shell.terminal.err(
      found.total === 0 ? '没有符合条件的转办单。\n' : `共 ${found.total} 张，其中逾期 ${found.overdue} 张。\n`,
    )
  return undefined
}

const columns = ['转办单', '转给', '需要', '地区', '期限', '状态', '最近答复'].map((heading) => ({ heading }))

const rowOf = (item: ReferralItem): readonly string[] => [
  item.referralId,
  `${departmentWords[item.department].zh}${item.unit === null ? '' : ` ${item.unit}`}`,
  item.need,
  item.regionName,
  `${item.dueOn}${item.overdue ? '（逾期）' : ''}`,
  referralStatusWords[item.status].zh,
  item.answers.at(-1)?.note ?? '',
]
