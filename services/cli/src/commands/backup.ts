import { resolve } from 'node:path'
import {
  DataFolderProblem,
  keysPlace,
  loadKeys,
  openStandalone,
  restoreBackup,
  runningInstance,
  verifyBackup,
} from '@shouwang/standalone'
import { z } from 'zod'
import { settingsOf } from '../api-client/open-api-client.ts'
import { bytesText } from '../output/progress.ts'
import { type ExitCode, exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

/** `backup`: everything that is kept, as it stands at one moment, without stopping. */
export const backupCommand: SetUp = (command, act) => {
  command
    .addHelpText(
      'after',
      `
守望可以照常运行：复制期间写入稍等，查询照常。备份里没有密钥，只记下密钥的名称：密钥请另行备份，与数据分开存放。`,
    )
    .action(act(backUp))
}

/** `verify`: whether a backup is whole. */
export const verifyCommand: SetUp = (command, act) => {
  command.action(act(verify))
}

/** `restore`: a data folder from a backup. */
export const restoreCommand: SetUp = (command, act) => {
  command
    .addHelpText('after', '\n数据文件夹里不能已有数据；密钥要先放好（数据文件夹的 keys/，或 SHOUWANG_KEYS）。')
    .action(act(restore))
}

const Taken = z.object({ files: z.int(), bytes: z.int(), heldMs: z.int() })
const Problem = z.object({ problem: z.string() })

const backUp = async (shell: Shell, to: string): Promise<undefined> => {
  const [folder, data] = [resolve(to), resolve(shell.options.data)]
  const address = (await runningInstance(data))?.address ?? undefined
  const taken = await refusing(() =>
    address === undefined ? backUpHere(shell, data, folder) : askFor(shell, address, data, folder),
  )
  shell.show(
    taken,
    () =>
      `已备份到 ${folder}：${taken.files} 个文件，${bytesText(taken.bytes)}；写入停了 ${(taken.heldMs / 1000).toFixed(1)} 秒。\n`,
  )
  shell.terminal.err('密钥不在备份里：请另行备份密钥文件夹，并与数据分开存放。\n')
  return undefined
}

const backUpHere = async ({ terminal, options }: Shell, data: string, folder: string) => {
  const standalone = await openStandalone(await settingsOf(terminal, data, { asOf: options.asOf }))
  try {
    return await standalone.backUp(folder)
  } finally {
    await standalone.close()
  }
}

const askFor = async ({ terminal }: Shell, address: string, data: string, folder: string) => {
  const { operatorToken } = await loadKeys(keysPlace(data, terminal.env.SHOUWANG_KEYS))
  const answer = await fetch(`${address}/operations/backup`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ folder }),
  })
  const said: unknown = await answer.json()
  if (answer.ok) return Taken.parse(said)
  throw new Refusal(
    Problem.safeParse(said).data?.problem ?? `守望没有做备份（${answer.status}）。`,
    exitCodes.unavailable,
  )
}

const verify = async (shell: Shell, of: string): Promise<ExitCode> => {
  const { problems, manifest } = await verifyBackup(resolve(of))
  const files = Object.keys(manifest?.files ?? {}).length
  shell.show({ problems, takenAt: manifest?.takenAt ?? null, files, keys: manifest?.keys ?? null }, () =>
    problems.length === 0 ? `备份完好：${manifest?.takenAt} 的 ${files} 个文件都在，内容没有变。\n` : '',
  )
  for (const problem of problems) shell.terminal.err(`${problem}\n`)
  return problems.length === 0 ? exitCodes.ok : exitCodes.refused
}

const restore = async (shell: Shell, from: string): Promise<undefined> => {
  const data = resolve(shell.options.data)
  const place = keysPlace(data, shell.terminal.env.SHOUWANG_KEYS)
  const { takenAt, files } = await refusing(() => restoreBackup(resolve(from), place))
  shell.show({ data, takenAt }, () => `已恢复到 ${data}：${takenAt} 的 ${Object.keys(files).length} 个文件。\n`)
  shell.terminal.err('请启动守望，再用 pnpm shouwang reconcile 对账；备份之后报送的文件请重新导入。\n')
  return undefined
}

const refusing = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DataFolderProblem) throw new Refusal(error.message, exitCodes.unavailable, error)
    throw error
  }
}
