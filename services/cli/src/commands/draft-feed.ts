import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Draft,
  declarationText,
  draftFeed,
  type EventFeed,
  eventFeeds,
  feedById,
  nearestFeed,
  readDeclaration,
  type Sample,
} from '@shouwang/feeds'
import { keyFromText, pseudonymiser } from '@shouwang/identity'
import { checkFile, FileProblem, sampleFile } from '@shouwang/intake'
import { feedsOf, ownFeedsFolder } from '../own-feeds.ts'
import { type ExitCode, exitCodes, Refusal } from '../refusal.ts'
import type { Shell } from '../shell.ts'
import { bytesOf, type LocalFile, localFile } from './file-to-send.ts'

/** What somebody says of the feed that is drafted. */
export type DraftOptions = {
  readonly like?: string
  readonly id?: string
  readonly name?: string
  readonly provider?: string
  readonly save?: true
  readonly replace?: true
}

/** `feeds draft`: a feed for a file that no feed fits, after the one that tells the same kind of fact; previewed on the file. */
export const draftFromFile = async (shell: Shell, path: string, options: DraftOptions): Promise<ExitCode> => {
  const file = await localFile(path)
  const feeds = feedsOf(shell.options)
  const sample = await sampleOf(file, shell)
  const like = likeOf(shell, sample, options)
  const id = options.id ?? `${like.feed.id}-local`
  const taken = feedById(feeds, id) !== undefined
  if (taken && options.replace !== true)
    throw new Refusal(`接口“${id}”已经有了。请用 --id 另取一个，或用 --replace 以本地声明替换它。`, exitCodes.usage)
  const name = options.name ?? nameOf(file.name)
  const draft = draftFeed(sample, like, { id, name, provider: options.provider ?? like.feed.provider })
  const { feed, problems } = readDeclaration(id, draft.text)
  if (feed === undefined || problems.length > 0)
    throw new Refusal(
      `拟出的声明不能使用：${problems.join('；')}。请检查 --id（小写字母、数字和连字符）。`,
      exitCodes.usage,
    )
  const preview = await checkFile({ feeds: [feed], identity: anyIdentity() }, bytesOf(file, nobody), {
    fileName: file.name,
    feed: id,
    asOf: shell.options.asOf ?? (await shell.terminal.today()),
  })
  const saved = options.save === true ? await save(shell, id, draft.text) : null
  shell.show({ like: like.feed.id, id, ...draft, preview, saved }, () =>
    textOf({ like: like.feed, id, draft, preview, saved }),
  )
  return preview.acceptable === 0 ? exitCodes.refused : exitCodes.ok
}

const nobody = (): void => undefined
/** Pseudonyms are made on the way and kept by nobody, so any key does. */
const anyIdentity = () => pseudonymiser(keyFromText('0'.repeat(64)))

const sampleOf = async (file: LocalFile, shell: Shell): Promise<Sample> => {
  try {
    return await sampleFile(feedsOf(shell.options), bytesOf(file, nobody), file.name)
  } catch (error) {
    if (error instanceof FileProblem) throw new Refusal(error.zh)
    throw error
  }
}

const likeOf = (
  shell: Shell,
  { columns }: Sample,
  { like }: DraftOptions,
): { readonly feed: EventFeed; readonly text: string } => {
  const feeds = feedsOf(shell.options)
  const near =
    like === undefined
      ? nearestFeed(
          columns.map(({ header }) => header),
          feeds,
        )
      : eventFeeds(feeds).find(({ id }) => id === like)
  if (near === undefined && like !== undefined)
    throw new Refusal(`没有名为“${like}”的数据接口。全部接口见 pnpm shouwang feeds list。`, exitCodes.usage)
  const text = near === undefined ? undefined : declarationText(near.id, ownFeedsFolder(shell.options))
  if (near === undefined || text === undefined)
    throw new Refusal('看不出这个文件说的是哪类事实。请用 --like 指明一个内容相近的接口，见 pnpm shouwang feeds list。')
  return { feed: near, text }
}

/** The words of a file's name, without its day and ending. */
const nameOf = (fileName: string): string =>
  fileName.replace(/\.\w+$/, '').replace(/[_\s]*\d[\d年月日.-]*$/, '') || fileName

const save = async (shell: Shell, id: string, text: string): Promise<string> => {
  const folder = ownFeedsFolder(shell.options)
  await mkdir(folder, { recursive: true })
  const place = join(folder, `${id}.yaml`)
  await writeFile(place, text)
  return place
}

type Shown = {
  readonly like: EventFeed
  readonly id: string
  readonly draft: Draft
  readonly preview: Awaited<ReturnType<typeof checkFile>>
  readonly saved: string | null
}

const textOf = ({ like, id, draft, preview, saved }: Shown): string => {
  const { columns, unread, words } = draft
  const lines = [
    `照“${like.name}”（${like.id}）拟出接口 ${id}：`,
    ...columns.flatMap(({ column, header, guessed }) =>
      header === null ? [] : [`  ${header} → ${column}${guessed ? '（按内容推测，请核对）' : ''}`],
    ),
    ...columns.flatMap(({ column, header }) =>
      header === null && like.columns[column]?.required === true ? [`  缺少必需的列：${column}`] : [],
    ),
    ...(unread.length === 0 ? [] : [`  不读的列：${unread.join('、')}`]),
    ...words.map(({ table, word, meaning }) =>
      meaning === null
        ? `  代码表 ${table} 不认识“${word}”，请补上它的含义`
        : `  代码表 ${table}：“${word}”暂作 ${meaning}，请核对`,
    ),
    `试读：共 ${preview.rows} 行，可接受 ${preview.acceptable} 行。`,
    ...preview.problems
      .slice(0, mostProblems)
      .map(({ rowNo, reason, field }) => `  第 ${rowNo} 行：${reason}（${field ?? ''}）`),
    saved === null
      ? '还没有保存。核对后加 --save 保存；保存后可以直接修改文件，再用 feeds check 试读。'
      : `已保存到 ${saved}。命令行立即可用；正在运行的守望在下次启动时读入。`,
  ]
  return `${lines.join('\n')}\n`
}

const mostProblems = 10
