import { z } from '@hono/zod-openapi'
import {
  CampaignAnswer,
  CampaignBody,
  OpenPatrolsAnswer,
  OpenPatrolsBody,
  PatrolCoverageAnswer,
  PatrolListAnswer,
  PatrolQuery,
  PatrolVisitAnswer,
  PatrolVisitBody,
} from '@shouwang/console-api'
import { addDays, type RegionCode, regionPrefix } from '@shouwang/contracts'
import {
  endCampaign,
  readCampaign,
  readCampaignCoverage,
  readCampaignLeft,
  readCampaigns,
  readPatrolledByNo,
  savePatrolVisit,
  startCampaign,
} from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { type Person, regionsOf, seesRegion } from '../../sign-in/access.ts'
import { seeDoors, seePatrolCoverage, seePatrols } from '../../views/patrol-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

/** A phone may come back to its network days later. */
const LATE_DAYS = 7
/** The digits of a town: of a larger place nobody walks a round. */
const TOWN_DIGITS = 9

const list = jsonRoute({
  method: 'get',
  path: '/patrols',
  summary: 'Who is due on patrol in a town or village today, in the order of the way, and what campaigns still ask for',
  tag: 'patrols',
  request: { query: PatrolQuery },
  answer: PatrolListAnswer,
})
const visit = jsonRoute({
  method: 'post',
  path: '/patrols/visits',
  summary: 'Somebody was there, and all was well; the same id again is the same visit',
  tag: 'patrols',
  request: { body: jsonBody(PatrolVisitBody) },
  answer: PatrolVisitAnswer,
  status: 201,
})
const open = jsonRoute({
  method: 'post',
  path: '/patrols/open',
  summary: 'Name, address and telephone of households that are due or that a campaign asks for',
  tag: 'patrols',
  request: { body: jsonBody(OpenPatrolsBody) },
  answer: OpenPatrolsAnswer,
})
const coverage = jsonRoute({
  method: 'get',
  path: '/patrols/coverage',
  summary: 'How far each village was visited in time, and each campaign came; nothing of any worker',
  tag: 'patrols',
  request: { query: PatrolQuery },
  answer: PatrolCoverageAnswer,
})
const start = jsonRoute({
  method: 'post',
  path: '/campaigns',
  summary: 'Start a campaign for a place, for groups of people there, or for a list of households',
  tag: 'patrols',
  request: { body: jsonBody(CampaignBody) },
  answer: CampaignAnswer,
  status: 201,
})
const end = jsonRoute({
  method: 'post',
  path: '/campaigns/{campaignId}/end',
  summary: 'End a campaign',
  tag: 'patrols',
  request: { params: z.object({ campaignId: z.string().min(1).max(64) }) },
  answer: PatrolCoverageAnswer,
})

/** Patrols and campaigns: calm lists beside the tasks, and how far they came by village. */
export const patrolRoutes = ({ api, backend }: RouteContext): void => {
  const { sql } = backend
  api.openapi(list, async (c) => {
    const asker = c.get('person')
    const region = regionFor(asker, c.req.valid('query').region)
    if (regionPrefix(region).length < TOWN_DIGITS)
      return refuse('conflict', '请写明街道（乡镇）或村居（region）：巡访按村按户走，不列整个区。')
    return c.json(await seePatrols(backend, asker, region), 200)
  })
  api.openapi(visit, async (c) => {
    const asker = c.get('person')
    const { householdNo, commandId, visitedOn = backend.today() } = c.req.valid('json')
    if (visitedOn > backend.today() || visitedOn < addDays(backend.today(), -LATE_DAYS))
      return refuse('conflict', `走访日期只能是今天或之前 ${LATE_DAYS} 天内。`)
    const household = await householdOf(backend, asker, householdNo)
    const saved = { ...household, visitId: commandId, visitedOn, visitedBy: asker.staffNo, leadNo: null }
    await savePatrolVisit(sql, saved)
    c.set('told', { subject: householdNo })
    return c.json({ householdNo, visitedOn }, 201)
  })
  api.openapi(open, async (c) => {
    const asker = c.get('person')
    const asked = await readPatrolledByNo(sql, regionsOf(asker), c.req.valid('json').householdNos)
    const allowed = await onTheWay(backend, asker, new Set(asked.map(({ household }) => household)))
    const doors = new Map(
      asked.flatMap(({ household, householdNo, groups }) =>
        groups.length > 0 || allowed.has(household) ? [[household, householdNo] as const] : [],
      ),
    )
    const { opened, whom } = await seeDoors(backend, doors)
    c.set('told', { whom, fields: ['name', 'address', 'phone'], purpose: '巡访' })
    return c.json({ opened }, 200)
  })
  api.openapi(coverage, async (c) =>
    c.json(await seePatrolCoverage(backend, regionFor(c.get('person'), c.req.valid('query').region)), 200),
  )
  api.openapi(start, async (c) => c.json(await started(backend, c.get('person'), c.req.valid('json')), 201))
  api.openapi(end, async (c) => {
    const asker = c.get('person')
    const campaign = await readCampaign(sql, c.req.valid('param').campaignId)
    if (campaign === undefined || !seesRegion(asker, campaign.region))
      return refuse('not-found', '没有这项行动，或它不在您负责的区域。')
    await endCampaign(sql, campaign.campaignId, backend.today())
    return c.json(await seePatrolCoverage(backend, regionFor(asker, undefined)), 200)
  })
}

const regionFor = (asker: Person, region: RegionCode | undefined): RegionCode => {
  const asked = region ?? asker.region
  return seesRegion(asker, asked) ? asked : refuse('not-found', '没有这个区域，或它不在您负责的区域。')
}

/** The household of a number within the asker's places. */
export const householdOf = async (backend: Backend, asker: Person, householdNo: string) => {
  const [found] = await readPatrolledByNo(backend.sql, regionsOf(asker), [householdNo])
  if (found === undefined) return refuse('not-found', '没有这一户，或它不在您负责的区域。')
  const { household, region } = found
  return { household, householdNo, region }
}

/** Which of these households a running campaign still asks for. */
const onTheWay = async (backend: Backend, asker: Person, asked: ReadonlySet<string>): Promise<ReadonlySet<string>> => {
  const within = regionsOf(asker)
  const campaigns = await readCampaigns(backend.sql, within, { ended: false })
  const left = await Promise.all(campaigns.map((campaign) => readCampaignLeft(backend.sql, within, campaign)))
  return new Set(left.flat().flatMap(({ household }) => (asked.has(household) ? [household] : [])))
}

const started = async (backend: Backend, asker: Person, asked: z.output<typeof CampaignBody>) => {
  const { campaignId, title, groups, householdNos, until } = asked
  const region = regionFor(asker, asked.region)
  const from = asked.from ?? backend.today()
  if (until < from) refuse('conflict', `截止日期 ${until} 早于开始日期 ${from}，请改。`)
  const listed = await readPatrolledByNo(backend.sql, regionsOf(asker), householdNos)
  const known = new Set(listed.map(({ householdNo }) => householdNo))
  const unknown = householdNos.filter((householdNo) => !known.has(householdNo))
  if (unknown.length > 0)
    refuse(
      'conflict',
      `名单里有 ${unknown.length} 个户号不在您的辖区：${unknown.slice(0, 5).join('、')}。请核对后再建。`,
    )
  const households = householdNos.length === 0 ? null : listed.map(({ household }) => household)
  const campaign = { campaignId, title, region, groups, from, until }
  await backend.sql.transaction((tx) => startCampaign(tx, { ...campaign, households, startedBy: asker.staffNo }))
  const kept = await readCampaign(backend.sql, campaignId)
  const villages = kept === undefined ? [] : await readCampaignCoverage(backend.sql, regionsOf(asker), kept)
  return { campaignId, households: villages.reduce((sum, { total }) => sum + total, 0) }
}
