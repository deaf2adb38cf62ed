import { PolicyDraftAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { actsBy, enterAs } from '../api-client/sign-in.ts'
import { draftFiles } from '../draft-files.ts'
import { dayOption } from '../option-values.ts'
import type { SetUp, Shell } from '../shell.ts'

type AdoptOptions = { readonly by: string; readonly why: string; readonly from?: string }

/** `adopt`: proposes a draft of changed policies. A second person confirms it; from its day on it is judged by. */
export const adoptCommand: SetUp = (command, act) => {
  actsBy(command)
    .requiredOption('--why <事由>', '依据：文件名称和文号')
    .option('--from <日期>', '从哪一天起采用（默认为草案所写的下一个起始日，最早为次日）', dayOption)
    .addHelpText(
      'after',
      '\n先用 simulate 试算。提出后由另一名市级人员用 staff confirm 编号 确认；自采用日起，只重判读到所改标准的家庭。\n例：pnpm shouwang adopt 草案 --by S0001 --why “厦民〔2027〕12号”',
    )
    .action(act(adopt))
}

const adopt = async (shell: Shell, draft: string, { by, why, from }: AdoptOptions): Promise<undefined> => {
  const json = { files: await draftFiles(shell, draft), why, ...(from === undefined ? {} : { from }) }
  const call = { path: '/policy-drafts', method: 'POST', json } as const
  const proposed = await enterAs(shell, by, (api, cookie) => ask(api, PolicyDraftAnswer, { ...call, cookie }))
  shell.show(proposed, () => proposed.says.map((line) => `${line}\n`).join(''))
  shell.terminal.err(
    `已提出，编号 ${proposed.proposal}，自 ${proposed.from} 起采用；待另一名市级人员确认（staff confirm ${proposed.proposal} --by 工号）。\n`,
  )
  return undefined
}
