import { z } from '@hono/zod-openapi'
import { type Conference, conferenceResultWords } from '@shouwang/casework'
import {
  CallConferenceBody,
  ConferenceAnswer,
  ConferenceCommandBody,
  ConferenceListAnswer,
} from '@shouwang/console-api'
import { listConferences, readConference } from '@shouwang/postgres'
import type { Secretary } from '../../backend/answers.ts'
import type { Backend } from '../../backend/backend.ts'
import { type Person, regionsOf, seesRegion } from '../../sign-in/access.ts'
import { seeConference, seeConferences } from '../../views/conference-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const MOST = 200
const params = z.object({ conferenceId: z.string().min(1).max(64) })

const list = jsonRoute({
  method: 'get',
  path: '/conferences',
  summary: 'Conferences of the asker’s regions, the newest first',
  tag: 'conferences',
  answer: ConferenceListAnswer,
})
const call = jsonRoute({
  method: 'post',
  path: '/conferences',
  summary: 'Call a conference about cases; what is known of each is collected and kept',
  tag: 'conferences',
  request: { body: jsonBody(CallConferenceBody) },
  answer: ConferenceAnswer,
  status: 201,
})
const detail = jsonRoute({
  method: 'get',
  path: '/conferences/{conferenceId}',
  summary: 'One conference: agenda, material, opinions, decisions, precedents under like circumstances',
  tag: 'conferences',
  request: { params },
  answer: ConferenceAnswer,
})
const command = jsonRoute({
  method: 'post',
  path: '/conferences/{conferenceId}/commands',
  summary: 'Write down an opinion or a decision, which goes into its case, or end the conference',
  tag: 'conferences',
  request: { params, body: jsonBody(ConferenceCommandBody) },
  answer: ConferenceAnswer,
})

/** 一事一议, 个案会商. */
export const conferenceRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => {
    const rows = await listConferences(backend.sql, regionsOf(c.get('person')), MOST)
    return c.json({ conferences: await seeConferences(backend, rows) }, 200)
  })
  api.openapi(call, async (c) => {
    const asker = c.get('person')
    const asked = c.req.valid('json')
    c.set('told', { subject: asked.caseIds.join(' ') })
    const called = await backend.tasks.conferences.call({ type: 'CallConference', ...asked }, secretaryOf(asker))
    if (!called.ok) return refuse('conflict', called.detail)
    return c.json(await seeConference(backend, asker, called.conference), 201)
  })
  api.openapi(detail, async (c) => {
    const asker = c.get('person')
    const known = await conferenceOf(backend, asker, c.req.valid('param').conferenceId)
    c.set('told', { whom: known.items.map(({ household }) => household), fields: ['material'] })
    return c.json(await seeConference(backend, asker, known), 200)
  })
  api.openapi(command, async (c) => {
    const asker = c.get('person')
    const { conferenceId } = c.req.valid('param')
    const body = c.req.valid('json')
    await conferenceOf(backend, asker, conferenceId)
    if (body.type === 'DecideItem')
      c.set('told', { subject: body.caseId, purpose: conferenceResultWords[body.decision.result].zh })
    const held = await backend.tasks.conferences.hold({ ...body, conferenceId }, secretaryOf(asker))
    if (!held.ok) return refuse('conflict', held.detail)
    return c.json(await seeConference(backend, asker, held.conference), 200)
  })
}

/** The conference, if it is of the asker's regions; otherwise it is not there. */
const conferenceOf = async (backend: Backend, asker: Person, conferenceId: string): Promise<Conference> => {
  const known = await readConference(backend.sql, conferenceId)
  return known === undefined || !seesRegion(asker, known.region)
    ? refuse('not-found', '没有这次会商，或它不在您负责的区域。请从会商列表进入。')
    : known
}

const secretaryOf = ({ staffNo, role, region }: Person): Secretary =>
  role === 'coordinator' || role === 'district' || role === 'city'
    ? { staffNo, role, region }
    : refuse('not-allowed', '会商由街道（镇）、区级或市级召集和记录。')
