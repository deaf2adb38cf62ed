import { ApplicationAnswer, CaseDetailAnswer } from '@shouwang/console-api'
import type { Day, RegionCode } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { signIn } from '../api-client/sign-in.ts'
import { dayOption, regionOption } from '../option-values.ts'
import { applicationText } from '../output/application-text.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

type ApplyOptions = {
  readonly letter?: string
  readonly letterUntil?: Day
  readonly take?: string
  readonly by?: string
  readonly name?: string
  readonly region?: RegionCode
  readonly urgent?: true
  readonly id?: string
}

/** `apply`: what an ID number gives on one page (一证申请); with `--take`, takes the application in. */
export const applyCommand: SetUp = (command, act) => {
  command
    .option('--letter <编号>', '核对授权书编号，另写 --letter-until')
    .option('--letter-until <日期>', '授权书有效至哪天', dayOption)
    .option('--take <说明>', '受理申请并立案，另写 --by')
    .option('--by <工号>', '以谁的名义受理')
    .option('--name <姓名>', '申请人姓名；任何名册都没有此人时必填')
    .option('--region <区划>', '居住地或急难发生地，默认为受理人的辖区', regionOption)
    .option('--urgent', '急难')
    .option('--id <编号>', '这次受理的编号：同一编号再来一次是同一件，不会重复立案')
    .addHelpText(
      'after',
      '\n例：pnpm shouwang apply 350203195001011234\n    pnpm shouwang apply 350203195001011234 --take 家中失火 --by T0001 --urgent\n每次查看都会留下审计记录。',
    )
    .action(act(apply))
}

const apply = async (shell: Shell, person: string, options: ApplyOptions): Promise<undefined> => {
  const authorisation = letterOf(options)
  if (options.take !== undefined) {
    const taken = await take(shell, person, options.take, options, authorisation)
    shell.show(
      taken,
      () => `已受理：个案 ${taken.caseId}，责任人 ${taken.owner?.name ?? '待派'}，期限 ${taken.dueOn}\n`,
    )
    return undefined
  }
  // An ID number goes into the body: addresses end up in logs.
  const json = { person, ...(authorisation === undefined ? {} : { authorisation }) }
  const page = await shell.enter((api) =>
    ask(api, ApplicationAnswer, { path: '/applications/look', method: 'POST', json }),
  )
  shell.show(page, () => applicationText(page))
  return undefined
}

const take = (
  shell: Shell,
  idNumber: string,
  note: string,
  options: ApplyOptions,
  authorisation: object | undefined,
) => {
  const { by, name, region, urgent = false, id } = options
  if (by === undefined) throw new Refusal('请用 --by 写明以谁的名义受理。', exitCodes.usage)
  const json = {
    applicant: { idNumber, ...(name === undefined ? {} : { name }) },
    ...{ note, urgent, matter: urgent ? 'relief' : 'application' },
    ...(region === undefined ? {} : { region }),
    ...(authorisation === undefined ? {} : { authorisation }),
    ...(id === undefined ? {} : { commandId: id }),
  }
  return shell.enter(async (api) => {
    const cookie = await signIn(api, by, shell.terminal.env)
    return ask(api, CaseDetailAnswer, { path: '/applications', method: 'POST', json, cookie })
  }, 'services')
}

const letterOf = ({ letter, letterUntil }: ApplyOptions): object | undefined => {
  if (letter === undefined && letterUntil === undefined) return undefined
  if (letter === undefined || letterUntil === undefined)
    throw new Refusal('授权书请同时写 --letter 编号 和 --letter-until 有效期。', exitCodes.usage)
  return { letterNo: letter, scope: ['deposits', 'securities', 'insurance'], validUntil: letterUntil }
}
