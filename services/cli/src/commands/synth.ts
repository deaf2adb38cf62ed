import { readdir } from 'node:fs/promises'
import { type WrittenCounty, writeCounty } from '@shouwang/synth'
import { countOption } from '../option-values.ts'
import { showProgress } from '../output/progress.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

type SynthOptions = { readonly people: number; readonly out: string; readonly seed?: number }

const mostPeople = 2_000_000
const defaultSeed = 1
/** Seen over many counties; only the bar goes by it. */
const rowsPerPerson = 13

/** `synth`: writes a made-up county, as its departments would deliver it. */
export const synthCommand: SetUp = (command, act) => {
  command
    .requiredOption('--people <人数>', '大约多少人，几百至两百万', countOption)
    .requiredOption('--out <文件夹>', '写到哪里')
    .option('--seed <数>', '同一个数生成同一个县（默认 1）', countOption)
    .addHelpText('after', '\n例：pnpm shouwang synth --people 20000 --out 示例县 --as-of 2026-10-31')
    .action(act(synthesise))
}

const synthesise = async (shell: Shell, { people, out, seed = defaultSeed }: SynthOptions): Promise<undefined> => {
  if (people > mostPeople) throw new Refusal(`最多生成 ${mostPeople} 人。`, exitCodes.usage)
  const to = shell.options.asOf ?? (await shell.terminal.today())
  const before = await readdir(out).catch(() => [])
  const progress = showProgress(shell.terminal, '生成', people * rowsPerPerson, '行')
  const told = (rows: number) => progress.at(rows, Math.max(rows, people * rowsPerPerson))
  const written = await writeCounty(out, { people, seed, to }, told)
    .catch((error: NodeJS.ErrnoException) => {
      throw error.code === undefined ? error : new Refusal(`不能写入 ${out}（${error.code}）。请换一个文件夹。`)
    })
    .finally(progress.end)
  shell.show({ out, ...written }, () => writtenText(out, written))
  const names = new Set([...Object.values(written.files), ...besides])
  const left = before.filter((name) => !names.has(name))
  if (left.length > 0) shell.terminal.err(`注意：${out} 里原有的 ${left.length} 个文件没有动，导入时不要混在一起。\n`)
  return undefined
}

/** What stands beside the departmental files. */
const besides = ['regions.csv', 'staff.csv', 'expected.csv', 'expected.json']

const writtenText = (out: string, { households, people, rows, asOf }: WrittenCounty): string =>
  `已在 ${out} 生成 ${households} 户、${people} 人，共 ${rows} 行。\n导入：pnpm shouwang import ${out}/* --as-of ${asOf}\n`
