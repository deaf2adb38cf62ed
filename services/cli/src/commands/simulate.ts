import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { SimulationAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { regionOption } from '../option-values.ts'
import { simulationText } from '../output/simulation-text.ts'
import { exitCodes, Refusal } from '../refusal.ts'
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
  const drafts = [draft, ...(given.against === undefined ? [] : [given.against])]
  const read = await Promise.all(drafts.map(filesOf))
  const answers = await shell.enter(async (api) => {
    const all: SimulationAnswer[] = []
    for (const files of read) {
      const json = { files, region: given.region, day: shell.options.asOf, preview: given.preview === true }
      all.push(await ask(api, SimulationAnswer, { method: 'POST', path: '/simulations', json }))
    }
    return all
  })
  const told = drafts.map((name, index) => ({ draft: name, ...(answers[index] as SimulationAnswer) }))
  shell.show(told.length === 1 ? told[0] : told, () => told.map(simulationText).join('\n'))
  return undefined
}

/** The changed files of a draft by their path below it. */
const filesOf = async (draft: string): Promise<Readonly<Record<string, string>>> => {
  const found = await readdir(draft, { recursive: true }).catch(() => {
    throw new Refusal(`读不到草案目录“${draft}”。`, exitCodes.usage)
  })
  const paths = found.filter((path) => path.endsWith('.yaml')).map((path) => path.split(sep).join('/'))
  if (paths.length === 0)
    throw new Refusal(`“${draft}”里没有 .yaml 文件；请放入改过的 regions/… 或 programmes/… 文件。`, exitCodes.usage)
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(draft, path), 'utf8')] as const)),
  )
}
