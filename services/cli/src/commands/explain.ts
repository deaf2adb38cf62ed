import { ExplanationAnswer, HandoverAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { explanationText } from '../output/explanation-text.ts'
import { handoverText } from '../output/handover-text.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

type ExplainOptions = { readonly household?: string; readonly person?: string; readonly forFamily?: true }

/** `explain`: what is known of a household, from whom, and what the rules make of it. */
export const explainCommand: SetUp = (command, act) => {
  command
    .option('--household <户号>', '户号')
    .option('--person <身份证号>', '这户任何一人的身份证号，或 p_ 开头的人员编号')
    .option('--for-family', '打印给这家人看的一页：为什么找到您家，我们知道什么（只能用户号）')
    .addHelpText('after', '\n每次查看都会留下审计记录。姓名按规定隐去一部分。')
    .action(act(explain))
}

const explain = async (shell: Shell, written: string | undefined, given: ExplainOptions): Promise<undefined> => {
  const asked = [written, given.household, given.person].filter((one) => one !== undefined)
  if (asked.length !== 1)
    throw new Refusal('请写一个户号，或 --household 户号，或 --person 身份证号，三者取一。', exitCodes.usage)
  const household = written ?? given.household
  if (given.forFamily === true) return handOver(shell, household)
  // An ID number goes into the body: addresses end up in logs.
  const call =
    household === undefined
      ? ({ path: '/persons/explanation', method: 'POST', json: { person: given.person } } as const)
      : { path: `/households/${encodeURIComponent(household)}/explanation` }
  const explanation = await shell.enter((api) => ask(api, ExplanationAnswer, call))
  shell.show(explanation, () => explanationText(explanation))
  return undefined
}

const handOver = async (shell: Shell, household: string | undefined): Promise<undefined> => {
  if (household === undefined)
    throw new Refusal('--for-family 只能用户号。户号见 explain --person 的第一行。', exitCodes.usage)
  const path = `/households/${encodeURIComponent(household)}/handover`
  const told = await shell.enter((api) => ask(api, HandoverAnswer, { path }))
  shell.show(told, () => handoverText(told))
  return undefined
}
