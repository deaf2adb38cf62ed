import { departmentWords, roleWords } from '@shouwang/casework'
import {
  AccountListAnswer,
  ChangedAnswer,
  IssuedAnswer,
  Proposal,
  ProposalListAnswer,
  ProposedAnswer,
  RevokedAnswer,
} from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { actsBy, enterAs, signIn } from '../api-client/sign-in.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

type By = { readonly by: string }

/** `staff`: who may sign in. One administrator issues and proposes, another confirms. */
export const staffCommands: SetUp = (staff, act) => {
  staff
    .command('first')
    .description('设立首位系统管理员、安全管理员或审计员（该职务还没有人时，凭本机令牌，只此一次）')
    .argument('<工号>')
    .requiredOption('--name <姓名>', '姓名')
    .requiredOption('--role <职务>', 'system-admin 系统管理员、security-admin 安全管理员、auditor 审计员')
    .action(act(first))
  actsBy(staff.command('issue').description('发放一次性口令，首次登录须修改').argument('<工号>')).action(act(issue))
  actsBy(staff.command('reset').description('重置口令和动态口令').argument('<工号>')).action(act(issue))
  actsBy(staff.command('revoke').description('停用一个账号，立即结束其全部登录').argument('<工号>')).action(act(revoke))
  actsBy(staff.command('list').description('列出人员和账号状态').argument('[开头]', '工号或姓名的开头')).action(
    act(list),
  )
  actsBy(staff.command('propose').description('提出人员、角色或区划的变更，由安全管理员确认').argument('<工号>'))
    .requiredOption('--name <姓名>', '姓名')
    .requiredOption('--role <角色>', `角色：${Object.keys(roleWords).join('、')}`)
    .requiredOption('--region <区划代码>', '十二位区划代码')
    .option('--department <部门>', `角色为 department 时：${Object.keys(departmentWords).join('、')}`)
    .option('--unit <机构名称>', '同一地区有几家机构时，是哪一家')
    .requiredOption('--why <事由>', '事由')
    .action(act(propose))
  actsBy(staff.command('proposals').description('列出待确认的事项')).action(act(proposals))
  actsBy(staff.command('confirm').description('确认一项变更（不能确认自己提出的）').argument('<编号>')).action(
    act((shell: Shell, id: string, { by }: By) => decide(shell, id, by, 'confirm')),
  )
  actsBy(staff.command('refuse').description('不同意一项变更').argument('<编号>')).action(
    act((shell: Shell, id: string, { by }: By) => decide(shell, id, by, 'refuse')),
  )
  actsBy(staff.command('password').description('修改自己的口令；新口令放在环境变量 SHOUWANG_NEW_SECRET')).action(
    act(password),
  )
}

const show = (shell: Shell, issued: IssuedAnswer): undefined => {
  shell.show(issued, () => `${issued.password}\n`)
  shell.terminal.err(`工号 ${issued.staffNo} 的一次性口令，有效至 ${issued.until}；首次登录须修改。以后不再显示。\n`)
  return undefined
}

const first = async (
  shell: Shell,
  staffNo: string,
  { name, role }: { readonly name: string; readonly role: string },
) => {
  const json = { staffNo, name, role }
  const call = { path: '/accounts/first', method: 'POST', json } as const
  return show(shell, await shell.enter((api) => ask(api, IssuedAnswer, call), 'services'))
}

const issue = async (shell: Shell, staffNo: string, { by }: By) => {
  const path = `/accounts/${encodeURIComponent(staffNo)}/issue`
  return show(
    shell,
    await enterAs(shell, by, (api, cookie) => ask(api, IssuedAnswer, { path, method: 'POST', cookie })),
  )
}

const revoke = async (shell: Shell, staffNo: string, { by }: By) => {
  const path = `/accounts/${encodeURIComponent(staffNo)}/revoke`
  const revoked = await enterAs(shell, by, (api, cookie) => ask(api, RevokedAnswer, { path, method: 'POST', cookie }))
  shell.show(revoked, () => `已停用 ${staffNo}。\n`)
  return undefined
}

const STATES: Readonly<Record<AccountListAnswer['accounts'][number]['state'], string>> = {
  none: '未发放',
  issued: '待首次登录',
  active: '使用中',
  revoked: '已停用',
}

const list = async (shell: Shell, q: string | undefined, { by }: By) => {
  const call = { path: '/accounts', query: { q } }
  const { accounts } = await enterAs(shell, by, (api, cookie) => ask(api, AccountListAnswer, { ...call, cookie }))
  const headings = ['工号', '姓名', '角色', '区划', '账号', '动态口令'].map((heading) => ({ heading }))
  const rows = accounts.map(({ staffNo, name, role, region, state, secondFactor }) => [
    staffNo,
    name,
    roleWords[role].zh,
    region,
    STATES[state],
    secondFactor ? '有' : '',
  ])
  shell.show(accounts, () => textTable(headings, rows))
  return undefined
}

type Change = By & {
  readonly name: string
  readonly role: string
  readonly region: string
  readonly department?: string
  readonly unit?: string
  readonly why: string
}

const propose = async (shell: Shell, staffNo: string, { by, ...change }: Change) => {
  const call = { path: '/staff-changes', method: 'POST', json: { staffNo, ...change } } as const
  const proposed = await enterAs(shell, by, (api, cookie) => ask(api, ProposedAnswer, { ...call, cookie }))
  shell.show(proposed, () => `已提出，编号 ${proposed.proposal}，待安全管理员确认。\n`)
  return undefined
}

const proposals = async (shell: Shell, { by }: By) => {
  const found = await enterAs(shell, by, (api, cookie) => ask(api, ProposalListAnswer, { path: '/proposals', cookie }))
  const headings = ['编号', '事项', '来由', '提出人', '时间'].map((heading) => ({ heading }))
  const rows = found.proposals.map((one) => [String(one.id), one.what, one.why, one.proposedBy, one.proposedAt])
  shell.show(found.proposals, () => (rows.length === 0 ? '' : textTable(headings, rows)))
  if (rows.length === 0) shell.terminal.err('没有待确认的事项。\n')
  return undefined
}

const decide = async (shell: Shell, id: string, by: string, how: 'confirm' | 'refuse') => {
  const path = `/proposals/${encodeURIComponent(id)}/${how}`
  const decided = await enterAs(shell, by, (api, cookie) => ask(api, Proposal, { path, method: 'POST', cookie }))
  shell.show(decided, () => `${decided.what}：${how === 'confirm' ? '已确认，立即生效' : '已退回'}。\n`)
  return undefined
}

const password = async (shell: Shell, { by }: By) => {
  const { SHOUWANG_SECRET: current, SHOUWANG_NEW_SECRET: next } = shell.terminal.env
  if (next === undefined) throw new Refusal('请把新口令放在环境变量 SHOUWANG_NEW_SECRET。', exitCodes.usage)
  const changed = await shell.enter(async (api) => {
    const cookie = await signIn(api, by, shell.terminal.env)
    return ask(api, ChangedAnswer, { path: '/session/password', method: 'POST', json: { current, next }, cookie })
  }, 'services')
  shell.show(changed, () => '口令已修改。\n')
  return undefined
}
