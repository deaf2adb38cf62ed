import { z } from '@hono/zod-openapi'
import {
  OfficialKinAnswer,
  OfficialKinCommandBody,
  OfficialKinListAnswer,
  OfficialKinQuery,
} from '@shouwang/console-api'
import { type HouseholdRow, readHouseholdsByNo } from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { type Person, seesRegion } from '../../sign-in/access.ts'
import { seeOfficialKin, seeOfficialKinList } from '../../views/official-kin-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const params = z.object({ householdNo: z.string().min(1).max(64) })

const list = jsonRoute({
  method: 'get',
  path: '/official-kin',
  summary: 'Families with declared kin of officials (近亲属备案), those without a record first',
  tag: 'official-kin',
  request: { query: OfficialKinQuery },
  answer: OfficialKinListAnswer,
})
const detail = jsonRoute({
  method: 'get',
  path: '/official-kin/{householdNo}',
  summary: 'One family: who was declared as whose kin, what it receives, and whether that is on record',
  tag: 'official-kin',
  request: { params },
  answer: OfficialKinAnswer,
})
const command = jsonRoute({
  method: 'post',
  path: '/official-kin/{householdNo}/commands',
  summary: 'Put a declaration on record (备案), or take that back',
  tag: 'official-kin',
  request: { params, body: jsonBody(OfficialKinCommandBody) },
  answer: OfficialKinAnswer,
})

/** 近亲属备案: for the district, the city and the auditor alone. */
export const officialKinRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => {
    const asker = c.get('person')
    const asked = c.req.valid('query')
    if (asked.region !== undefined && !seesRegion(asker, asked.region))
      return refuse('not-found', '这个区划不在您的辖区内。')
    c.set('told', { fields: ['official-kin'] })
    return c.json(await seeOfficialKinList(backend, asker, asked), 200)
  })
  api.openapi(detail, async (c) => {
    const row = await householdOf(backend, c.get('person'), c.req.valid('param').householdNo)
    c.set('told', { whom: [row.household, ...row.assessment.members], fields: ['official-kin'] })
    return c.json(await seeOfficialKin(backend, row), 200)
  })
  api.openapi(command, async (c) => {
    const asker = c.get('person')
    const asked = c.req.valid('json')
    const row = await householdOf(backend, asker, c.req.valid('param').householdNo)
    c.set('told', { subject: asked.declarationNo, whom: [row.household], fields: [asked.type] })
    const made = await backend.tasks.officialKin.record({ ...asked, household: row.household }, asker.staffNo)
    if (!made.ok) return refuse('conflict', made.detail)
    return c.json(await seeOfficialKin(backend, row), 200)
  })
}

const householdOf = async (backend: Backend, asker: Person, householdNo: string): Promise<HouseholdRow> => {
  const [row] = await readHouseholdsByNo(backend.sql, householdNo)
  return row === undefined || !seesRegion(asker, row.region)
    ? refuse('not-found', '没有这一户，或它不在您负责的区域。请从近亲属备案列表进入。')
    : row
}
