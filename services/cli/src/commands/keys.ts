import { IntakeKeyListAnswer, NewIntakeKeyAnswer, RevokedAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { countOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'

/** `keys`: with what departments send records over HTTP. */
export const keyCommands: SetUp = (keys, act) => {
  keys
    .command('add')
    .description('签发一把密钥；密钥只显示这一次')
    .argument('<名称>', '哪个部门或系统，如 残联')
    .requiredOption('--feed <接口...>', '可以报送的接口，可写几个')
    .option('--rows-per-minute <行数>', '每分钟最多多少行', countOption)
    .action(act(add))
  keys.command('list', { isDefault: true }).description('列出密钥，不含密钥本身').action(act(list))
  keys.command('revoke').description('停用一把密钥，立即生效').argument('<名称>').action(act(revoke))
}

type AddOptions = { readonly feed: readonly string[]; readonly rowsPerMinute?: number }

const add = async (shell: Shell, name: string, { feed, rowsPerMinute }: AddOptions) => {
  const json = { name, feeds: feed, ...(rowsPerMinute === undefined ? {} : { rowsPerMinute }) }
  const added = await shell.enter((api) => ask(api, NewIntakeKeyAnswer, { path: '/intake-keys', method: 'POST', json }))
  shell.show(added, () => `${added.key}\n`)
  shell.terminal.err('请交给部门妥善保管；报送时带上 Authorization: Bearer 密钥。以后不再显示。\n')
  return undefined
}

const list = async (shell: Shell) => {
  const { keys } = await shell.enter((api) => ask(api, IntakeKeyListAnswer, { path: '/intake-keys' }))
  const headings = ['名称', '接口', '每分钟行数', '签发', '停用']
  const rows = keys.map((key) => [
    key.name,
    key.feeds.join(' '),
    String(key.rowsPerMinute),
    key.createdAt,
    key.revokedAt ?? '',
  ])
  shell.show(keys, () =>
    rows.length === 0
      ? ''
      : textTable(
          headings.map((heading) => ({ heading })),
          rows,
        ),
  )
  if (keys.length === 0) shell.terminal.err('还没有签发过密钥。签发：pnpm shouwang keys add 名称 --feed 接口\n')
  return undefined
}

const revoke = async (shell: Shell, name: string) => {
  const path = `/intake-keys/${encodeURIComponent(name)}/revoke`
  const revoked = await shell.enter((api) => ask(api, RevokedAnswer, { path, method: 'POST' }))
  shell.show(revoked, () => `已停用“${name}”。\n`)
  return undefined
}
