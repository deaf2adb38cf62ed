import { caseStatusWords, departmentWords, matterWords, stepWords } from '@shouwang/casework'
import { CaseDetailAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { signIn } from '../api-client/sign-in.ts'
import { dayOption } from '../option-values.ts'
import { Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'
import { type CaseAsked, commandOf } from './case-asked.ts'
import { yuanOption } from './case-options.ts'

type WorkOptions = CaseAsked & { readonly by?: string; readonly id?: string }

/** `case`: how far one need of a household has come; with `--by`, goes on with it in that person's name. */
export const caseCommand: SetUp = (command, act) => {
  command
    .option('--by <工号>', '以谁的名义办理')
    .option('--done <说明>', '当前环节已完成（核对、审核、会商、部门反馈、补齐材料）')
    .option('--check', '核对这户并存入个案')
    .option('--note <备注>', '加一条备注')
    .option('--cash <元>', '给付现金', yuanOption)
    .option('--card <元>', '发放到一卡通', yuanOption)
    .option('--fund <资金>', '从哪笔资金给付')
    .option('--decide <结果>', 'granted 同意给予、adjusted 调整、stopped 停止、refused 不予给予，另写 --why')
    .option('--programme <项目>', '决定或给付的救助项目，如 temporary-relief、dibao')
    .option('--amount <元>', '决定的总额', yuanOption)
    .option('--from <日期>', '决定从哪天起', dayOption)
    .option('--to <日期>', '决定到哪天止', dayOption)
    .option('--deviation <理由>', '决定与核对或公式不一致的理由')
    .option('--approve', '复核并同意等待的决定')
    .option('--send-back', '把等待的决定退回补充，另写 --why')
    .option('--recover <元>', '记录追回的资金，另写 --against', yuanOption)
    .option('--way <方式>', 'paid-back 退回（默认）、offset 抵扣、waived 核销')
    .option('--against <凭据>', '收据号、抵扣的那笔结算或发放、核销的理由')
    .option('--aid <救助编号>', '追回的是哪一笔救助')
    .option('--appeal <决定编号>', '登记本人对决定的复议申请，另写 --why')
    .option('--objection <结论>', '答复公示异议：upheld 成立、not-upheld 不成立，另写 --decision 和 --why')
    .option('--decision <决定编号>', '异议针对的决定')
    .option('--condition <会商号:序号>', '查看会商条件，如 K-4k0q8zsm2c9x:1，另写 --why；没有履行的加 --not-kept')
    .option('--not-kept', '会商条件没有履行')
    .option('--look-again <日期>', '会商条件下次哪天再看；不写就不再看', dayOption)
    .option('--hand-to <工号>', '转交给谁，另写 --why')
    .option(
      '--close <结果>',
      'helped 已帮到、referred-done 部门已办结、refused 不予救助、withdrawn 本人撤回等，另写 --why',
    )
    .option(
      '--refer-to <部门>',
      `转办给哪个部门：${Object.keys(departmentWords).join('、')}；另写 --need、--why、--due`,
    )
    .option('--unit <机构名称>', '转给同类机构中的哪一家')
    .option('--need <需要>', '转办：需要什么')
    .option('--due <日期>', '转办：反馈期限', dayOption)
    .option('--hours <小时>', '转办：每月服务几小时，另写 --from', Number)
    .option('--recall <转办单号>', '收回一张转办单，另写 --why')
    .option('--why <理由>', '决定、退回、转办、转交或销号的理由')
    .option('--id <编号>', '这次办理的编号：同一编号再来一次不重复办理')
    .addHelpText(
      'after',
      '\n例：pnpm shouwang case C-4k0q8zsm2c9x-1 --by T0001 --done 住建已修缮\n    pnpm shouwang case C-4k0q8zsm2c9x-1 --by T0001 --decide granted --programme temporary-relief --amount 3000 --from 2026-11-02 --why 家中失火',
    )
    .action(act(workCase))
}

const workCase = async (shell: Shell, caseId: string, options: WorkOptions): Promise<undefined> => {
  const path = `/cases/${encodeURIComponent(caseId)}`
  const asked = commandOf(options)
  const known = await shell.enter(
    async (api) => {
      if (asked === undefined) return ask(api, CaseDetailAnswer, { path })
      if (options.by === undefined) throw new Refusal('请用 --by 写明以谁的名义办理。')
      const cookie = await signIn(api, options.by, shell.terminal.env)
      const json = { ...asked, ...(options.id === undefined ? {} : { commandId: options.id }) }
      return ask(api, CaseDetailAnswer, { path: `${path}/commands`, method: 'POST', json, cookie })
    },
    asked === undefined ? 'answers' : 'services',
  )
  shell.show(known, () => caseText(known))
  return undefined
}

const caseText = (known: CaseDetailAnswer): string =>
  [
    `个案 ${known.caseId}：${matterWords[known.matter].zh}，${known.headName}（${known.householdNo}，${known.regionName}）\n`,
    `${caseStatusWords[known.status].zh}，环节 ${stepWords[known.step].zh}，期限 ${known.dueOn}，责任人 ${known.owner === null ? '待派' : `${known.owner.name} ${known.owner.staffNo}`}\n\n`,
    ...known.history.map(({ day, byName, text }) => `${day} ${byName}：${text}\n`),
  ].join('')
