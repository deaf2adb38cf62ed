import { NewOperatorKeyAnswer, OperatorKeyListAnswer, RevokedAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { actsBy, enterAs } from '../api-client/sign-in.ts'
import { countOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'

type By = { readonly by: string }
type New = By & { readonly action: readonly string[]; readonly region: string; readonly days?: number }

/** `operator-keys`: with what the command line asks an installation elsewhere. */
export const operatorKeyCommands: SetUp = (keys, act) => {
  actsBy(keys.command('add').description('签发一把操作员密钥；只显示这一次，安全管理员确认后生效').argument('<名称>'))
    .requiredOption('--action <用途...>', '可以做什么，如 send-records read-feeds read-ledger read-tasks')
    .requiredOption('--region <区划代码>', '十二位区划代码')
    .option('--days <天数>', '有效天数（默认 90，最多 365）', countOption)
    .action(act(add))
  actsBy(keys.command('list').description('列出操作员密钥，不含密钥本身')).action(act(list))
  actsBy(keys.command('revoke').description('停用一把操作员密钥，立即生效').argument('<名称>')).action(act(revoke))
}

const add = async (shell: Shell, name: string, { by, action, ...rest }: New) => {
  const call = { path: '/operator-keys', method: 'POST', json: { name, actions: action, ...rest } } as const
  const made = await enterAs(shell, by, (api, cookie) => ask(api, NewOperatorKeyAnswer, { ...call, cookie }))
  shell.show(made, () => `${made.key}\n`)
  shell.terminal.err(
    `确认编号 ${made.proposal}，安全管理员确认后可用作 SHOUWANG_TOKEN，至 ${made.expiresAt}。以后不再显示。\n`,
  )
  return undefined
}

const list = async (shell: Shell, { by }: By) => {
  const call = { path: '/operator-keys' }
  const { keys } = await enterAs(shell, by, (api, cookie) => ask(api, OperatorKeyListAnswer, { ...call, cookie }))
  const headings = ['名称', '用途', '区划', '签发人', '到期', '停用'].map((heading) => ({ heading }))
  const rows = keys.map((key) => [
    key.name,
    key.actions.join(' '),
    key.region,
    key.createdBy,
    key.expiresAt,
    key.revokedAt ?? '',
  ])
  shell.show(keys, () => (rows.length === 0 ? '' : textTable(headings, rows)))
  return undefined
}

const revoke = async (shell: Shell, name: string, { by }: By) => {
  const path = `/operator-keys/${encodeURIComponent(name)}/revoke`
  const revoked = await enterAs(shell, by, (api, cookie) => ask(api, RevokedAnswer, { path, method: 'POST', cookie }))
  shell.show(revoked, () => `已停用“${name}”。\n`)
  return undefined
}
