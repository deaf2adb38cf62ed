import {
  ageBandWords,
  departmentWords,
  hardshipCauseWords,
  hardshipRingWords,
  listPurposeWords,
} from '@shouwang/casework'
import { DepartmentListAnswer, ListsAnswer } from '@shouwang/console-api'
import { AidForm, type Day, type RegionCode } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { actsBy, enterAs, signIn } from '../api-client/sign-in.ts'
import { commaParts, countOption, dayOption, regionOption, wordsOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'
import { yuanOption } from './case-options.ts'

type By = { readonly by: string }

/** `lists`: families drawn for a department by attributes and for a purpose, and the help that comes of them. */
export const listsCommands: SetUp = (lists, act) => {
  lists
    .command('list')
    .description('列出已生成的名单，最近的在前；--by 看一个部门能看到的')
    .option('--by <工号>', '看一位部门（机构）用户能看到的名单')
    .action(act(list))
  lists
    .command('show')
    .description('看一份名单，按现在的困难程度排序')
    .argument('<名单号>')
    .option('--by <工号>', '以一位部门（机构）用户的眼光看')
    .action(act(show))
  actsBy(
    lists
      .command('draw')
      .description('为一个部门、一种用途生成名单，最困难的在前')
      .argument('<部门>')
      .argument('<用途>'),
  )
    .requiredOption('--why <理由>', '为什么要这份名单')
    .option('--rows <户数>', '多少户，最多 2000', countOption, 100)
    .option('--unit <机构名称>', '给同类机构中的哪一家')
    .option('--region <区划>', '哪个区划（默认为办理人的辖区）', regionOption)
    .option(
      '--ring <圈层>',
      `${Object.keys(hardshipRingWords).join('、')}；几个用逗号隔开`,
      wordsOption(hardshipRingWords),
    )
    .option(
      '--cause <原因>',
      `${Object.keys(hardshipCauseWords).join('、')}；几个用逗号隔开`,
      wordsOption(hardshipCauseWords),
    )
    .option('--programme <项目>', '在哪些名册上，如 dibao,edge', commaParts)
    .option('--not-on <项目>', '不在哪些名册上，如 fanpin：那边还没掌握的家庭', commaParts)
    .option('--age <年龄段>', `${Object.keys(ageBandWords).join('、')}；几个用逗号隔开`, wordsOption(ageBandWords))
    .option(
      '--disability <残疾>',
      'any 有残疾证、severe 重度',
      wordsOption({ any: { zh: '有残疾证', en: 'a certificate' }, severe: { zh: '重度', en: 'severe' } }),
    )
    .option('--unsafe-housing', '住房鉴定为 C、D 级')
    .option('--id <编号>', '这次生成的编号：同一编号再来一次是同一份名单')
    .addHelpText(
      'after',
      `\n用途：${Object.entries(listPurposeWords)
        .map(([id, { zh }]) => `${id} ${zh}`)
        .join(
          '、',
        )}\n例：pnpm shouwang lists draw education school-help --by D0001 --ring below-1,below-1.5 --age 6-17 --rows 50 --why 秋季助学`,
    )
    .action(act(draw))
  actsBy(
    lists
      .command('help')
      .description('部门从名单中帮扶一户：接手，或记下已给予的')
      .argument('<名单号>')
      .argument('<序号>'),
  )
    .requiredOption('--programme <项目>', '算作哪一项救助，如 education-aid')
    .requiredOption('--note <说明>', '做什么')
    .option('--gave <形式>', `已给予：${AidForm.options.join('、')}，另写 --what 和 --on`)
    .option('--what <内容>', '给了什么')
    .option('--amount <元>', '金额或折价', yuanOption, 0)
    .option('--on <日期>', '哪天给的', dayOption)
    .option('--id <编号>', '这次帮扶的编号：同一编号再来一次不重复')
    .action(act(help))
}

const pathOf = (listNo: string): string => `/lists/${encodeURIComponent(listNo)}`

const list = async (shell: Shell, { by }: Partial<By>): Promise<undefined> => {
  const { lists } = await shell.enter(
    async (api) =>
      by === undefined
        ? ask(api, ListsAnswer, { path: '/lists' })
        : ask(api, ListsAnswer, { path: '/lists', cookie: await signIn(api, by, shell.terminal.env) }),
    by === undefined ? 'answers' : 'services',
  )
  const headings = ['名单号', '日期', '给谁', '用途', '地区', '户数', '生成人'].map((heading) => ({ heading }))
  const rows = lists.map((each) => [
    each.listNo,
    each.drawnOn,
    officeOf(each),
    listPurposeWords[each.purpose].zh,
    each.regionName,
    String(each.rows),
    each.drawnBy,
  ])
  shell.show(lists, () => (rows.length === 0 ? '还没有名单。\n' : textTable(headings, rows)))
  return undefined
}

const officeOf = ({ department, unit }: Pick<DepartmentListAnswer, 'department' | 'unit'>): string =>
  `${departmentWords[department].zh}${unit === null ? '' : ` ${unit}`}`

const show = async (shell: Shell, listNo: string, { by }: Partial<By>): Promise<undefined> => {
  const call = { path: pathOf(listNo) }
  const found = await shell.enter(
    async (api) =>
      by === undefined
        ? ask(api, DepartmentListAnswer, call)
        : ask(api, DepartmentListAnswer, { ...call, cookie: await signIn(api, by, shell.terminal.env) }),
    by === undefined ? 'answers' : 'services',
  )
  return shown(shell, found)
}

type Draw = By & {
  readonly why: string
  readonly rows: number
  readonly unit?: string
  readonly region?: RegionCode
  readonly ring?: readonly string[]
  readonly cause?: readonly string[]
  readonly programme?: readonly string[]
  readonly age?: readonly string[]
  readonly disability?: readonly string[]
  readonly notOn?: readonly string[]
  readonly unsafeHousing?: true
  readonly id?: string
}

const draw = async (shell: Shell, department: string, purpose: string, options: Draw): Promise<undefined> => {
  const { by, why, rows, unit = null, region, id } = options
  if (!(department in departmentWords))
    throw new Refusal(`没有部门“${department}”，可用的有 ${Object.keys(departmentWords).join('、')}。`, exitCodes.usage)
  if (!(purpose in listPurposeWords))
    throw new Refusal(`没有用途“${purpose}”，可用的有 ${Object.keys(listPurposeWords).join('、')}。`, exitCodes.usage)
  const attributes = {
    ...{ rings: options.ring ?? [], causes: options.cause ?? [], programmes: options.programme ?? [] },
    ...{ notOn: options.notOn ?? [], ages: options.age ?? [], disability: options.disability?.[0] ?? null },
    unsafeHousing: options.unsafeHousing === true,
  }
  const about = { department, unit, purpose, why, rows, attributes, region }
  return posted(shell, by, '/lists', { commandId: id ?? crypto.randomUUID(), ...about })
}

type Help = By & {
  readonly programme: string
  readonly note: string
  readonly gave?: string
  readonly what?: string
  readonly amount: number
  readonly on?: Day
  readonly id?: string
}

const help = async (shell: Shell, listNo: string, nth: string, options: Help): Promise<undefined> => {
  const { by, programme, note, gave, what, amount: amountFen, on: day, id } = options
  if (gave !== undefined && (what === undefined || day === undefined))
    throw new Refusal('已给予的要用 --what 写明给了什么、--on 写明哪天。', exitCodes.usage)
  const given = gave === undefined ? null : { form: gave, what, amountFen, hours: null, day }
  const path = `${pathOf(listNo)}/rows/${encodeURIComponent(nth)}/help`
  return posted(shell, by, path, { commandId: id ?? crypto.randomUUID(), programme, note, given })
}

const posted = async (shell: Shell, by: string, path: string, json: object): Promise<undefined> => {
  const request = { path, method: 'POST', json } as const
  return shown(shell, await enterAs(shell, by, (api, cookie) => ask(api, DepartmentListAnswer, { ...request, cookie })))
}

const shown = (shell: Shell, found: DepartmentListAnswer): undefined => {
  shell.show(found, () =>
    [
      `名单 ${found.listNo}：${officeOf(found)}，${listPurposeWords[found.purpose].zh}，${found.regionName}，${found.drawnOn} ${found.drawnBy}生成\n`,
      textTable(
        ['现在排第', '序号', '户主', '人数', '村（社区）', '户号', '转办单'].map((heading) => ({ heading })),
        found.families.map((row) => [
          ...[String(row.placeNow), String(row.nth), row.name, String(row.members), row.regionName],
          ...[row.householdNo ?? '', row.referrals.join('、')],
        ]),
      ),
    ].join(''),
  )
  return undefined
}
