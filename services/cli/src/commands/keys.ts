import { resolve } from 'node:path'
import { IntakeKeyListAnswer, NewIntakeKeyAnswer, RevokedAnswer } from '@shouwang/console-api'
import { rowKeysFromText } from '@shouwang/identity/sealed-row'
import {
  addSealingKey,
  addVaultKey,
  keysPlace,
  readSealingKeys,
  runningInstance,
  untilResealed,
} from '@shouwang/standalone'
import { ask } from '../api-client/api-client.ts'
import { settingsOf } from '../api-client/open-api-client.ts'
import { countOption } from '../option-values.ts'
import { showProgress } from '../output/progress.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

/** `keys`: with what departments send records over HTTP, to what they seal rows; and the key of the vault. */
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
  keys
    .command('sealing')
    .description('列出部门封装行用的公钥（JSON Web Key），最新的在最前')
    .option('--new', '生成一把新的，写在最前；旧的照样能打开')
    .addHelpText('after', sealingHelp)
    .action(act(sealing))
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

const sealingHelp = `
部门不愿让行以明文放在 Kafka 里的，用这里的公钥逐行封装（JWE）再写入，做法见 docs/sending-records.md。输出是公钥，可以公开。
私钥在密钥文件 sealing.key 里，一行一把，最新的在最前；单独备份。换钥：--new，重启守望，把新公钥交给部门，
等各部门都换过、Kafka 里旧的行都过期，再从文件里删去旧的那一行。
分服务部署：私钥放在接入服务的 SHOUWANG_SEALING_KEY（openssl rand -hex 32，最新的在最前，逗号隔开）；设了这个变量，
本命令列出它的公钥。`

const sealing = async (shell: Shell, { new: made = false }: { readonly new?: boolean }): Promise<undefined> => {
  const { terminal, options } = shell
  const given = terminal.env.SHOUWANG_SEALING_KEY
  if (made && given !== undefined)
    throw new Refusal(
      '私钥在 SHOUWANG_SEALING_KEY 里：用 openssl rand -hex 32 生成新的，写在它的最前面，重启接入服务。',
      exitCodes.usage,
    )
  if (given === undefined && terminal.env.SHOUWANG_URL !== undefined)
    throw new Refusal('SHOUWANG_URL 指向别处的守望：请在那台机器上列出，或设 SHOUWANG_SEALING_KEY。', exitCodes.usage)
  const data = resolve(options.data)
  const place = keysPlace(data, terminal.env.SHOUWANG_KEYS)
  if (made) await addSealingKey(place)
  const { publicKeys } = await rowKeysFromText(given ?? (await readSealingKeys(place))).catch((cause: unknown) => {
    throw new Refusal(
      'SHOUWANG_SEALING_KEY 或 sealing.key 里不是密钥：每把应是 64 位十六进制。',
      exitCodes.unavailable,
      cause,
    )
  })
  shell.show(publicKeys, () => publicKeys.map((key) => `${JSON.stringify(key)}\n`).join(''))
  if (publicKeys.length === 0) terminal.err('还没有封装用的密钥。生成：pnpm shouwang keys sealing --new\n')
  if (made && (await runningInstance(data)) !== undefined)
    terminal.err('守望正在运行：请重新启动它，从那时起才能打开用新公钥封装的行。\n')
  return undefined
}
