import { feedById, saveDeclaration } from '@shouwang/feeds'
import { draftFromSample, type FeedDraft, type NoDraft, type TriedDeclaration, tryDeclaration } from '@shouwang/intake'
import { feedsOf, ownFeedsFolder } from '../own-feeds.ts'
import { type ExitCode, exitCodes, Refusal } from '../refusal.ts'
import type { Shell } from '../shell.ts'
import { bytesOf, localFile } from './file-to-send.ts'

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
  const own = ownFeedsFolder(shell.options)
  const sample = { fileName: file.name, open: () => bytesOf(file, nobody) }
  const drafted = await draftFromSample({ feeds, own }, sample, options)
  if ('why' in drafted) throw refusalOf(drafted, options)
  const { like, id, ...draft } = drafted
  const taken = feedById(feeds, id) !== undefined
  if (taken && options.replace !== true)
    throw new Refusal(`接口“${id}”已经有了。请用 --id 另取一个，或用 --replace 以本地声明替换它。`, exitCodes.usage)
  const tried = await tryDeclaration(id, draft.text, sample, shell.options.asOf ?? (await shell.terminal.today()))
  if ('problems' in tried)
    throw new Refusal(
      `拟出的声明不能使用：${tried.problems.join('；')}。请检查 --id（小写字母、数字和连字符）。`,
      exitCodes.usage,
    )
  const preview = tried.checked
  const saved = options.save === true ? saveDeclaration(own, id, draft.text) : null
  shell.show({ like: like.id, id, ...draft, preview, saved }, () => textOf({ drafted, preview, saved }))
  return preview.acceptable === 0 ? exitCodes.refused : exitCodes.ok
}

const nobody = (): void => undefined

const refusalOf = (drafted: NoDraft, { like }: DraftOptions): Refusal => {
  switch (drafted.why) {
    case 'not-readable':
      return new Refusal(drafted.detail)
    case 'no-headers':
      return new Refusal('表头里有身份证号或电话，像是没有表头的文件。请在第一行写上各列的名称再拟。')
    case 'like-unknown':
      return new Refusal(`没有名为“${like}”的数据接口。全部接口见 pnpm shouwang feeds list。`, exitCodes.usage)
    case 'like-nothing':
      return new Refusal(
        '看不出这个文件说的是哪类事实。请用 --like 指明一个内容相近的接口，见 pnpm shouwang feeds list。',
      )
    default:
      return drafted satisfies never
  }
}

type Shown = {
  readonly drafted: FeedDraft
  readonly preview: Extract<TriedDeclaration, { checked: unknown }>['checked']
  readonly saved: string | null
}

const textOf = ({ drafted: { like, id, columns, unread, words }, preview, saved }: Shown): string => {
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
      : `已保存到 ${saved}。命令行立即可用；正在运行的守望几秒内读入，不用重启。`,
  ]
  return `${lines.join('\n')}\n`
}

const mostProblems = 10
