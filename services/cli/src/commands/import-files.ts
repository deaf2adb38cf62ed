import { FileTakenAnswer } from '@shouwang/console-api'
import type { Day, RegionCode } from '@shouwang/contracts'
import { type Feed, feedById } from '@shouwang/feeds'
import { fileNameWithoutIdentifiers } from '@shouwang/identity'
import { type ApiClient, ask } from '../api-client/api-client.ts'
import { dayOption, regionOption } from '../option-values.ts'
import { bytesText, showProgress } from '../output/progress.ts'
import { importedText } from '../output/receipt-table.ts'
import { feedsOf } from '../own-feeds.ts'
import { type ExitCode, exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'
import { bytesOf, hashOf, type LocalFile, localFile, recognise, sendingRank } from './file-to-send.ts'
import { groupsOf, type RecognisedFile } from './files-together.ts'
import { countListedTasks } from './task-pages.ts'
import { type ImportedFile, refusedFile, untilJudged } from './until-judged.ts'

type ImportOptions = {
  readonly feed?: string
  readonly snapshotDay?: Day
  readonly region?: RegionCode
  readonly part?: true
}

/** `import`: sends files, waits until all of it is judged, and gives the account. */
export const importCommand: SetUp = (command, act) => {
  command
    .option('--feed <接口>', '指明接口，如 disability-cert（全部接口见 feeds list）')
    .option('--snapshot-day <日期>', '全量名册是哪一天的状态（默认取自文件名）', dayOption)
    .option('--region <区划>', '这批数据覆盖的区划（默认为全市）', regionOption)
    .option('--part', '同一接口这一天还有后续文件：先不把未列入的人当作不在册，最后一份不写')
    .addHelpText(
      'after',
      '\n一次给出同一接口同一天的几个文件，按一份名单处理：收到最后一份才判断谁不在册。\n同一文件可以重复导入：中断后接着做，内容相同时没有变化。\n例：pnpm shouwang import 数据/* --as-of 2026-10-31',
    )
    .action(act(importFiles))
}

/** Does it for each and keeps what came of it; one that is refused is told of, and the others go on. */
const each = async <Item, Result>(
  items: readonly Item[],
  does: (item: Item) => Promise<Result>,
  refuse: (item: Item, why: string) => void,
): Promise<Result[]> => {
  const results: Result[] = []
  for (const item of items) {
    try {
      results.push(await does(item))
    } catch (error) {
      if (!(error instanceof Refusal) || error.exitCode !== exitCodes.refused) throw error
      refuse(item, error.message)
    }
  }
  return results
}

const importFiles = async (shell: Shell, paths: readonly string[], options: ImportOptions): Promise<ExitCode> => {
  const refused: ImportedFile[] = []
  const refuse = (name: string, why: string): void => {
    const hint = why.endsWith('请指明接口。') ? '写法：--feed 接口，全部接口见 pnpm shouwang feeds list。' : ''
    shell.terminal.err(`未导入 ${name}：${why}${hint}\n`)
    refused.push(refusedFile(name, why))
  }
  const files = await each(paths, localFile, refuse)
  const imported =
    files.length === 0 ? [] : await shell.enter((api) => importInto(api, shell, files, options, refuse), 'new')
  if (shell.options.format === 'json') shell.show([...imported, ...refused], () => '')
  return refused.length > 0 || imported.some(fellShort) ? exitCodes.refused : exitCodes.ok
}

/** Not everything that the file is for came of it: it was not taken whole, or is no whole roll. */
const fellShort = ({ status, problem }: ImportedFile): boolean => status !== 'complete' || problem !== null

const importInto = async (
  api: ApiClient,
  shell: Shell,
  files: readonly LocalFile[],
  options: ImportOptions,
  refuse: (name: string, why: string) => void,
): Promise<readonly ImportedFile[]> => {
  const { terminal, options: told } = shell
  const before = await countListedTasks(api)
  const refuseFile = ({ name }: LocalFile, why: string) => refuse(name, why)
  const recognised = await each(
    files,
    async (file) => ({ ...file, feed: await feedOf(api, shell, file, options.feed) }),
    refuseFile,
  )
  const inOrder = recognised.toSorted((a, b) => sendingRank(a.feed) - sendingRank(b.feed))
  const deliveries: string[] = []
  // A family that half of the files make up would get a task that the other half withdraws.
  const release = api.holdTasks?.()
  for (const group of groupsOf(inOrder, options.snapshotDay))
    deliveries.push(...(await sendTogether(api, shell, group, options, refuseFile)))
  if (deliveries.length === 0) return []
  if (release !== undefined) {
    await untilJudged(terminal, api, deliveries, 'applied')
    await release()
  }
  const imported = await untilJudged(terminal, api, deliveries)
  const due = await api.doWhatIsDue?.()
  const newTasks = (await countListedTasks(api)) - before
  if (told.format === 'table') terminal.out(await importedText(api, imported, feedsOf(told)))
  const unchanged = imported.every(({ accepted, applied }) => accepted > 0 && applied === 0)
  if (unchanged) terminal.err('内容与此前相同，没有变化。\n')
  if (due !== undefined && due > 0) terminal.err(`另有 ${due} 户到期，已一并复判、催办。\n`)
  terminal.err(newTasks === 0 ? '没有新任务。\n' : `${newTasks} 条新任务。查看：pnpm shouwang tasks\n`)
  return imported
}

const feedOf = async (
  api: ApiClient,
  { options }: Shell,
  file: LocalFile,
  named: string | undefined,
): Promise<Feed> => {
  const feeds = feedsOf(options)
  if (named === undefined) return recognise(api, file, feeds, options.asOf)
  const feed = feedById(feeds, named)
  if (feed === undefined) throw new Refusal(`没有名为“${named}”的数据接口。全部接口见 pnpm shouwang feeds list。`)
  return feed
}

/**
 * Sends files that are one word of their feed: the last ends it, once the others are applied. Where one of them fails
 * none ends it, since absence from the rest would then mean nothing.
 */
const sendTogether = async (
  api: ApiClient,
  shell: Shell,
  files: readonly RecognisedFile[],
  options: ImportOptions,
  refuseFile: (file: LocalFile, why: string) => void,
): Promise<readonly string[]> => {
  const sendEach = (some: readonly RecognisedFile[], part: boolean) =>
    each(some, (file) => send(api, shell, file, { ...options, part }), refuseFile)
  const [first, last] = [files.slice(0, -1), files.slice(-1)]
  if (options.part === true) return sendEach(files, true)
  if (first.length === 0) return sendEach(last, false)
  const parts = await sendEach(first, true)
  const applied = await untilJudged(shell.terminal, api, parts, 'applied')
  const whole = parts.length === first.length && applied.every((part) => !fellShort(part))
  const ending = await sendEach(last, !whole)
  if (!whole || ending.length === 0)
    shell.terminal.err(
      `${files[0]?.feed.name ?? ''}的 ${files.length} 个文件没有收全，先不判断谁不在册。请改正后把它们一起重新导入。\n`,
    )
  return [...parts, ...ending]
}

const send = async (
  api: ApiClient,
  { terminal, options: { asOf } }: Shell,
  file: RecognisedFile,
  { snapshotDay, region, part }: Omit<ImportOptions, 'part'> & { readonly part: boolean },
): Promise<string> => {
  const contentHash = await hashOf(file)
  const progress = showProgress(terminal, file.name, file.bytes, 'bytes')
  try {
    const { delivery } = await ask(api, FileTakenAnswer, {
      path: '/deliveries',
      method: 'POST',
      query: {
        fileName: fileNameWithoutIdentifiers(file.name),
        feed: file.feed.id,
        asOf,
        snapshotDay,
        region,
        contentHash,
        part: String(part),
      },
      bytes: bytesOf(file, progress.at),
    })
    return delivery
  } finally {
    progress.end()
    terminal.err(`已收 ${file.name}（${file.feed.name}，${bytesText(file.bytes)}）\n`)
  }
}
