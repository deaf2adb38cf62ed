import { caseStatusWords, matterWords, stepWords } from '@shouwang/casework'
import { CaseDetailAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { signIn } from '../api-client/sign-in.ts'
import { Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'
import { cashAid, yuanOption } from './case-options.ts'

type WorkOptions = {
  readonly by?: string
  readonly done?: string
  readonly note?: string
  readonly cash?: number
  readonly fund?: string
  readonly handTo?: string
  readonly close?: string
  readonly approve?: boolean
  readonly why?: string
  readonly id?: string
}

/** `case`: how far one need of a household has come; with `--by`, goes on with it in that person's name. */
export const caseCommand: SetUp = (command, act) => {
  command
    .option('--by <工号>', '以谁的名义办理')
    .option('--done <说明>', '当前环节已完成（核对、审核、会商、部门反馈、补齐材料）')
    .option('--note <备注>', '加一条备注')
    .option('--cash <元>', '给付现金', yuanOption)
    .option('--fund <资金>', '从哪笔资金给付')
    .option('--approve', '复核并同意等待的决定')
    .option('--hand-to <工号>', '转交给谁，另写 --why')
    .option(
      '--close <结果>',
      'helped 已帮到、referred-done 部门已办结、refused 不予救助、withdrawn 本人撤回等，另写 --why',
    )
    .option('--why <理由>', '转交或销号的理由')
    .option('--id <编号>', '这次办理的编号：同一编号再来一次不重复办理')
    .addHelpText('after', '\n例：pnpm shouwang case C-4k0q8zsm2c9x-1 --by T0001 --done 住建已修缮')
    .action(act(workCase))
}

const workCase = async (shell: Shell, caseId: string, options: WorkOptions): Promise<undefined> => {
  const path = `/cases/${encodeURIComponent(caseId)}`
  const asked = commandOf(options)
  const known = await shell.enter(
    async (api) => {
      if (asked === undefined) return ask(api, CaseDetailAnswer, { path })
      if (options.by === undefined) throw new Refusal('请用 --by 写明以谁的名义办理。')
      const cookie = await signIn(api, options.by, shell.terminal.env.SHOUWANG_SECRET)
      const json = { ...asked, ...(options.id === undefined ? {} : { commandId: options.id }) }
      return ask(api, CaseDetailAnswer, { path: `${path}/commands`, method: 'POST', json, cookie })
    },
    asked === undefined ? 'answers' : 'services',
  )
  shell.show(known, () => caseText(known))
  return undefined
}

/** What the options ask for: one thing at a time, the first that is there. */
const commandOf = (options: WorkOptions): object | undefined => {
  const { done, note, cash, fund, approve, handTo, close, why = '' } = options
  if (done !== undefined) return { type: 'CompleteStep', note: done }
  if (note !== undefined) return { type: 'NoteCase', note }
  if (cash !== undefined) return { type: 'GiveAid', aid: cashAid(cash, fund ?? null) }
  if (approve === true) return { type: 'ApproveDecision' }
  if (handTo !== undefined) return { type: 'HandOverCase', owner: handTo, why }
  if (close !== undefined) return { type: 'CloseCase', result: close, note: why }
  return undefined
}

const caseText = (known: CaseDetailAnswer): string =>
  [
    `个案 ${known.caseId}：${matterWords[known.matter].zh}，${known.headName}（${known.householdNo}，${known.regionName}）\n`,
    `${caseStatusWords[known.status].zh}，环节 ${stepWords[known.step].zh}，期限 ${known.dueOn}，责任人 ${known.owner === null ? '待派' : `${known.owner.name} ${known.owner.staffNo}`}\n\n`,
    ...known.history.map(({ day, byName, text }) => `${day} ${byName}：${text}\n`),
  ].join('')
