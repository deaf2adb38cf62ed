import { SimulationAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { draftFiles } from '../draft-files.ts'
import { regionOption } from '../option-values.ts'
import { comparisonText, simulationText } from '../output/simulation-text.ts'
import type { SetUp, Shell } from '../shell.ts'

type SimulateOptions = { readonly region?: string; readonly preview?: true; readonly against?: string }

/** `simulate`: what a draft of changed policies would do to the stored households. It changes nothing. */
export const simulateCommand: SetUp = (command, act) => {
  command
    .option('--region <区划>', '12 位区划（默认为您负责的区域）', regionOption)
    .option('--preview', '只看约两千户的样本，几秒内给出推算')
    .option('--against <草案目录>', '另一份草案，两份并列比较')
    .addHelpText(
      'after',
      '\n草案是一个目录，里面放改过的文件，路径与政策目录相同，如 regions/350200/dibao/monthly-standard.yaml。\n例：pnpm shouwang simulate 草案 --region 350200000000 --as-of 2027-01-01 --preview',
    )
    .action(act(simulate))
}

const simulate = async (shell: Shell, draft: string, given: SimulateOptions): Promise<undefined> => {
  const files = await draftFiles(shell, draft)
  const against = given.against === undefined ? {} : { against: await draftFiles(shell, given.against) }
  const json = { files, ...against, region: given.region, day: shell.options.asOf, preview: given.preview === true }
  const { against: other, ...one } = await shell.enter((api) =>
    ask(api, SimulationAnswer, { method: 'POST', path: '/simulations', json }),
  )
  const told = [one, ...(other === undefined ? [] : [other])].map((each, index) => ({
    draft: index === 0 ? draft : (given.against ?? ''),
    ...each,
  }))
  shell.show(told.length === 1 ? told[0] : told, () =>
    [...(told.length > 1 ? [comparisonText(told)] : []), ...told.map(simulationText)].join('\n'),
  )
  return undefined
}
