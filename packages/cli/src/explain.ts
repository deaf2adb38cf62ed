import { Explanation } from './answers.ts'
import type { AddCommands, Shell } from './command-shell.ts'
import { ask } from './door.ts'
import { explanationText } from './explanation-text.ts'
import { exitCodes, Refusal } from './refusal.ts'

type ExplainOptions = { readonly household?: string; readonly person?: string }

/** `explain`: what is known of a household, from whom, and what the rules make of it. */
export const explainCommand: AddCommands = (program, act) => {
  program
    .command('explain')
    .description('说明一户的研判：已知什么、谁提供的、依据哪条标准、还缺什么')
    .option('--household <户号>', '户号')
    .option('--person <身份证号>', '这户任何一人的身份证号，或 p_ 开头的人员编号')
    .addHelpText('after', '\n每次查看都会留下审计记录。姓名按规定隐去一部分。')
    .action(act(explain))
}

const explain = async (shell: Shell, { household, person }: ExplainOptions): Promise<undefined> => {
  if ((household === undefined) === (person === undefined))
    throw new Refusal('请写 --household 户号 或 --person 身份证号，二者取一。', exitCodes.usage)
  const path =
    household === undefined
      ? `/persons/${encodeURIComponent(person ?? '')}/explanation`
      : `/households/${encodeURIComponent(household)}/explanation`
  const explanation = await shell.enter((door) => ask(door, Explanation, { path }))
  shell.show(explanation, () => explanationText(explanation))
  return undefined
}
