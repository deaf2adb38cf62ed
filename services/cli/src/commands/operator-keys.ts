import { listPurposeWords } from '@shouwang/casework'
import { NewOperatorKeyAnswer, OperatorKeyListAnswer, RevokedAnswer } from '@shouwang/console-api'
import { ListPurpose, RegistryField } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { actsBy, enterAs } from '../api-client/sign-in.ts'
import { countOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'

type By = { readonly by: string }
type Agreed = {
  readonly sender?: string
  readonly purpose?: string
  readonly field?: readonly string[]
  readonly callback?: string
  readonly publicKey?: string
}
type New = By & Agreed & { readonly action: readonly string[]; readonly region: string; readonly days?: number }

/** `operator-keys`: with what the command line asks an installation elsewhere. */
export const operatorKeyCommands: SetUp = (keys, act) => {
  actsBy(keys.command('add').description('签发一把操作员密钥；只显示这一次，安全管理员确认后生效').argument('<名称>'))
    .requiredOption('--action <用途...>', '可以做什么，如 send-records read-feeds read-ledger read-tasks')
    .requiredOption('--region <区划代码>', '十二位区划代码')
    .option('--days <天数>', '有效天数（默认 90，最多 365）', countOption)
    .option('--sender <名称>', '外部系统（用途 read-registry）：它在消息里的 sender_id')
    .option('--purpose <用途>', `外部系统：为什么查，${ListPurpose.options.join(' ')}`)
    .option('--field <字段...>', `外部系统：脱敏姓名和所在地以外告诉它什么，${RegistryField.options.join(' ')}`)
    .option('--callback <地址>', '外部系统：答复和变化发到哪里（https），不写由它来取')
    .option('--public-key <公钥>', '外部系统：它签名消息的 Ed25519 公钥（32 字节，base64），写了就必须签名')
    .action(act(add))
  actsBy(keys.command('list').description('列出操作员密钥，不含密钥本身')).action(act(list))
  actsBy(keys.command('revoke').description('停用一把操作员密钥，立即生效').argument('<名称>')).action(act(revoke))
}

const add = async (shell: Shell, name: string, { by, action, region, days, ...agreed }: New) => {
  const json = { name, actions: action, region, days, ...agreementOf(agreed) }
  const call = { path: '/operator-keys', method: 'POST', json } as const
  const made = await enterAs(shell, by, (api, cookie) => ask(api, NewOperatorKeyAnswer, { ...call, cookie }))
  shell.show(made, () => `${made.key}\n`)
  shell.terminal.err(
    `确认编号 ${made.proposal}，安全管理员确认后可用作 SHOUWANG_TOKEN，至 ${made.expiresAt}。以后不再显示。\n`,
  )
  return undefined
}

/** What is agreed with another system, where an option says anything of it. */
const agreementOf = ({ sender, purpose, field, callback, publicKey }: Agreed) => {
  const agreement = { senderId: sender, purpose, fields: field, callback, publicKey }
  return Object.values(agreement).every((value) => value === undefined) ? {} : { agreement }
}

const list = async (shell: Shell, { by }: By) => {
  const call = { path: '/operator-keys' }
  const { keys } = await enterAs(shell, by, (api, cookie) => ask(api, OperatorKeyListAnswer, { ...call, cookie }))
  const headings = ['名称', '用途', '外部系统', '区划', '签发人', '到期', '停用'].map((heading) => ({ heading }))
  const rows = keys.map((key) => [
    key.name,
    key.actions.join(' '),
    key.agreement === null ? '' : `${key.agreement.senderId}（${listPurposeWords[key.agreement.purpose].zh}）`,
    key.region,
    key.createdBy,
    key.expiresAt,
    key.revokedAt ?? '',
  ])
  shell.show(keys, () => (rows.length === 0 ? '' : textTable(headings, rows)))
  if (rows.length === 0) shell.terminal.err('还没有操作员密钥。\n')
  return undefined
}

const revoke = async (shell: Shell, name: string, { by }: By) => {
  const path = `/operator-keys/${encodeURIComponent(name)}/revoke`
  const revoked = await enterAs(shell, by, (api, cookie) => ask(api, RevokedAnswer, { path, method: 'POST', cookie }))
  shell.show(revoked, () => `已停用“${name}”。\n`)
  return undefined
}
