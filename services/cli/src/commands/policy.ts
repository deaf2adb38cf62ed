import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { PolicyAdoptionListAnswer, PolicyAnswer, PolicyFileAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { readDraft, tellUnread } from '../draft-files.ts'
import { dayOption, regionOption } from '../option-values.ts'
import { countText, unitText } from '../output/amount-text.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'
import { showGrowth } from './policy-growth.ts'

type PolicyOptions = { readonly region?: string; readonly search?: string; readonly gaps?: true }

/** `policy`: the numbers that judging goes by. */
export const policyCommand: SetUp = (command, act) => {
  command
    .command('list', { isDefault: true })
    .description('列出某地某日有效的标准：数值、此前、算法、出处、缺口')
    .option('--region <区划>', '区划，如 350200（默认为本地）', regionOption)
    .option('--search <文字>', '只看编号、名称或出处含有这些字的')
    .option('--gaps', '只看缺口和已过期、未复核的')
    .action(act(listPolicy))
  command
    .command('check')
    .description('核对全部标准文件：缺什么、什么已过期、哪里矛盾、哪个没有规则读取；给出草案目录时，看草案所在的地方')
    .argument('[草案目录]', '放着改过的 regions/…、programmes/… 文件的目录，如 policy new --out 所写的')
    .option('--region <区划>', '只看这个市', regionOption)
    .action(act(checkAll))
  command
    .command('new')
    .description('为一个新的市起草标准文件（.draft），省里已有的写在文件里')
    .argument('<区划>', '六位区划代码，如 370500；乡镇（街道）写九位')
    .argument('<名称>', '市名，如 东营市')
    .option('--out <目录>', '写到哪里（默认写进标准库）')
    .action(act(draftNew))
  command
    .command('adopted')
    .description('列出已采用的草案：从哪一天起、依据、谁提出谁确认、重判了多少户')
    .action(act(listAdopted))
  command
    .command('file')
    .description('打印一个标准文件的最新内容（含已采用的草案），起草从它开始')
    .argument('<路径>', '如 regions/350200/dibao/monthly-standard.yaml')
    .action(act(printFile))
  command
    .command('growth')
    .description('标准增长：各市低保、特困、两补等标准在两天之间涨了多少')
    .option('--from <日期>', '起始日（默认为上一年 1 月 1 日）', dayOption)
    .option('--to <日期>', '截止日（默认为业务日）', dayOption)
    .option('--region <区划>', '只看一个市，如 370500', regionOption)
    .action(act(showGrowth))
  command.addHelpText('after', '\n例：pnpm shouwang policy --region 370500 --as-of 2025-06-30 --search 低保')
}

const listPolicy = async (shell: Shell, { region, search, gaps }: PolicyOptions): Promise<undefined> => {
  const answer = await shell.enter(
    (api) =>
      ask(api, PolicyAnswer, { path: '/policy', query: { region: region?.slice(0, 6), day: shell.options.asOf } }),
    'declarations',
  )
  const numbers = answer.numbers.filter(
    ({ id, label, source, runOut }) =>
      (search === undefined || spoken(`${id} ${label} ${source}`).includes(spoken(search))) &&
      (gaps === undefined || runOut !== null),
  )
  const rows = numbers.map((number) => [
    number.label,
    quantityText(number, number.unit),
    unitText(number.unit),
    number.from,
    number.before === null ? '' : quantityText(number.before, number.unit),
    stateText(number),
    number.formula ?? '',
    number.id,
    [number.source, number.document].filter((each) => each !== null).join(' '),
  ])
  shell.show({ ...answer, numbers }, () => (rows.length === 0 ? '' : textTable(columns, rows)))
  shell.terminal.err(
    `${whereOf(answer)}，${answer.day}，版本 ${answer.version}，${countOf(answer.numbers.length, numbers.length)}\n`,
  )
  if (answer.gaps.length > 0) shell.terminal.err(`本市尚未录入标准：${answer.gaps.join('、')}。\n`)
  return undefined
}

type PolicyNumber = PolicyAnswer['numbers'][number]

const quantityText = ({ value, byArea }: Pick<PolicyNumber, 'value' | 'byArea'>, unit: string): string => {
  if (Array.isArray(value)) return listText(value)
  if (byArea === null) return countText(value, unit)
  const of = (each: number | null): string => (each === null ? '未录入' : countText(each, unit))
  return `城${of(byArea.urban)} 乡${of(byArea.rural)}`
}

/** How far a number can be relied on, in a few words; nothing to be said of one that is published and current. */
const stateText = ({ runOut, until, reviewed, basis, reference }: PolicyNumber): string => {
  if (runOut === 'ended') return `已过期（至 ${until}）`
  if (runOut === 'unreviewed') return `未复核（${reviewed}）`
  if (basis !== 'published') return basisText[basis]
  return reference ? '仅供查阅' : ''
}

const basisText = { elsewhere: '参照外地', default: '守望默认值', operation: '运行参数' } as const

const columns = [
  { heading: '标准' },
  { heading: '数值', number: true },
  { heading: '单位' },
  { heading: '起始日' },
  { heading: '此前', number: true },
  { heading: '状态' },
  { heading: '算法' },
  { heading: '编号' },
  { heading: '出处' },
] as const

type CheckOptions = { readonly region?: string }

const findingText = { gap: '缺口', 'run-out': '过期', conflict: '矛盾', unread: '未用', impossible: '不可能' } as const

const checkAll = async (shell: Shell, folder: string | undefined, { region }: CheckOptions) => {
  const { checkPolicies, draftPrefixes, loadPolicies, policyDirectory } = await import('@shouwang/policy')
  const { policyNumbersRead } = await import('@shouwang/indicators')
  const { caseworkParameters, reportParameters } = await import('@shouwang/casework')
  const { files, unread } = folder === undefined ? noDraft : await readDraft(folder)
  const draft = new Map(Object.entries(files))
  const book = readable(() => loadPolicies(policyDirectory, draft))
  const day = shell.options.asOf ?? (await shell.terminal.today())
  const concerned = region === undefined ? draftPrefixes(draft) : [region.slice(0, 6)]
  const read = [...policyNumbersRead(book), ...caseworkParameters, ...reportParameters]
  const findings = checkPolicies(book, day, read, await shell.terminal.today()).filter(
    (each) => concerned.length === 0 || concerned.some((prefix) => each.region.startsWith(prefix)),
  )
  const rows = findings.map(({ kind, region: area, text }) => [
    findingText[kind],
    area,
    book.names.get(area) ?? '',
    text,
  ])
  shell.show(findings, () => (rows.length === 0 ? '' : textTable(findingColumns, rows)))
  tellUnread(shell, unread)
  const faults = findings.filter(({ kind }) => kind !== 'gap' && kind !== 'run-out').length
  shell.terminal.err(`${day}，共 ${findings.length} 项待办，其中错误 ${faults} 项。\n`)
  return faults === 0 ? undefined : exitCodes.refused
}

const noDraft = { files: {}, unread: [] }

const readable = <Read>(load: () => Read): Read => {
  try {
    return load()
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error), exitCodes.refused)
  }
}

const findingColumns = [{ heading: '类别' }, { heading: '区划' }, { heading: '地区' }, { heading: '说明' }] as const

type NewOptions = { readonly out?: string }

const draftNew = async (shell: Shell, written: string, name: string, { out }: NewOptions): Promise<undefined> => {
  const { draftPlace, loadPolicies, policyDirectory } = await import('@shouwang/policy')
  const region = areaOf(regionOption(written))
  const files = draftPlace(loadPolicies(), region, name, shell.options.asOf ?? (await shell.terminal.today()))
  const folder = resolve(out ?? policyDirectory)
  const taken = files.filter(({ path }) => existsSync(join(folder, path)))
  if (taken.length > 0) throw new Refusal(`${taken.map(({ path }) => path).join('、')} 已经有了。`, exitCodes.refused)
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  shell.show(files, () => files.map(({ path }) => `${join(folder, path)}\n`).join(''))
  shell.terminal.err(
    `已起草 ${files.length} 个文件：填好数值和出处后去掉 .draft，再运行 ${out === undefined ? 'policy check' : `policy check ${out}`}。\n`,
  )
  return undefined
}

/** The 6 digits of a city or county, or the 9 of a town. @throws Refusal for a village: numbers go down to towns */
const areaOf = (code: string): string => {
  if (!code.endsWith('000')) throw new Refusal('标准只分到乡镇（街道），请写 6 位或 9 位区划。', exitCodes.usage)
  return code.slice(6, 9) === '000' ? code.slice(0, 6) : code.slice(0, 9)
}

const listAdopted = async (shell: Shell): Promise<undefined> => {
  const { adoptions } = await shell.enter((api) => ask(api, PolicyAdoptionListAnswer, { path: '/policy-adoptions' }))
  const headings = ['编号', '自', '文件', '依据', '提出', '确认', '重判户数', '摘要'].map((heading) => ({ heading }))
  const rows = adoptions.map((one) => [
    String(one.adoption),
    one.from,
    one.paths.join(' '),
    one.why,
    one.proposedBy,
    `${one.confirmedBy} ${one.confirmedAt.slice(0, 10)}`,
    one.concerned === null ? '尚未' : String(one.concerned),
    one.digest.slice(0, 8),
  ])
  shell.show(adoptions, () => (rows.length === 0 ? '' : textTable(headings, rows)))
  shell.terminal.err(`已采用的草案 ${adoptions.length} 份。\n`)
  return undefined
}

const printFile = async (shell: Shell, path: string): Promise<undefined> => {
  const file = await shell.enter((api) => ask(api, PolicyFileAnswer, { path: '/policy-files', query: { path } }))
  shell.show(file, () => file.text)
  return undefined
}

const countOf = (all: number, found: number): string => {
  if (all === 0) return '这一天还没有登记过的标准。'
  return found === 0 ? `共 ${all} 项，没有一项含有这些字。` : `共 ${found} 项。`
}

const whereOf = ({ region, numbersOf }: { readonly region: string; readonly numbersOf: string }): string =>
  region === numbersOf ? region : `${region} 没有自己的标准，按 ${numbersOf} 的标准研判`

const listedItems = 3

const listText = (items: readonly string[]): string =>
  items.length <= listedItems ? items.join('、') : `${items.slice(0, listedItems).join('、')} 等 ${items.length} 项`

/** People search by the short words of the trade; documents write them out. */
const spoken = (text: string): string =>
  text.replaceAll('最低生活保障', '低保').replaceAll('残疾人两项补贴', '两补').replaceAll('两项补贴', '两补')
