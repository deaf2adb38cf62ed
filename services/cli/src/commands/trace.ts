import { TraceAnswer, type TraceKind } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'

type TraceOptions = { readonly case?: string }

/** `trace`: from the row of a department to the end of a case. */
export const traceCommand: SetUp = (command, act) => {
  command
    .option('--case <个案号>', '只看一个个案，和引出它的走访')
    .addHelpText('after', '\n例：pnpm shouwang trace 350100000041 --case C-4k0q8zsm2c9x-1')
    .action(act(trace))
}

const words: { readonly [K in TraceKind]: string } = {
  row: '部门报送',
  fact: '事实',
  verdict: '研判',
  task: '派单',
  visit: '走访',
  case: '立案',
  check: '核对',
  referral: '转办',
  conference: '会商',
  decision: '决定',
  payment: '给付',
  'return-visit': '回访销号',
}

const trace = async (shell: Shell, householdNo: string, options: TraceOptions): Promise<undefined> => {
  const path = `/households/${encodeURIComponent(householdNo)}/trace`
  const told = await shell.enter((api) => ask(api, TraceAnswer, { path, query: { case: options.case } }))
  const headings = ['时间', '步骤', '经过', '谁', '编号', '预警后（天）'].map((heading) => ({ heading }))
  const rows = told.steps.map(({ at, kind, text, byName, about, days }) => [
    at,
    words[kind],
    text,
    byName,
    about ?? '',
    days === null ? '' : String(days),
  ])
  shell.show(told, () => (rows.length === 0 ? '这户还没有任务或个案。\n' : textTable(headings, rows)))
  return undefined
}
