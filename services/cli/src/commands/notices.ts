import { MessageListAnswer, MessagesRetriedAnswer, NoticeListAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { actsBy, enterAs } from '../api-client/sign-in.ts'
import { textTable } from '../output/text-table.ts'
import { exitCodes, Refusal } from '../refusal.ts'
import type { SetUp, Shell } from '../shell.ts'

type NoticeOptions = {
  readonly by: string
  readonly all?: boolean
  readonly seen?: boolean
  readonly sent?: boolean
  readonly failed?: boolean
  readonly retry?: boolean
}

/** `notices`: what a member of staff is to be told of, and the messages that told staff outside the console. */
export const noticesCommand: SetUp = (command, act) => {
  actsBy(command)
    .option('--all', '也列出已看过的')
    .option('--seen', '列出后都记为已看')
    .option('--sent', '改为列出发给本辖区人员的消息：何时、发给谁、哪种途径、结果（管理人员）')
    .option('--failed', '只列没送到、不知是否送到的消息；有则退出码非零')
    .option('--retry', '把没送到、不知是否送到的消息重发')
    .action(act(showNotices))
}

const showNotices = async (shell: Shell, options: NoticeOptions) => {
  const { sent, failed, retry, all, seen } = options
  const ofMessages = [sent, failed, retry].filter((given) => given === true).length
  if (ofMessages > 1) throw new Refusal('--sent、--failed、--retry 只能写一个。', exitCodes.usage)
  if (ofMessages === 1 && (all === true || seen === true))
    throw new Refusal('--all 和 --seen 说的是自己的提醒，不能与 --sent、--failed、--retry 同用。', exitCodes.usage)
  if (retry === true) return retryMessages(shell, options.by)
  return ofMessages === 1 ? showMessages(shell, options.by, failed === true) : showInbox(shell, options)
}

const showInbox = async (shell: Shell, { by, all, seen }: NoticeOptions): Promise<undefined> => {
  const inbox = await enterAs(shell, by, async (api, cookie) => {
    const query = { limit: '200', ...(all === true ? { all: 'true' } : {}) }
    const found = await ask(api, NoticeListAnswer, { path: '/notices', query, cookie })
    const [newest] = found.notices
    if (seen === true && newest !== undefined)
      await ask(api, NoticeListAnswer, { path: '/notices/seen', method: 'POST', json: { until: newest.at }, cookie })
    return found
  })
  const headings = ['时间', '户号', '提醒', ''].map((heading) => ({ heading }))
  const rows = inbox.notices.map(({ at, householdNo, text, seenAt }) => [
    at,
    householdNo ?? '',
    text,
    seenAt === null ? '' : '已看',
  ])
  shell.show(inbox, () => (rows.length === 0 ? '没有新的提醒。\n' : textTable(headings, rows)))
  return undefined
}

const showMessages = async (shell: Shell, by: string, failed: boolean) => {
  const query = { limit: '1000', ...(failed ? { failed: 'true' } : {}) }
  const { messages } = await enterAs(shell, by, (api, cookie) =>
    ask(api, MessageListAnswer, { path: '/notices/messages', query, cookie }),
  )
  const headings = ['生成', '送达', '途径', '发给', '提醒', '结果', '次数', '说明'].map((heading) => ({ heading }))
  const rows = messages.map((message) => [
    message.madeAt,
    message.sentAt ?? '',
    message.channelName,
    message.staffNo === null ? '（群）' : `${message.name ?? ''} ${message.staffNo}`.trim(),
    `${message.notices} 条`,
    message.stateName,
    String(message.attempts),
    [message.fault ?? '', message.repeated ? '可能收到两次' : ''].filter(Boolean).join('，'),
  ])
  const none = failed ? '没有未送到的消息。\n' : '还没有发过消息。发送途径见 docs/operations/notices.md。\n'
  shell.show(messages, () => (rows.length === 0 ? none : textTable(headings, rows)))
  return failed && rows.length > 0 ? exitCodes.refused : undefined
}

const retryMessages = async (shell: Shell, by: string): Promise<undefined> => {
  const answer = await enterAs(shell, by, (api, cookie) =>
    ask(api, MessagesRetriedAnswer, { path: '/notices/messages/retry', method: 'POST', cookie }),
  )
  shell.show(answer, () => (answer.retried === 0 ? '没有要重发的消息。\n' : `重发 ${answer.retried} 条消息。\n`))
  return undefined
}
