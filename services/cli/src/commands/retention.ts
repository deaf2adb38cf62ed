import { resolve } from 'node:path'
import { EraseProposedAnswer, HoldPlacedAnswer, ProposedAnswer, RetentionAnswer } from '@shouwang/console-api'
import type { Day } from '@shouwang/contracts'
import { openStandalone, runningInstance } from '@shouwang/standalone'
import { ask } from '../api-client/api-client.ts'
import { settingsOf } from '../api-client/open-api-client.ts'
import { actsBy, enterAs } from '../api-client/sign-in.ts'
import { dayOption, leadNumbersOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

const confirmHint = '另一名市级人员用 pnpm shouwang staff confirm 编号 --by 工号 确认后生效。'

/** `retention`: what is kept how long, what would go, and what is held. */
export const retentionCommands: SetUp = (retention, act) => {
  retention
    .command('list', { isDefault: true })
    .description('各类数据存多久、依据什么、下次会删多少、哪些因保全留着，和删除令')
    .action(act(list))
  actsBy(retention.command('hold').description('保全：按令留住一个人、一户或一个接口的数据，到期和删除令都不动它'))
    .requiredOption('--kind <种类>', 'person 人、household 户、feed 接口')
    .requiredOption('--subject <对象>', '身份证号或 p_ 编号；户号；接口代码')
    .requiredOption('--order <文号>', '依据的文书编号')
    .requiredOption('--why <事由>', '事由')
    .option('--until <日期>', '保全到哪一天（含）；不写则到解除为止', dayOption)
    .action(act(hold))
  actsBy(retention.command('lift').description('提出解除一项保全，由另一名市级人员确认').argument('<编号>'))
    .requiredOption('--why <事由>', '事由')
    .action(act(lift))
  retention
    .command('run')
    .description('守望停着时：现在就办理删除令，并删去到期的数据（运行着的守望每天自己做）')
    .action(act(run))
}

/** `erase`: all that is kept of a person, by order. */
export const eraseCommand: SetUp = (erase, act) => {
  actsBy(erase)
    .requiredOption('--order <文号>', '删除令的文号')
    .requiredOption('--why <事由>', '事由')
    .option('--leads <线索号>', '没有查明是谁、核实是此人的线索，用逗号隔开，一起删去', leadNumbersOption, [])
    .option('--later <以后>', '以后部门再报来此人的行：refuse 不收，take 照收', 'refuse')
    .addHelpText(
      'after',
      `
提出后由另一名市级人员确认。删除：保险库、档案、任务和个案里的文字、隔离的行、日志、数据仓库；给付和审计依法保留，不含身份。
没有查明是谁的线索：写了身份证号，或姓名连同电话、住址的，自动一起删；只写了姓名的，列出号码，核实后用 --leads 写明。
分服务的：数据库、数据仓库删净后，Kafka 各主题到“Kafka 删去”那天删去以前的全部消息，删除令才算办完。
有保全的人不能删除。经过见 pnpm shouwang retention。`,
    )
    .action(act(eraseBy))
}

const places = { store: '数据库', warehouse: '数据仓库', log: '日志' } as const
const monthsText = (months: number | null): string =>
  months === null ? '一直' : months % 12 === 0 ? `${months / 12} 年` : `${months} 个月`

const list = async (shell: Shell) => {
  const answer = await shell.enter((api) => ask(api, RetentionAnswer, { path: '/retention' }))
  shell.show(answer, () =>
    [termsTable(answer), holdsTable(answer), erasuresTable(answer)].filter((text) => text !== '').join('\n'),
  )
  return undefined
}

const headed = (...names: readonly string[]) => names.map((heading) => ({ heading }))

const termsTable = ({ terms, looked, runs }: RetentionAnswer): string =>
  textTable(
    headed('数据', '存多久', '到期将删', '因保全留着', '已删', '依据'),
    terms.map(({ kind, label, months, kafkaDays, orderDays, feeds, basis }) => {
      const own = looked.filter((one) => one.kind === kind)
      const due = own.filter((one) => one.due > 0).map((one) => `${places[one.place]} ${one.due}`)
      const days = kafkaDays === null ? [] : [`Kafka ${kafkaDays} 天`]
      const orders = orderDays === null ? [] : [`删除令后 ${orderDays} 天`]
      const others = Object.entries(feeds).map(([feed, feedMonths]) => `${feed} ${monthsText(feedMonths)}`)
      return [
        label,
        [monthsText(months), ...others, ...days, ...orders].join('；'),
        due.join('，') || '0',
        String(own.reduce((sum, one) => sum + one.held, 0)),
        String(runs.find((one) => one.kind === kind)?.gone ?? 0),
        basis,
      ]
    }),
  )

const kinds = { person: '人', household: '户', feed: '接口' } as const

const holdsTable = ({ holds }: RetentionAnswer): string =>
  holds.length === 0
    ? ''
    : textTable(
        headed('保全', '种类', '对象', '文号', '事由', '到', '提出人'),
        holds.map((one) => [
          String(one.id),
          kinds[one.kind],
          one.subject,
          one.orderNo,
          one.why,
          one.until ?? '解除为止',
          one.placedBy,
        ]),
      )

const erasuresTable = ({ erasures }: RetentionAnswer): string =>
  erasures.length === 0
    ? ''
    : textTable(
        headed('删除令', '事由', '提出', '确认', '线索', 'Kafka 删去', '办完', '以后的行'),
        erasures.map((one) => [
          one.orderNo,
          one.why,
          one.proposedBy,
          one.confirmedBy,
          one.leads.join('、'),
          one.logDue ?? '',
          one.doneAt ?? '正在办理',
          one.later === 'refuse' ? '不收' : '照收',
        ]),
      )

type By = { readonly by: string }
type Hold = By & {
  readonly kind: string
  readonly subject: string
  readonly order: string
  readonly why: string
  readonly until?: Day
}

const hold = async (shell: Shell, { by, order: orderNo, ...asked }: Hold) => {
  const call = { path: '/holds', method: 'POST', json: { ...asked, orderNo } } as const
  const placed = await enterAs(shell, by, (api, cookie) => ask(api, HoldPlacedAnswer, { ...call, cookie }))
  shell.show(placed, () => `已保全，编号 ${placed.id}。\n`)
  return undefined
}

const lift = async (shell: Shell, id: string, { by, why }: By & { readonly why: string }) => {
  const call = { path: `/holds/${encodeURIComponent(id)}/lift`, method: 'POST', json: { why } } as const
  const proposed = await enterAs(shell, by, (api, cookie) => ask(api, ProposedAnswer, { ...call, cookie }))
  shell.show(proposed, () => `已提出解除，确认编号 ${proposed.proposal}。\n`)
  shell.terminal.err(`${confirmHint}\n`)
  return undefined
}

type Erase = By & {
  readonly order: string
  readonly why: string
  readonly later: string
  readonly leads: readonly string[]
}

const eraseBy = async (shell: Shell, person: string, { by, order: orderNo, why, later, leads }: Erase) => {
  const call = { path: '/erasures', method: 'POST', json: { person, orderNo, why, later, leads } } as const
  const proposed = await enterAs(shell, by, (api, cookie) => ask(api, EraseProposedAnswer, { ...call, cookie }))
  shell.show(
    proposed,
    () =>
      `已提出删除，确认编号 ${proposed.proposal}。\n${
        proposed.perhaps.length === 0
          ? ''
          : `下列线索只写了同样的姓名，请先核实；是此人的，用 --leads 写明后重新提出：${proposed.perhaps.join('、')}\n`
      }`,
  )
  shell.terminal.err(`${confirmHint}\n`)
  return undefined
}

const run = async ({ terminal, options, show }: Shell): Promise<undefined> => {
  const data = resolve(options.data)
  if (terminal.env.SHOUWANG_URL !== undefined || (await runningInstance(data)) !== undefined)
    throw new Refusal('守望正在运行：它自己办理删除令，每天删去到期的数据，不用另做。', exitCodes.usage)
  const standalone = await openStandalone(await settingsOf(terminal, data, { asOf: options.asOf }))
  try {
    await standalone.untilIdle()
    while ((await standalone.keepData()) > 0) await standalone.doWhatIsDue()
    await standalone.doWhatIsDue()
  } finally {
    await standalone.close()
  }
  show({ done: true }, () => '删除令已办完，到期的数据已删去。经过见 pnpm shouwang retention。\n')
  return undefined
}
