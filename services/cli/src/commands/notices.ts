import { NoticeListAnswer } from '@shouwang/console-api'
import { ask } from '../api-client/api-client.ts'
import { signIn } from '../api-client/sign-in.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'

type NoticeOptions = { readonly by: string; readonly all?: boolean; readonly seen?: boolean }

/** `notices`: what a member of staff is to be told of. */
export const noticesCommand: SetUp = (command, act) => {
  command
    .requiredOption('--by <工号>', '谁的提醒')
    .option('--all', '也列出已看过的')
    .option('--seen', '列出后都记为已看')
    .action(act(showNotices))
}

const showNotices = async (shell: Shell, { by, all, seen }: NoticeOptions): Promise<undefined> => {
  const inbox = await shell.enter(async (api) => {
    const cookie = await signIn(api, by, shell.terminal.env.SHOUWANG_SECRET)
    const query = { limit: '200', ...(all === true ? { all: 'true' } : {}) }
    const found = await ask(api, NoticeListAnswer, { path: '/notices', query, cookie })
    const [newest] = found.notices
    if (seen === true && newest !== undefined)
      await ask(api, NoticeListAnswer, { path: '/notices/seen', method: 'POST', json: { until: newest.at }, cookie })
    return found
  }, 'services')
  shell.show(inbox, () =>
    inbox.notices.length === 0
      ? '没有新的提醒。\n'
      : textTable(
          [{ heading: '时间' }, { heading: '户号' }, { heading: '提醒' }, { heading: '' }],
          inbox.notices.map(({ at, householdNo, text, seenAt }) => [
            at,
            householdNo ?? '',
            text,
            seenAt === null ? '' : '已看',
          ]),
        ),
  )
  return undefined
}
