import { FeedCheckAnswer, FeedListAnswer } from '@shouwang/console-api'
import { fileNameWithoutIdentifiers } from '@shouwang/identity'
import { ask } from '../api-client/api-client.ts'
import { showProgress } from '../output/progress.ts'
import { textTable } from '../output/text-table.ts'
import { type ExitCode, exitCodes } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'
import type { DraftOptions } from './draft-feed.ts'
import { bytesOf, localFile } from './file-to-send.ts'

const cadences: Readonly<Record<string, string>> = {
  R: '实时',
  D: '每日',
  W: '每周',
  M: '每月',
  Q: '每季',
  Y: '每年',
  E: '有事即报',
  A: '依申请',
}

/** Drafting loads what the other commands do without. */
const draftOne = async (shell: Shell, path: string, options: DraftOptions): Promise<ExitCode> =>
  (await import('./draft-feed.ts')).draftFromFile(shell, path, options)

/** `feeds`: the departmental interfaces, and what a file would be. */
export const feedCommands: SetUp = (feeds, act) => {
  feeds.command('list', { isDefault: true }).description('列出数据接口、最近一次报送和是否逾期').action(act(listFeeds))
  feeds
    .command('check')
    .description('试读文件，不导入：是哪个接口、业务日、几行可接受、有什么问题')
    .argument('<文件>')
    .option('--feed <接口>', '指明接口')
    .addHelpText('after', '\n认不出接口时退出码为 1。')
    .action(act(checkOne))
  feeds
    .command('draft')
    .description('按样例文件拟一个新接口：推测各列、补全代码表并试读；核对后用 --save 存为本地接口')
    .argument('<文件>')
    .option('--like <接口>', '照哪个接口的内容拟；不写则取表头最相近的')
    .option('--id <名称>', '新接口的英文名，小写字母、数字和连字符')
    .option('--name <名称>', '新接口的中文名；不写则取文件名')
    .option('--provider <部门>', '报送部门')
    .option('--save', '存入数据文件夹的 feeds（或环境变量 SHOUWANG_FEEDS 指明的文件夹）')
    .option('--replace', '可以替换同名的接口')
    .addHelpText('after', '\n没有一行可接受时退出码为 1。')
    .action(act(draftOne))
}

const listFeeds = async (shell: Shell): Promise<undefined> => {
  const { feeds } = await shell.enter((api) => ask(api, FeedListAnswer, { path: '/feeds' }), 'declarations')
  const rows = feeds.map(({ feed, name, provider, cadence, overdue, waiting, last }) => [
    feed,
    name,
    provider,
    cadences[cadence] ?? cadence,
    last?.businessDay ?? '从未报送',
    String(last?.received ?? ''),
    waiting === 0 ? '' : String(waiting),
    overdue ? '逾期' : '',
  ])
  shell.show(feeds, () =>
    textTable(
      [
        { heading: '接口' },
        { heading: '名称' },
        { heading: '部门' },
        { heading: '频率' },
        { heading: '最近业务日' },
        { heading: '行数', number: true },
        { heading: '待处理隔离', number: true },
        { heading: '' },
      ],
      rows,
    ),
  )
  return undefined
}

const checkOne = async (shell: Shell, path: string, { feed }: { readonly feed?: string }): Promise<ExitCode> => {
  const file = await localFile(path)
  const checked = await shell.enter(async (api) => {
    const progress = showProgress(shell.terminal, file.name, file.bytes, 'bytes')
    try {
      return await ask(api, FeedCheckAnswer, {
        path: '/feeds/check',
        method: 'POST',
        query: { fileName: fileNameWithoutIdentifiers(file.name), feed, asOf: shell.options.asOf },
        bytes: bytesOf(file, progress.at),
      })
    } finally {
      progress.end()
    }
  }, 'declarations')
  shell.show(checked, () => checkedText(file.name, checked))
  return checked.feed === null ? exitCodes.refused : exitCodes.ok
}

const checkedText = (name: string, checked: FeedCheckAnswer): string => {
  if (checked.feed === null) return `${name}：认不出是哪个数据接口。${checked.detail}\n可用 --feed 指明接口。\n`
  const { rows, acceptable, problems } = checked
  const bad = rows - acceptable
  const lines = [
    `${name} ${checked.detail}`,
    `业务日 ${checked.businessDay}；共 ${rows} 行，可接受 ${acceptable} 行${bad === 0 ? '' : `，${bad} 行会被隔离`}。`,
    ...problems.map(
      ({ rowNo, reasonText, field }) => `  第 ${rowNo} 行：${reasonText}${field === null ? '' : `（${field}）`}`,
    ),
    ...Object.entries(checked.remarks).map(([remark, count]) => `  ${remark}（${count}）`),
    ...(bad > problems.length ? [`  ……其余 ${bad - problems.length} 行未列出`] : []),
  ]
  return `${lines.join('\n')}\n`
}
