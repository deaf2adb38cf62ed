import { z } from '@hono/zod-openapi'
import { purposeWords } from '@shouwang/casework'
import {
  DiscardBody,
  DiscardedAnswer,
  type LookPurpose,
  OpenRowBody,
  QuarantineDetailAnswer,
  QuarantineListAnswer,
  QuarantineQuery,
  ReplayBody,
  ReplayedAnswer,
  ReplayedManyAnswer,
  ReplayManyBody,
} from '@shouwang/console-api'
import { reasonAdvice, reasonWords } from '@shouwang/feeds'
import {
  countQuarantine,
  isConfirmed,
  listQuarantine,
  type QuarantineRow,
  readQuarantine,
  readRootRegion,
  saveProposals,
} from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { ALL_REGIONS, type Person, regionsOf } from '../../sign-in/access.ts'
import { refusedSheets } from '../../views/feed-sheets.ts'
import { feedName } from '../../views/lead-view.ts'
import { MESSAGE_COLUMNS, maskRow } from '../../views/row-view.ts'
import { looks } from '../looks.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext, workbookRoute } from '../route.ts'
import { sendWorkbook } from '../workbook.ts'

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
  summary: 'One row, masked',
  tag: 'quarantine',
  request: { params },
  answer: QuarantineDetailAnswer,
})
const openIt = jsonRoute({
  method: 'post',
  path: '/quarantine/{quarantineId}/open',
  summary: 'One row as its department wrote it; a data officer needs a second person, who is asked by this',
  tag: 'quarantine',
  request: { params, body: jsonBody(OpenRowBody) },
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

const refused = workbookRoute({
  method: 'get',
  path: '/deliveries/{delivery}/refused',
  summary: 'The rows of a delivery that wait, masked, with what is wrong and what would do: for its department',
  tag: 'quarantine',
  request: { params: z.object({ delivery: z.string().min(1).max(200) }) },
})

/** Rows that could not be taken: see them, mend them, send them again or give them up. */
export const quarantineRoutes = ({ api, backend, telemetry }: RouteContext): void => {
  const unhurried = looks(backend.sql, telemetry)

  api.openapi(list, async (c) => {
    const query = { ...c.req.valid('query'), within: regionsOf(c.get('person')) }
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
    const row = await rowOf(backend, c.get('person'), c.req.valid('param').quarantineId)
    return c.json(await showRow(backend, row, 'masked'), 200)
  })
  api.openapi(openIt, async (c) => {
    const asker = c.get('person')
    const row = await rowOf(backend, asker, c.req.valid('param').quarantineId)
    const { purpose } = c.req.valid('json')
    c.set('told', { purpose: purposeWords[purpose].zh })
    await unhurried(asker)
    if (asker.role === 'data') await confirmed(backend, asker, row, purpose)
    const shown = await showRow(backend, row, 'clear')
    c.set('told', { purpose: purposeWords[purpose].zh, fields: Object.keys(shown.row ?? {}) })
    return c.json(shown, 200)
  })
  api.openapi(refused, async (c) => {
    const { delivery } = c.req.valid('param')
    const within = regionsOf(c.get('person'))
    const { items } = await listQuarantine(
      backend.sql,
      { delivery, state: 'waiting', within },
      { limit: EXPORTED, offset: 0 },
    )
    const [first] = items
    if (first === undefined) return refuse('not-found', '这份文件没有待更正的行，或它不在您负责的区域。')
    const rows = await Promise.all(
      items.map(async (row) => ({ row, shown: (await showRow(backend, row, 'masked')).row })),
    )
    return sendWorkbook(c, `需更正_${first.fileName ?? delivery}.xlsx`, refusedSheets(rows))
  })
  api.openapi(replay, async (c) => {
    const asker = c.get('person')
    const { quarantineId } = await rowOf(backend, asker, c.req.valid('param').quarantineId)
    const { row: changes } = c.req.valid('json')
    if (changes !== null) c.set('told', { fields: Object.keys(changes) })
    const opened = changes === null ? undefined : await backend.quarantine.open(quarantineId)
    const mended = changes === null ? null : { ...(opened?.row ?? {}), ...changes }
    const done = await backend.quarantine.replay(quarantineId, mended, asker.staffNo)
    if (!done.ok) return refuse('conflict', done.detail)
    return c.json({ delivery: done.delivery }, 202)
  })
  api.openapi(replayMany, async (c) => {
    const { after, ...filter } = c.req.valid('json')
    const asker = c.get('person')
    c.set('told', { subject: [filter.feed, filter.reason, filter.from, filter.to].join('/') })
    const own = { ...filter, within: regionsOf(asker) }
    const done = await backend.quarantine.replayWaiting(own, after, asker.staffNo)
    if (!done.ok) return refuse('not-found', done.detail)
    const { sent, resent, unreadable, deliveries, next } = done
    return c.json({ sent, resent, unreadable, deliveries: [...deliveries], next }, 202)
  })
  api.openapi(discard, async (c) => {
    const asker = c.get('person')
    const { quarantineId } = await rowOf(backend, asker, c.req.valid('param').quarantineId)
    const { reason } = c.req.valid('json')
    c.set('told', { purpose: reason })
    const done = await backend.quarantine.discard(quarantineId, reason, asker.staffNo)
    if (!done.ok) return refuse('conflict', done.detail)
    return c.json({ discarded: true }, 200)
  })
}

const EXPORTED = 2000
const CONFIRMED_MINUTES = 60

/** A data officer looks at what a department wrote once somebody else agreed; asking for it is what this does otherwise. */
const confirmed = async ({ sql }: Backend, asker: Person, row: QuarantineRow, purpose: LookPurpose): Promise<void> => {
  const about = { kind: 'open-row', subject: row.quarantineId, proposedBy: asker.staffNo } as const
  if (await isConfirmed(sql, { ...about, minutes: CONFIRMED_MINUTES })) return
  const region = row.region ?? (await readRootRegion(sql)) ?? ALL_REGIONS
  await saveProposals(sql, [{ ...about, change: '{}', why: purposeWords[purpose].zh, region }])
  refuse(
    'second-person',
    `查看原文须经第二人确认，已提交市级人员。确认后 ${CONFIRMED_MINUTES} 分钟内再点一次即可查看。`,
  )
}

const showRow = async (backend: Backend, row: QuarantineRow, how: 'masked' | 'clear') => {
  const opened = await backend.quarantine.open(row.quarantineId)
  const declared = backend.feeds.find((card) => card.feed === row.feed)?.columns ?? []
  const columns = row.stage === 'ingest' ? declared : MESSAGE_COLUMNS
  const masked = how === 'masked'
  const shown = opened?.row == null ? null : masked ? maskRow(opened.row, columns) : { ...opened.row }
  return {
    ...describe(backend, row),
    masked,
    row: shown,
    text: masked ? null : (opened?.text ?? null),
    advice: reasonAdvice(row.reason),
  }
}

const rowOf = async (backend: Backend, asker: Person, quarantineId: string): Promise<QuarantineRow> =>
  (await readQuarantine(backend.sql, quarantineId, regionsOf(asker))) ??
  refuse('not-found', '没有这条隔离记录，或它不在您负责的区域。请核对编号；编号见隔离区列表。')

/** The declared name of a feed, or of what stages behind ingest set aside without one. */
const sourceName = (backend: Backend, feed: string): string => NO_FEED[feed] ?? feedName(backend, feed)

const NO_FEED: Readonly<Record<string, string>> = { assessments: '研判结果', unknown: '无法辨认的消息' }

const describe = (backend: Backend, { region: _, ...row }: QuarantineRow) => ({
  ...row,
  feedName: sourceName(backend, row.feed),
  reasonText: reasonWords(row.reason),
})
