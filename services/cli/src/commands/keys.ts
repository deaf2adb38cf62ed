import { resolve } from 'node:path'
import { IntakeKeyListAnswer, NewIntakeKeyAnswer, RevokedAnswer } from '@shouwang/console-api'
import { addVaultKey, keysPlace, runningInstance, untilResealed } from '@shouwang/standalone'
import { ask } from '../api-client/api-client.ts'
import { settingsOf } from '../api-client/open-api-client.ts'
import { countOption } from '../option-values.ts'
import { showProgress } from '../output/progress.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

/** `keys`: with what departments send records over HTTP; and the key of the vault. */
export const keyCommands: SetUp = (keys, act) => {
  keys
    .command('add')
    .description('签发一把密钥；密钥只显示这一次')
    .argument('<名称>', '哪个部门或系统，如 残联')
    .requiredOption('--feed <接口...>', '可以报送的接口，可写几个')
    .option('--region <区划>', '只报送这个区划的记录；别处的行会被隔离')
    .option('--rows-per-minute <行数>', '每分钟最多多少行', countOption)
    .action(act(add))
  keys.command('list', { isDefault: true }).description('列出密钥，不含密钥本身').action(act(list))
  keys
    .command('rotate')
    .description('更换保险库密钥：新的写在旧的前面，已有内容重新加密')
    .addHelpText('after', rotateHelp)
    .action(act(rotate))
  keys.command('revoke').description('停用一把密钥，立即生效').argument('<名称>').action(act(revoke))
}

type AddOptions = { readonly feed: readonly string[]; readonly region?: string; readonly rowsPerMinute?: number }

const add = async (shell: Shell, name: string, { feed, region, rowsPerMinute }: AddOptions) => {
  const json = { name, feeds: feed, region, rowsPerMinute }
  const added = await shell.enter((api) => ask(api, NewIntakeKeyAnswer, { path: '/intake-keys', method: 'POST', json }))
  shell.show(added, () => `${added.key}\n`)
  shell.terminal.err('请交给部门妥善保管；报送时带上 Authorization: Bearer 密钥。以后不再显示。\n')
  return undefined
}

const wholeCity = '000000000000'

const list = async (shell: Shell) => {
  const { keys } = await shell.enter((api) => ask(api, IntakeKeyListAnswer, { path: '/intake-keys' }))
  const headings = ['名称', '接口', '区划', '每分钟行数', '签发', '停用']
  const rows = keys.map((key) => [
    key.name,
    key.feeds.join(' '),
    key.region === wholeCity ? '全部' : key.region,
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

const rotateHelp = `
守望停着时：换密钥，等重新加密做完再结束。正在运行时：新密钥从下次启动起使用，启动后在后台重新加密。
旧密钥留在密钥文件里；等重新加密做完，先备份再删去那一行。
分服务部署：把新密钥写在 SHOUWANG_VAULT_KEY 最前面（逗号隔开），逐个重启。见 docs/operations/keys.md。`

const rotate = async (shell: Shell): Promise<undefined> => {
  const { terminal, options } = shell
  if (terminal.env.SHOUWANG_URL !== undefined)
    throw new Refusal('SHOUWANG_URL 指向别处的守望：请在那台机器上更换密钥。', exitCodes.usage)
  const data = resolve(options.data)
  await addVaultKey(keysPlace(data, terminal.env.SHOUWANG_KEYS))
  if ((await runningInstance(data)) !== undefined) {
    terminal.err('新密钥已写入。守望正在运行，请重新启动它：从那时起用新密钥加密，已有内容在后台重新加密。\n')
    return undefined
  }
  const bar = showProgress(terminal, '重新加密', 1, '条')
  const resealed = await untilResealed(await settingsOf(terminal, data, { asOf: options.asOf }), bar.at)
  bar.end()
  shell.show({ resealed }, () => `已换新密钥，${resealed} 条内容已重新加密。\n`)
  terminal.err('旧密钥不再需要：先备份，再从密钥文件 vault.key 里删去它那一行。\n')
  return undefined
}
