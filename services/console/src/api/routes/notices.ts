import { noticeWords } from '@shouwang/casework'
import { NoticeListAnswer, NoticeQuery, SeenBody } from '@shouwang/console-api'
import { markSeen, readNotices } from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const list = jsonRoute({
  method: 'get',
  path: '/notices',
  summary: 'What the asker is to be told of: tasks and cases that came, were raised, or are late',
  tag: 'notices',
  may: 'read-tasks',
  request: { query: NoticeQuery },
  answer: NoticeListAnswer,
})
const seen = jsonRoute({
  method: 'post',
  path: '/notices/seen',
  summary: 'Mark the asker’s notices up to a moment as seen',
  tag: 'notices',
  may: 'read-tasks',
  request: { body: jsonBody(SeenBody) },
  answer: NoticeListAnswer,
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
}

const inbox = async (backend: Backend, staffNo: string, all: boolean, limit: number) => {
  const rows = await readNotices(backend.sql, staffNo, { all, limit })
  return {
    unseen: rows.filter(({ seenAt }) => seenAt === null).length,
    notices: rows.map(({ about, kind, householdNo, at, seenAt }) => ({
      ...{ about, kind, householdNo, at, seenAt },
      text: `${about.startsWith('C-') ? '个案' : '任务'} ${about}：${noticeWords[kind].zh}`,
    })),
  }
}
