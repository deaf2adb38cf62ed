import { z } from '@hono/zod-openapi'
import {
  DiscardBody,
  DiscardedAnswer,
  QuarantineDetailAnswer,
  QuarantineListAnswer,
  QuarantineQuery,
  ReplayBody,
  ReplayedAnswer,
  ReplayedManyAnswer,
  ReplayManyBody,
} from '@shouwang/console-api'
import { reasonAdvice, reasonWords } from '@shouwang/feeds'
import { countQuarantine, listQuarantine, type QuarantineRow, readQuarantine, writeAudit } from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import type { Person } from '../../sign-in/access.ts'
import { feedName } from '../../views/lead-view.ts'
import { MESSAGE_COLUMNS, maskRow } from '../../views/row-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const params = z.object({ quarantineId: z.string().min(1).max(200) })

const list = jsonRoute({
  method: 'get',
  path: '/quarantine',
  summary: 'Rows set aside, with counts by feed and reason',
  tag: 'quarantine',
  request: { query: QuarantineQuery },
  answer: QuarantineListAnswer,
})
const detail = jsonRoute({
  method: 'get',
  path: '/quarantine/{quarantineId}',
  summary: 'One row; masked unless a purpose is given, which leaves an audit line',
  tag: 'quarantine',
  request: { params, query: z.object({ purpose: z.string().trim().min(2).max(200).optional() }) },
  answer: QuarantineDetailAnswer,
})
const replay = jsonRoute({
  method: 'post',
  path: '/quarantine/{quarantineId}/replay',
  summary: 'Sends the row again, with the columns given changed',
  tag: 'quarantine',
  request: { params, body: jsonBody(ReplayBody) },
  answer: ReplayedAnswer,
  status: 202,
})
const replayMany = jsonRoute({
  method: 'post',
  path: '/quarantine/replay',
  summary: 'Sends the next of many rows again as they are, after the mapping of a feed was corrected',
  tag: 'quarantine',
  request: { body: jsonBody(ReplayManyBody) },
  answer: ReplayedManyAnswer,
  status: 202,
})
const discard = jsonRoute({
  method: 'post',
  path: '/quarantine/{quarantineId}/discard',
  summary: 'Gives the row up, for a stated reason',
  tag: 'quarantine',
  request: { params, body: jsonBody(DiscardBody) },
  answer: DiscardedAnswer,
})

/** Rows that could not be taken: see them, mend them, send them again or give them up. */
export const quarantineRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => {
    const query = c.req.valid('query')
    const [page, counts] = await Promise.all([
      listQuarantine(backend.sql, query, query),
      countQuarantine(backend.sql, query),
    ])
    return c.json(
      {
        items: page.items.map((row) => describe(backend, row)),
        total: page.total,
        counts: counts.map((count) => ({
          ...count,
          feedName: sourceName(backend, count.feed),
          reasonText: reasonWords(count.reason),
        })),
      },
      200,
    )
  })
  api.openapi(detail, async (c) => {
    const row = await rowOf(backend, c.req.valid('param').quarantineId)
    return c.json(await openRow(backend, c.get('person'), row, c.req.valid('query').purpose), 200)
  })
  api.openapi(replay, async (c) => {
    const { quarantineId } = await rowOf(backend, c.req.valid('param').quarantineId)
    const { row: changes } = c.req.valid('json')
    const opened = changes === null ? undefined : await backend.quarantine.open(quarantineId)
    const mended = changes === null ? null : { ...(opened?.row ?? {}), ...changes }
    const by = c.get('person').staffNo
    await writeAudit(backend.sql, { who: by, action: 'replay', subject: quarantineId, purpose: '隔离数据重放' })
    const done = await backend.quarantine.replay(quarantineId, mended, by)
    if (!done.ok) return refuse('conflict', done.detail)
    return c.json({ delivery: done.delivery }, 202)
  })
  api.openapi(replayMany, async (c) => {
    const { after, ...filter } = c.req.valid('json')
    const by = c.get('person').staffNo
    if (after === '') {
      const subject = [filter.feed, filter.reason, filter.from, filter.to].join('/')
      await writeAudit(backend.sql, { who: by, action: 'replay many', subject, purpose: '隔离数据成批重放' })
    }
    const done = await backend.quarantine.replayWaiting(filter, after, by)
    if (!done.ok) return refuse('not-found', done.detail)
    const { sent, resent, unreadable, deliveries, next } = done
    return c.json({ sent, resent, unreadable, deliveries: [...deliveries], next }, 202)
  })
  api.openapi(discard, async (c) => {
    const { quarantineId } = await rowOf(backend, c.req.valid('param').quarantineId)
    const { reason } = c.req.valid('json')
    const by = c.get('person').staffNo
    await writeAudit(backend.sql, { who: by, action: 'discard', subject: quarantineId, purpose: reason })
    const done = await backend.quarantine.discard(quarantineId, reason, by)
    if (!done.ok) return refuse('conflict', done.detail)
    return c.json({ discarded: true }, 200)
  })
}

const openRow = async (backend: Backend, asker: Person, row: QuarantineRow, purpose: string | undefined) => {
  const opened = await backend.quarantine.open(row.quarantineId)
  if (purpose !== undefined) {
    await writeAudit(backend.sql, {
      who: asker.staffNo,
      action: 'open quarantine',
      subject: row.quarantineId,
      purpose,
    })
  }
  const declared = backend.feeds.find((card) => card.feed === row.feed)?.columns ?? []
  const columns = row.stage === 'ingest' ? declared : MESSAGE_COLUMNS
  const shown = opened?.row == null ? null : purpose === undefined ? maskRow(opened.row, columns) : { ...opened.row }
  return {
    ...describe(backend, row),
    masked: purpose === undefined,
    row: shown,
    text: purpose === undefined ? null : (opened?.text ?? null),
    advice: reasonAdvice(row.reason),
  }
}

const rowOf = async (backend: Backend, quarantineId: string): Promise<QuarantineRow> =>
  (await readQuarantine(backend.sql, quarantineId)) ??
  refuse('not-found', '没有这条隔离记录。请核对编号；编号见隔离区列表。')

/** The declared name of a feed, or of what stages behind ingest set aside without one. */
const sourceName = (backend: Backend, feed: string): string => NO_FEED[feed] ?? feedName(backend, feed)

const NO_FEED: Readonly<Record<string, string>> = { assessments: '研判结果', unknown: '无法辨认的消息' }

const describe = (backend: Backend, row: QuarantineRow) => ({
  ...row,
  feedName: sourceName(backend, row.feed),
  reasonText: reasonWords(row.reason),
})
