import { aidFormWords, departmentWords, referralStatusWords } from '@shouwang/casework'
import { ReferralItem } from '@shouwang/console-api'
import type { Day } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { signIn } from '../api-client/sign-in.ts'
import { dayOption } from '../option-values.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'
import { yuanOption, yuanText } from './case-options.ts'

type Answered = {
  readonly accept?: boolean
  readonly return?: string
  readonly progress?: string
  readonly finish?: string
  readonly goods?: string
  readonly service?: string
  readonly cash?: string
  readonly yuan?: number
  readonly hours?: number
  readonly on?: Day
}
type WorkOptions = Answered & { readonly by: string; readonly id?: string }

/** `referral`: one referral and its answers; an office or an organisation accepts, returns, tells progress or the result. */
export const referralCommand: SetUp = (command, act) => {
  command
    .requiredOption('--by <工号>', '以谁的名义：部门（机构）用户，或转出地的工作人员（只看）')
    .option('--accept', '接收')
    .option('--return <理由>', '退回')
    .option('--progress <说明>', '记一次进展')
    .option('--finish <结果>', '办结')
    .option('--goods <物资>', '实际给了什么物资，另写 --on')
    .option('--service <服务>', '实际提供了什么服务，另写 --hours、--on')
    .option('--cash <用途>', '实际给了现金，另写 --yuan、--on')
    .option('--yuan <元>', '金额或折价', yuanOption)
    .option('--hours <小时>', '服务小时数', Number)
    .option('--on <日期>', '哪一天给的', dayOption)
    .option('--id <编号>', '这次答复的编号：同一编号再来一次不重复办理')
    .addHelpText(
      'after',
      '\n例：pnpm shouwang referral C-4k0q8zsm2c9x-1-r1 --by H0001 --progress 上门照护 --service 居家照护 --hours 3 --on 2026-11-20',
    )
    .action(act(workReferral))
}

const workReferral = async (shell: Shell, referralId: string, options: WorkOptions): Promise<undefined> => {
  const path = `/referrals/${encodeURIComponent(referralId)}`
  const body = answerOf(options)
  const item = await shell.enter(async (api) => {
    const cookie = await signIn(api, options.by, shell.terminal.env)
    if (body === undefined) return ask(api, ReferralItem, { path, cookie })
    const json = { ...body, ...(options.id === undefined ? {} : { commandId: options.id }) }
    return ask(api, ReferralItem, { path: `${path}/answers`, method: 'POST', json, cookie })
  }, 'services')
  shell.show(item, () => referralText(item))
  return undefined
}

const answerOf = (options: Answered): object | undefined => {
  const { accept, progress, finish } = options
  if (accept === true) return { type: 'AcceptReferral' }
  if (options.return !== undefined) return { type: 'ReturnReferral', note: options.return }
  if (progress !== undefined) return { type: 'RecordProgress', note: progress, given: giftOf(options) }
  if (finish !== undefined) return { type: 'FinishReferral', note: finish, given: giftOf(options) }
  return undefined
}

const giftOf = ({ goods, service, cash, yuan = 0, hours, on }: Answered): object | null => {
  const what = goods ?? service ?? cash
  if (what === undefined) return null
  if (on === undefined) throw new Refusal('请用 --on 写明哪一天给的。', exitCodes.usage)
  if (service !== undefined && !(hours !== undefined && hours > 0))
    throw new Refusal('请用 --hours 写明服务了几小时，如 --hours 3。', exitCodes.usage)
  const form = goods !== undefined ? 'goods' : service !== undefined ? 'service' : 'cash'
  return { form, what, amountFen: yuan, hours: hours ?? null, day: on }
}

const referralText = (item: ReferralItem): string =>
  [
    `转办单 ${item.referralId}：${departmentWords[item.department].zh}${item.unit === null ? '' : `（${item.unit}）`}，${referralStatusWords[item.status].zh}，期限 ${item.dueOn}${item.overdue ? '（逾期）' : ''}\n`,
    `需要：${item.need}\n情况：${item.why}\n${item.regionName}${item.persons.length === 0 ? '' : `，对象：${item.persons.join('、')}`}\n`,
    ...item.answers.map(
      ({ day, byName, note, given }) =>
        `${day} ${byName}：${note}${given === null ? '' : `（${aidFormWords[given.form].zh}：${given.what}${given.amountFen === 0 ? '' : ` ${yuanText(given.amountFen)} 元`}${given.hours === null ? '' : ` ${given.hours} 小时`}）`}\n`,
    ),
    ...item.months.map(
      ({ month, plannedHours, givenHours, short }) =>
        `${month}：应 ${plannedHours} 小时，已 ${givenHours} 小时${short ? '，不足' : ''}\n`,
    ),
  ].join('')
