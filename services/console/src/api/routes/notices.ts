import { noticeWords } from '@shouwang/casework'
import {
  MessageListAnswer,
  MessageQuery,
  MessagesRetriedAnswer,
  NoticeListAnswer,
  NoticeQuery,
  SeenBody,
} from '@shouwang/console-api'
import { listNoticeMessages, markSeen, readNotices, retryNoticeMessages } from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { regionsOf } from '../../sign-in/access.ts'
import { channelWords, messageStateWords } from '../../views/told-view.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const list = jsonRoute({
  method: 'get',
  path: '/notices',
  summary: 'What the asker is to be told of: tasks and cases that came, were raised, or are late',
  tag: 'notices',
  request: { query: NoticeQuery },
  answer: NoticeListAnswer,
})
const seen = jsonRoute({
  method: 'post',
  path: '/notices/seen',
  summary: 'Mark the asker’s notices up to a moment as seen',
  tag: 'notices',
  request: { body: jsonBody(SeenBody) },
  answer: NoticeListAnswer,
})

const messages = jsonRoute({
  method: 'get',
  path: '/notices/messages',
  summary: 'Messages that told staff of notices outside the console, and what became of each',
  tag: 'notices',
  request: { query: MessageQuery },
  answer: MessageListAnswer,
})
const retry = jsonRoute({
  method: 'post',
  path: '/notices/messages/retry',
  summary: 'Try messages again that did not arrive, or may not have',
  tag: 'notices',
  answer: MessagesRetriedAnswer,
})

/** The inbox of whoever asks: nobody reads another's. */
export const noticeRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => {
    const { all, limit } = c.req.valid('query')
    return c.json(await inbox(backend, c.get('person').staffNo, all === 'true', limit), 200)
  })
  api.openapi(seen, async (c) => {
    const { staffNo } = c.get('person')
    await markSeen(backend.sql, staffNo, c.req.valid('json').until, new Date(backend.nowMs()).toISOString())
    return c.json(await inbox(backend, staffNo, false, 50), 200)
  })
  api.openapi(messages, async (c) => {
    const { failed, limit } = c.req.valid('query')
    const regions = regionsOf(c.get('person'))
    const rows = await listNoticeMessages(backend.sql, { regions, failed: failed === 'true', limit })
    const named = rows.map((row) => ({
      ...row,
      channelName: channelWords[row.channel].zh,
      stateName: messageStateWords[row.state].zh,
    }))
    return c.json({ messages: named }, 200)
  })
  api.openapi(retry, async (c) => {
    const now = new Date(backend.nowMs()).toISOString()
    return c.json({ retried: await retryNoticeMessages(backend.sql, regionsOf(c.get('person')), now) }, 200)
  })
}

const aboutWords = (about: string): string =>
  about.startsWith('C-') ? '个案' : about.startsWith('P-') ? '公示' : '任务'

const inbox = async (backend: Backend, staffNo: string, all: boolean, limit: number) => {
  const rows = await readNotices(backend.sql, staffNo, { all, limit })
  return {
    unseen: rows.filter(({ seenAt }) => seenAt === null).length,
    notices: rows.map(({ about, kind, householdNo, at, seenAt }) => ({
      ...{ about, kind, householdNo, at, seenAt },
      text: `${aboutWords(about)} ${about}：${noticeWords[kind].zh}`,
    })),
  }
}
