import { AuditCheckedAnswer, AuditListAnswer } from '@shouwang/console-api'
import { ask, type Call } from '../api-client/api-client.ts'
import { actsBy, enterAs } from '../api-client/sign-in.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

type By = { readonly by: string }

/** `audit`: what everybody did, for the auditor. */
export const auditCommands: SetUp = (audit, act) => {
  actsBy(audit.command('verify').description('核验审计：逐行相连，没有改动、删除或截断'))
    .option('--head <末行>', '上次核验记下的末行，看它是否还在')
    .action(act(verify))
  actsBy(audit.command('list').description('列出审计记录，最近的在前'))
    .option('--who <工号>', '谁')
    .option('--from <日期>', '从哪天')
    .option('--to <日期>', '到哪天')
    .action(
      act(
        (
          shell: Shell,
          { by, ...query }: By & { readonly who?: string; readonly from?: string; readonly to?: string },
        ) => list(shell, by, { path: '/audit', query: { ...query, limit: '1000' } }),
      ),
    )
  actsBy(audit.command('of').description('谁看过此人的什么、为什么').argument('<身份证号或人员编号>')).action(
    act((shell: Shell, person: string, { by }: By) =>
      list(shell, by, { path: '/audit/of-person', method: 'POST', json: { person } }),
    ),
  )
}

const verify = async (shell: Shell, { by, head }: By & { readonly head?: string }) => {
  const call = { path: '/audit/verify', query: { head } }
  const checked = await enterAs(shell, by, (api, cookie) => ask(api, AuditCheckedAnswer, { ...call, cookie }))
  const { lines, brokenAt, knownHead } = checked
  const whole = brokenAt === null && knownHead !== false
  shell.show(checked, () =>
    brokenAt !== null
      ? `第 ${brokenAt} 行与前一行接不上：审计被改动过，请立即上报。\n`
      : knownHead === false
        ? '上次记下的末行已不在：审计被截断或替换过，请立即上报。\n'
        : `${lines} 行全部相连。请记下末行，下次核验用 --head：\n${checked.head}\n`,
  )
  return whole ? undefined : exitCodes.refused
}

const moment = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })
const resultWords = { done: '完成', refused: '被拒绝', failed: '未完成' } as const

const list = async (shell: Shell, by: string, call: Call) => {
  const { lines } = await enterAs(shell, by, (api, cookie) => ask(api, AuditListAnswer, { ...call, cookie }))
  const headings = ['时间', '谁', '角色', '操作', '对象', '内容', '用途', '结果', '来自'].map((heading) => ({
    heading,
  }))
  const rows = lines.map((line) => [
    moment.format(new Date(line.at)),
    line.who,
    line.roleName,
    line.what,
    line.subject,
    line.fields.join(' '),
    line.purpose,
    resultWords[line.result],
    line.address,
  ])
  shell.show(lines, () => textTable(headings, rows))
  return undefined
}
