import { BoardAnswer, type BoardItem, PublicityAnswer } from '@shouwang/console-api'
import type { Day, RegionCode } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { actsBy, enterAs } from '../api-client/sign-in.ts'
import { countOption, dayOption, regionOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'
import { yuanText } from './case-options.ts'

type By = { readonly by: string }

/** `publicity`: what hangs on notice boards (公示), what waits for one, and what was said against it. */
export const publicityCommands: SetUp = (publicity, act) => {
  publicity
    .command('list')
    .description('待公示的决定，和已制作的公示，最近的在前')
    .option('--region <区划>', '只看一个区划及其下级', regionOption)
    .action(act(list))
  publicity.command('show').description('看一份公示：名单、张贴、异议').argument('<公示号>').action(act(show))
  actsBy(publicity.command('draw').description('按村（社区）和项目制作公示').argument('<村区划>').argument('<项目>'))
    .option('--recipients', '在保名单（长期公示），不写则是待公示的决定')
    .option('--as-of-day <日期>', '名单截至哪一天（默认业务日）', dayOption)
    .option('--id <编号>', '这次制作的编号：同一编号再来一次是同一份公示')
    .addHelpText('after', '\n例：pnpm shouwang publicity draw 350203001201 dibao --by T0001')
    .action(act(draw))
  actsBy(publicity.command('hang').description('登记已张贴').argument('<公示号>'))
    .requiredOption('--from <日期>', '哪天张贴', dayOption)
    .requiredOption('--place <地点>', '张贴在哪里')
    .option('--photo <编号>', '照片存在哪里（编号或地址）')
    .action(act(hang))
  actsBy(publicity.command('take-down').description('登记公示期满撤下').argument('<公示号>'))
    .requiredOption('--on <日期>', '哪天撤下', dayOption)
    .option('--note <说明>', '公示结果，如 无异议', '')
    .action(act(takeDown))
  actsBy(publicity.command('object').description('登记一条异议，有关个案重新核查').argument('<公示号>'))
    .requiredOption('--entry <序号>', '公示上的序号', countOption)
    .requiredOption('--words <内容>', '异议的内容')
    .option('--who <姓名>', '谁提出的；不愿留名的不写', '')
    .option('--contact <联系方式>', '怎么答复', '')
    .option('--id <编号>', '这次登记的编号：同一编号再来一次是同一条异议')
    .action(act(object))
}

const pathOf = (boardNo: string): string => `/publicity/${encodeURIComponent(boardNo)}`
const statusWords = { drawn: '待张贴', hung: '公示中', ended: '已结束' } as const
const lateWords = { 'not-hung': '（逾期未张贴）', 'not-taken-down': '（期满未撤下）' } as const
const kindWords = { decisions: '决定公示', recipients: '在保名单' } as const

const list = async (shell: Shell, { region }: { readonly region?: RegionCode }): Promise<undefined> => {
  const found = await shell.enter((api) => ask(api, PublicityAnswer, { path: '/publicity', query: { region } }))
  shell.show(found, () => listText(found))
  return undefined
}

const listText = ({ due, boards }: PublicityAnswer): string =>
  [
    due.length === 0
      ? '没有待公示的决定。\n'
      : textTable(
          ['村（社区）', '区划', '项目', '待公示', '最早决定'].map((heading) => ({ heading })),
          due.map((each) => [each.regionName, each.region, each.programmeName, String(each.decisions), each.oldest]),
        ),
    '\n',
    boards.length === 0
      ? '还没有公示。\n'
      : textTable(
          ['公示号', '村（社区）', '项目', '种类', '户数', '状态', '公示期', '异议'].map((heading) => ({ heading })),
          boards.map(rowOf),
        ),
  ].join('')

const rowOf = (item: BoardItem): readonly string[] => [
  item.boardNo,
  item.regionName,
  item.programmeName,
  kindWords[item.kind],
  String(item.families),
  `${statusWords[item.status]}${item.late === null ? '' : lateWords[item.late]}`,
  item.hungFrom === null ? `最迟 ${item.hangBy} 张贴` : `${item.hungFrom} 至 ${item.hungUntil}`,
  String(item.objections),
]

const show = async (shell: Shell, boardNo: string): Promise<undefined> =>
  shown(shell, await shell.enter((api) => ask(api, BoardAnswer, { path: pathOf(boardNo) })))

type Draw = By & { readonly recipients?: true; readonly asOfDay?: Day; readonly id?: string }

const draw = async (shell: Shell, region: string, programme: string, options: Draw): Promise<undefined> => {
  const { by, recipients, asOfDay: asOf, id } = options
  const kind = recipients === true ? 'recipients' : 'decisions'
  const json = { commandId: id ?? crypto.randomUUID(), kind, region: regionOption(region), programme, asOf }
  return posted(shell, by, '/publicity', json)
}

type Hang = By & { readonly from: Day; readonly place: string; readonly photo?: string }

const hang = async (shell: Shell, boardNo: string, { by, from, place, photo }: Hang) =>
  posted(shell, by, `${pathOf(boardNo)}/commands`, { type: 'HangBoard', from, place, photo: photo ?? null })

const takeDown = async (
  shell: Shell,
  boardNo: string,
  { by, on, note }: By & { readonly on: Day; readonly note: string },
) => posted(shell, by, `${pathOf(boardNo)}/commands`, { type: 'TakeDownBoard', on, note })

type Objecting = By & {
  readonly entry: number
  readonly words: string
  readonly who: string
  readonly contact: string
  readonly id?: string
}

const object = async (shell: Shell, boardNo: string, options: Objecting): Promise<undefined> => {
  const { by, entry: nth, words: note, who, contact, id } = options
  const json = { commandId: id ?? crypto.randomUUID(), nth, note, who, contact }
  return posted(shell, by, `${pathOf(boardNo)}/objections`, json)
}

const posted = async (shell: Shell, by: string, path: string, json: object): Promise<undefined> => {
  const request = { path, method: 'POST', json } as const
  return shown(shell, await enterAs(shell, by, (api, cookie) => ask(api, BoardAnswer, { ...request, cookie })))
}

const shown = (shell: Shell, board: BoardAnswer): undefined => {
  shell.show(board, () =>
    [
      `公示 ${board.boardNo}：${board.regionName} ${board.programmeName}（${kindWords[board.kind]}，截至 ${board.asOf}），${statusWords[board.status]}\n`,
      board.hungFrom === null ? '' : `张贴：${board.hungFrom} 至 ${board.hungUntil}，${board.place}\n`,
      textTable(
        ['序号', '姓名', '人数', '金额（元）', '起始'].map((heading) => ({ heading })),
        board.entries.map(({ nth, name, members, amountFen, every, from }) => [
          String(nth),
          name,
          String(members),
          `${yuanText(amountFen)}${every === 'month' ? '/月' : ''}`,
          from,
        ]),
      ),
      board.withheld === 0 ? '' : `另有 ${board.withheld} 户依法不列姓名。\n`,
      ...board.said.map(({ nth, day, note, caseId }) => `异议（第 ${nth} 号，${day}）：${note}，个案 ${caseId}\n`),
    ].join(''),
  )
  return undefined
}
