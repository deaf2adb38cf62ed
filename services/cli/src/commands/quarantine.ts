import { DiscardedAnswer, QuarantineDetailAnswer, QuarantineListAnswer, ReplayedAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { dayOption, inOrder, reasonOption } from '../option-values.ts'
import { importedText } from '../output/receipt-table.ts'
import { textTable } from '../output/text-table.ts'
import { checkQuarantinedFeed, feedsOf } from '../own-feeds.ts'
import { type ExitCode, exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'
import { listWaiting, stageWords, type WaitingOptions } from './quarantine-list.ts'
import { replayAll, resentWords } from './replay-all.ts'
import { untilJudged } from './until-judged.ts'

/** `quarantine`: rows that could not be taken; see them, mend them, send them again or give them up. */
export const quarantineCommands: SetUp = (quarantine, act) => {
  quarantine
    .command('list', { isDefault: true })
    .description('列出待处理的数据行')
    .option('--feed <接口>', '只看一个接口的')
    .option('--reason <原因>', '只看一种原因的，如 bad-date', reasonOption)
    .option('--from <日期>', '只看从这个业务日起的', dayOption)
    .option('--to <日期>', '只看到这个业务日止的', dayOption)
    .action(act(listWaiting))
  quarantine
    .command('counts')
    .description('各接口各种原因有多少行待处理')
    .option('--from <日期>', '只数从这个业务日起的', dayOption)
    .option('--to <日期>', '只数到这个业务日止的', dayOption)
    .action(act(count))
  quarantine
    .command('show')
    .description('查看一行：原因、处理建议和各列；不写用途时隐去个人信息')
    .argument('<编号>')
    .option('--purpose <用途>', '查看原文的用途：correct-data 更正数据、verify 核对身份；会留下审计记录')
    .action(act(show))
  quarantine
    .command('replay')
    .description('重新提交一行，可先改几列；或在更正接口声明后用 --all 成批重新提交')
    .argument('[编号]')
    .option('--set <列=值...>', '改一列，可写几个，如 --set 残疾等级=二级')
    .option('--all', '重新提交一个接口所有待处理的行，须写 --feed')
    .option('--feed <接口>', '成批重新提交哪个接口的')
    .option('--reason <原因>', '只重新提交一种原因的，如 unknown-code', reasonOption)
    .option('--from <日期>', '只重新提交从这个业务日起的', dayOption)
    .option('--to <日期>', '只重新提交到这个业务日止的', dayOption)
    .action(act(replay))
  quarantine
    .command('discard')
    .description('废弃一行')
    .argument('<编号>')
    .requiredOption('--reason <理由>', '为什么废弃')
    .action(act(discard))
}

const count = async (shell: Shell, days: WaitingOptions) => {
  inOrder(days)
  const query = { from: days.from, to: days.to, limit: '1' }
  const { counts } = await shell.enter((api) => ask(api, QuarantineListAnswer, { path: '/quarantine', query }))
  const rows = counts.map((one) => [one.feed, one.feedName, one.reason, one.reasonText, String(one.waiting)])
  const columns = [
    ...['接口', '名称', '代码', '原因'].map((heading) => ({ heading })),
    { heading: '行数', number: true as const },
  ]
  shell.show(counts, () => (rows.length === 0 ? '' : textTable(columns, rows)))
  shell.terminal.err(`共 ${counts.reduce((sum, { waiting }) => sum + waiting, 0)} 行待处理。\n`)
  return undefined
}

const show = async (shell: Shell, id: string, { purpose }: { readonly purpose?: string }) => {
  const call =
    purpose === undefined
      ? { path: pathTo(id) }
      : ({ path: `${pathTo(id)}/open`, method: 'POST', json: { purpose } } as const)
  const item = await shell.enter((api) => ask(api, QuarantineDetailAnswer, call))
  shell.show(item, () => {
    const cells =
      item.row === null ? [['原文', item.text ?? '（写明 --purpose correct-data 后可看）']] : Object.entries(item.row)
    const where = `${stageWords(item)} ${item.fileName ?? '接口报送'} 第 ${item.rowNo} ${item.stage === 'ingest' ? '行' : '条'}（${item.feedName}，业务日 ${item.businessDay}）`
    const field = item.field === null ? '' : `：${item.field}`
    return [
      `${where}\n原因：${item.reasonText}${field}\n建议：${item.advice}\n\n`,
      textTable([{ heading: '列' }, { heading: '值' }], cells),
      item.masked ? '\n个人信息已隐去；确需查看请写 --purpose correct-data。\n' : '',
    ].join('')
  })
  return undefined
}

type ReplayOptions = WaitingOptions & { readonly set?: readonly string[]; readonly all?: true }

const replay = async (shell: Shell, id: string | undefined, options: ReplayOptions): Promise<ExitCode> => {
  const { set, all, ...filter } = options
  inOrder(filter)
  checkQuarantinedFeed(shell.options, filter.feed)
  if (all === true) {
    if (id !== undefined || set !== undefined || filter.feed === undefined)
      throw new Refusal('成批重新提交写 --all --feed 接口，不写编号，也不改列。', exitCodes.usage)
    return replayAll(shell, { ...filter, feed: filter.feed })
  }
  if (id === undefined)
    throw new Refusal('缺少编号；要重新提交一个接口所有的行，写 --all --feed 接口。', exitCodes.usage)
  return replayOne(shell, id, set)
}

const replayOne = async (shell: Shell, id: string, set: readonly string[] | undefined): Promise<ExitCode> => {
  const row = set === undefined ? null : Object.fromEntries(set.map(changeOf))
  return shell.enter(async (api) => {
    const { delivery } = await ask(api, ReplayedAnswer, { path: `${pathTo(id)}/replay`, method: 'POST', json: { row } })
    const receipts = await untilJudged(shell.terminal, api, delivery === null ? [] : [delivery])
    if (delivery === null) return sayResent(shell, await ask(api, QuarantineDetailAnswer, { path: pathTo(id) }))
    const table = await importedText(api, receipts, feedsOf(shell.options))
    shell.show(receipts[0], () => table)
    const again = receipts.some(({ accepted }) => accepted === 0)
    if (again) shell.terminal.err('改后仍不能接受，已重新进入隔离区。\n')
    return again ? exitCodes.refused : exitCodes.ok
  }, 'services')
}

/** A message that crashes its stage once more waits again under its id. */
const sayResent = (shell: Shell, { quarantineId, state }: { quarantineId: string; state: string }): ExitCode => {
  const again = state === 'waiting'
  shell.show({ quarantineId, again }, () => (again ? '' : `${resentWords}\n`))
  if (again) shell.terminal.err('处理程序仍然出错，这条消息已重新进入隔离区。\n')
  return again ? exitCodes.refused : exitCodes.ok
}

const changeOf = (written: string): readonly [string, string] => {
  const at = written.indexOf('=')
  if (at < 1) throw new Refusal(`--set ${written} 应写成 列=值，如 --set 残疾等级=二级。`, exitCodes.usage)
  return [written.slice(0, at), written.slice(at + 1)]
}

const discard = async (shell: Shell, id: string, { reason }: { readonly reason: string }) => {
  const answer = await shell.enter((api) =>
    ask(api, DiscardedAnswer, {
      path: `${pathTo(id)}/discard`,
      method: 'POST',
      json: { reason },
    }),
  )
  shell.show(answer, () => `已废弃 ${id}。\n`)
  return undefined
}

const pathTo = (id: string): string => `/quarantine/${encodeURIComponent(id)}`
