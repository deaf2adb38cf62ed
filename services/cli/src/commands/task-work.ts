import { taskStatusWords } from '@shouwang/casework'
import { TaskDetailAnswer } from '@shouwang/console-api'
import { type ApiClient, ask } from '../api-client/api-client.ts'
import { signIn } from '../api-client/sign-in.ts'
import { Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'
import { aidOf, yuanOption } from './case-options.ts'

type OutcomeOptions = {
  readonly by: string
  readonly note?: string
  readonly livesIn?: string
  readonly declaredIncome?: number
  readonly department?: string
  readonly cash?: number
}

/** `accept`: takes a task on, in the worker's name. */
export const acceptCommand: SetUp = (command, act) => {
  command
    .requiredOption('--by <工号>', '接单人')
    .action(
      act((shell: Shell, taskId: string, { by }: { readonly by: string }) => perform(shell, taskId, 'accept', by, {})),
    )
}

/** `contact`: that the family of a red task was reached, in the worker's name. */
export const contactCommand: SetUp = (command, act) => {
  command
    .requiredOption('--by <工号>', '联系人')
    .option('--note <备注>', '说了什么')
    .action(
      act((shell: Shell, taskId: string, { by, note }: { readonly by: string; readonly note?: string }) =>
        perform(shell, taskId, 'contact', by, { note: note ?? '' }),
      ),
    )
}

/** `outcome`: what a worker found, in the worker's name. */
export const outcomeCommand: SetUp = (command, act) => {
  command
    .requiredOption('--by <工号>', '核查人')
    .option('--note <备注>', '看到的情况')
    .option('--lives-in <户号>', '这家人现在住在哪一户（搬迁时）')
    .option('--declared-income <元>', '家庭申报的全家月收入', yuanOption)
    .option('--department <部门>', '转办给哪个部门，如 housing 住建（transfer）')
    .option('--cash <元>', '当场给了多少现金（temp-aid-given）', yuanOption)
    .addHelpText('after', '\n守望要求口令时，把该人员的口令放在环境变量 SHOUWANG_SECRET。')
    .action(
      act((shell: Shell, taskId: string, outcome: string, options: OutcomeOptions) =>
        perform(shell, taskId, 'outcome', options.by, outcomeOf(outcome, options)),
      ),
    )
}

const outcomeOf = (outcome: string, { note, livesIn, department, cash, declaredIncome }: OutcomeOptions): object => ({
  outcome,
  note: note ?? '',
  livesInHouseholdNo: livesIn ?? null,
  declaredMonthlyFen: declaredIncome ?? null,
  department: department ?? null,
  aid: cash === undefined ? null : aidOf('cash', cash, 'temporary-relief', null),
})

const perform = async (shell: Shell, taskId: string, what: string, by: string, json: object): Promise<undefined> => {
  const path = `/tasks/${encodeURIComponent(taskId)}`
  const task = await shell.enter(async (api) => {
    const cookie = await signIn(api, by, shell.terminal.env)
    if ('outcome' in json) await knownOutcome(api, path, cookie, String(json.outcome))
    return ask(api, TaskDetailAnswer, { path: `${path}/${what}`, method: 'POST', json, cookie })
  }, 'services')
  shell.show(task, () => `任务 ${taskId}：${taskStatusWords[task.status].zh}。\n`)
  return undefined
}

const knownOutcome = async (api: ApiClient, path: string, cookie: string, outcome: string): Promise<void> => {
  const { outcomes } = await ask(api, TaskDetailAnswer, { path, cookie })
  if (outcomes.some((choice) => choice.outcome === outcome)) return
  const list = outcomes.map(
    ({ outcome, zh, noteRequired }) => `  ${outcome}  ${zh}${noteRequired ? '（要写备注）' : ''}`,
  )
  throw new Refusal(`这项任务没有结果“${outcome}”。可用的有：\n${list.join('\n')}`)
}
