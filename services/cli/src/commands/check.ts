import { CheckAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { checkText } from '../output/check-text.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

type CheckOptions = { readonly household?: string; readonly person?: string; readonly all?: true }

/** `check`: every programme held against what is known of a household (一键核对). */
export const checkCommand: SetUp = (command, act) => {
  command
    .option('--household <户号>', '户号')
    .option('--person <身份证号>', '这户任何一人的身份证号，或 p_ 开头的人员编号')
    .option('--all', '也列出不符合的项目')
    .addHelpText('after', '\n例：pnpm shouwang check 350203001001\n每次核对都会留下审计记录。结果是线索，不是决定。')
    .action(act(check))
}

const check = async (shell: Shell, written: string | undefined, given: CheckOptions): Promise<undefined> => {
  const asked = [written, given.household, given.person].filter((one) => one !== undefined)
  if (asked.length !== 1)
    throw new Refusal('请写一个户号或身份证号，或 --household 户号，或 --person 身份证号，取一个。', exitCodes.usage)
  const [subject = ''] = asked
  const isPerson = given.person !== undefined || (given.household === undefined && isPersonNumber(subject))
  const { asOf: day } = shell.options
  // An ID number goes into the body: addresses end up in logs.
  const call = isPerson
    ? ({ path: '/persons/check', method: 'POST', json: { person: subject, day } } as const)
    : { path: `/households/${encodeURIComponent(subject)}/check`, query: { day } }
  const answer = await shell.enter((api) => ask(api, CheckAnswer, call))
  shell.show(answer, () => checkText(answer, given.all === true))
  return undefined
}

/** An ID number has its form, a pseudonym its prefix; whatever else is written is a household's number. */
const isPersonNumber = (written: string): boolean => /^\d{17}[\dXx]$/.test(written) || written.startsWith('p_')
