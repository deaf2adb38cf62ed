import {
  CorrectionAskedAnswer,
  CorrectionClosedAnswer,
  CorrectionListAnswer,
  ExplanationAnswer,
} from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { actsBy, enterAs } from '../api-client/sign-in.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

/** `corrections`: what departments are asked to correct, who asked, and how it ended. */
export const correctionCommands: SetUp = (corrections, act) => {
  corrections
    .command('list', { isDefault: true })
    .description('列出转请部门更正的事项（默认只列未办结的）')
    .option('--feed <接口>', '只列这个接口的')
    .option('--all', '连已办结的一起列')
    .action(act(list))
  actsBy(corrections.command('ask').description('请报送的部门更正一条').argument('<户号>'))
    .requiredOption('--item <序号>', '“已知情况”里第几条，从 1 起；先看 explain 户号')
    .requiredOption('--what <文字>', '哪里不对，应当是什么')
    .action(act(askFor))
  corrections
    .command('answer')
    .description('部门核实后认为无误：写明答复，办结。部门报来更正的行时会自动办结')
    .argument('<编号>')
    .requiredOption('--answer <文字>', '部门的答复')
    .action(act(answer))
}

const STATES = { open: '待更正', corrected: '已更正', answered: '部门已答复' } as const

const list = async (shell: Shell, { feed, all }: { readonly feed?: string; readonly all?: true }) => {
  const query = { feed, state: all === true ? 'all' : 'open' }
  const { corrections } = await shell.enter((api) => ask(api, CorrectionListAnswer, { path: '/corrections', query }))
  const headings = ['编号', '接口', '事项', '部门自己的编号', '人员', '要更正什么', '状态', '答复'].map((heading) => ({
    heading,
  }))
  const rows = corrections.map((one) => [
    String(one.id),
    one.feed,
    one.label,
    one.sourceKey,
    one.person,
    one.what,
    STATES[one.state],
    one.state === 'corrected' ? (one.closedBy ?? '') : one.answer,
  ])
  shell.show(corrections, () => (rows.length === 0 ? '' : textTable(headings, rows)))
  if (corrections.length === 0) shell.terminal.err('没有待更正的事项。\n')
  return undefined
}

type Asked = { readonly by: string; readonly item: string; readonly what: string }

const askFor = async (shell: Shell, household: string, { by, item, what }: Asked) => {
  const asked = await enterAs(shell, by, async (api, cookie) => {
    const path = `/households/${encodeURIComponent(household)}/explanation`
    const { known } = await ask(api, ExplanationAnswer, { path, cookie })
    const fact = known[Number(item) - 1]
    if (fact === undefined) throw new Refusal(`“已知情况”只有 ${known.length} 条，没有第 ${item} 条。`, exitCodes.usage)
    const { person, type, feed, day } = fact
    const json = { person, type, feed, day, what }
    return ask(api, CorrectionAskedAnswer, { path: '/corrections', method: 'POST', json, cookie })
  })
  shell.show(asked, () => `已转请更正，编号 ${asked.id}。部门报来更正的行时自动办结。\n`)
  return undefined
}

const answer = async (shell: Shell, id: string, { answer: written }: { readonly answer: string }) => {
  const path = `/corrections/${encodeURIComponent(id)}/answer`
  const json = { answer: written }
  const closed = await shell.enter((api) => ask(api, CorrectionClosedAnswer, { path, method: 'POST', json }))
  shell.show(closed, () => `编号 ${id} 已办结。\n`)
  return undefined
}
