import { AskLeadBody, LeadStateAnswer, LeadToldAnswer, TellPublicLeadBody } from '@shouwang/console-api'
import { type LeadState, placeNamed, readLeadState, readRootRegion, saveReportedLead } from '@shouwang/postgres'
import { sharedCounter } from '../../backend/shared-counter.ts'
import { sealedLead } from '../../views/reported-lead-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const tell = jsonRoute({
  method: 'post',
  path: '/public/leads',
  summary: 'A family or a neighbour tells of a need, without signing in; answers with a number to ask with',
  tag: 'leads',
  request: { body: jsonBody(TellPublicLeadBody) },
  answer: LeadToldAnswer,
  status: 201,
})
const askHow = jsonRoute({
  method: 'post',
  path: '/public/leads/ask',
  summary: 'How a lead stands, by its number; tells nothing of anybody',
  tag: 'leads',
  request: { body: jsonBody(AskLeadBody) },
  answer: LeadStateAnswer,
})

const HOUR_SECONDS = 60 * 60
/** Of one address an hour: a village shares one, and nobody has twenty neighbours in need in an hour. */
const TOLD_PER_ADDRESS = 20
const ASKED_PER_ADDRESS = 60
/** Of all together an hour: more is no street but a program. */
const TOLD_IN_ALL = 500

/** The door for families and neighbours: nobody signs in, so everything is counted, and nothing is told of anybody. */
export const publicLeadRoutes = ({ api, backend }: RouteContext): void => {
  const told = sharedCounter(backend.sql, 'public-leads', HOUR_SECONDS)
  const asked = sharedCounter(backend.sql, 'public-leads-asked', HOUR_SECONDS)
  api.openapi(tell, async (c) => {
    const { address } = c.get('from')
    const own = await told.penalty(address)
    if (own.consumedPoints > TOLD_PER_ADDRESS) tooMany(own.msBeforeNext)
    const all = await told.penalty('*')
    if (all.consumedPoints > TOLD_IN_ALL) tooMany(all.msBeforeNext)
    const { who, phone, place, words, region, kind, urgency } = c.req.valid('json')
    const leadNo = backend.leadNo('public', Buffer.from(backend.randomBytes(16)).toString('hex'))
    const root = (await readRootRegion(backend.sql)) ?? null
    const named = root === null ? null : await placeNamed(backend.sql, root, `${place}${words}`)
    await saveReportedLead(backend.sql, {
      ...{ leadNo, channel: 'family', kind, urgency, region: region ?? named ?? root, reportedOn: backend.today() },
      ...{ reportedBy: 'public', feed: null, quarantineId: null, photo: null },
      sealed: sealedLead(backend, leadNo, { who, phone, place, words }),
    })
    return c.json({ leadNo }, 201)
  })
  api.openapi(askHow, async (c) => {
    const counted = await asked.penalty(c.get('from').address)
    if (counted.consumedPoints > ASKED_PER_ADDRESS) tooMany(counted.msBeforeNext)
    const found = await readLeadState(backend.sql, c.req.valid('json').leadNo)
    if (found === undefined) return refuse('not-found', '没有这个编号。请核对十二位数字，或重新反映。')
    return c.json({ reportedOn: found.reportedOn, ...standing[found.state] }, 200)
  })
}

/** Whether it was joined to a family or came to nothing is nobody's business: only that somebody looked. */
const done = { state: 'done', words: '已有人上门了解，后续由当地按规定办理。还有困难的，可以再反映一次。' } as const
const standing = {
  received: { state: 'received', words: '已收到，正在转给当地工作人员。' },
  looking: { state: 'looking', words: '已转给当地工作人员，正在了解情况。' },
  joined: done,
  ended: done,
} as const satisfies Record<LeadState, Omit<LeadStateAnswer, 'reportedOn'>>

const tooMany = (waitMs: number): never =>
  refuse('too-many-attempts', '反映得太频繁了，请稍后再试。着急的请直接拨打 12345 或 110、119、120。', {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  })
