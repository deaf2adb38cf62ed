import { PrecedentListAnswer, PrecedentQuery, PrecedentRuleAnswer, PrecedentRuleBody } from '@shouwang/console-api'
import { addDays, type RegionCode, regionPrefix } from '@shouwang/contracts'
import { circumstanceId, type RulePrecedent } from '@shouwang/indicators'
import { newestText } from '@shouwang/policy'
import {
  listConferences,
  type Precedent,
  readPolicyAdoptions,
  readPrecedents,
  readRootRegion,
} from '@shouwang/postgres'
import { draftOf } from '@shouwang/service-process'
import type { Backend } from '../../backend/backend.ts'
import { ALL_REGIONS, type Person, regionsOf, seesRegion } from '../../sign-in/access.ts'
import { named, seePrecedents } from '../../views/conference-view.ts'
import { seeSimulation } from '../../views/simulation-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const MOST = 500
const CONFERENCES_SEARCHED = 1000

const list = jsonRoute({
  method: 'get',
  path: '/precedents',
  summary: 'What conferences decided, under circumstances or like a case; no household is named',
  tag: 'conferences',
  request: { query: PrecedentQuery },
  answer: PrecedentListAnswer,
})
const rule = jsonRoute({
  method: 'post',
  path: '/precedents/rule',
  summary:
    'A rule that would have covered these precedents, as a draft of policy, and whom it would reach; changes nothing',
  tag: 'conferences',
  request: { body: jsonBody(PrecedentRuleBody) },
  answer: PrecedentRuleAnswer,
})

/** Precedents, and the way from a precedent to a rule. */
export const precedentRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => {
    const { circumstances, caseId } = c.req.valid('query')
    const compared = caseId === undefined ? null : await circumstancesOfCase(backend, c.get('person'), caseId)
    const under = compared ?? (circumstances ?? '').split(',').filter((id) => id !== '')
    const unknown = under.find((id) => circumstanceId(id) === undefined)
    if (unknown !== undefined) return refuse('conflict', `没有情形代码“${unknown}”。`)
    const found = await readPrecedents(backend.sql, under, MOST)
    const shown = found.filter((each) => each.caseId !== caseId)
    const precedents = await seePrecedents(backend, shown, compared ?? (under.length > 0 ? under : null))
    return c.json({ precedents, circumstances: named(under) }, 200)
  })
  api.openapi(rule, async (c) => {
    const asker = c.get('person')
    const asked = c.req.valid('json')
    const region = asked.region ?? (asker.region === ALL_REGIONS ? await readRootRegion(backend.sql) : asker.region)
    if (region == null) return refuse('not-found', '还没有导入行政区划。')
    c.set('told', { subject: asked.precedents.join(' '), purpose: '由先例拟定规则' })
    if (!seesRegion(asker, region)) return refuse('not-allowed', '只能为您负责的区域拟定规则。')
    const all = await readPrecedents(backend.sql, [], MOST)
    const chosen = all.filter(({ conferenceId, caseId }) => asked.precedents.includes(`${conferenceId}/${caseId}`))
    if (chosen.length < new Set(asked.precedents).size) return refuse('not-found', '没有其中的某个先例，请刷新后再选。')
    return c.json(await draftFrom(backend, chosen, { ...asked, region }), 200)
  })
}

type Asked = { readonly programme: string; readonly region: RegionCode; readonly from?: string | undefined }

const draftFrom = async (
  backend: Backend,
  chosen: readonly Precedent[],
  asked: Asked,
): Promise<PrecedentRuleAnswer> => {
  const { programme, region } = asked
  const from = asked.from ?? addDays(backend.today(), 1)
  const prefix = regionPrefix(region).slice(0, 6)
  const path = `programmes/${prefix.padEnd(6, '0')}/${programme}.yaml`
  const known = newestText((await readPolicyAdoptions(backend.sql)).map(draftOf), path)
  const title = `由会商先例拟定：${[...new Set(chosen.map(({ conferenceId }) => conferenceId))].join('、')}`
  const precedents = chosen.map(({ circumstances, notMet }) => ({ holds: circumstances, notMet }) as RulePrecedent)
  const drafted = backend.ruleOfPrecedents({ precedents, title, programme, path, region, from, known })
  if (!drafted.ok) return refuse('conflict', drafted.detail)
  const simulated = await backend.simulate({ drafts: [drafted.files], prefix, day: from, preview: false })
  if (!simulated.ok) return refuse('conflict', simulated.detail)
  const [first] = simulated.simulations
  if (first === undefined) throw new Error('a simulation gave no counts')
  const simulation = await seeSimulation(
    backend,
    first,
    { ...simulated, margins: null },
    { region, day: from, preview: false },
  )
  return {
    ...{ programme, programmeName: drafted.programmeName, who: drafted.who },
    conditions: [...drafted.conditions],
    shared: named(drafted.shared),
    dropped: [...drafted.dropped],
    files: Object.fromEntries(drafted.files),
    reach: {
      families: first.changed,
      children: first.byAge.get('minor')?.enter ?? 0,
      enter: first.all.enter,
      yearlyCostFen: first.all.yearlyCostFen,
      simulation,
    },
  }
}

/** The circumstances under which a case was put before a conference of the asker's regions. */
const circumstancesOfCase = async (backend: Backend, asker: Person, caseId: string): Promise<readonly string[]> => {
  const conferences = await listConferences(backend.sql, regionsOf(asker), CONFERENCES_SEARCHED)
  const item = conferences.flatMap(({ items }) => items).find((each) => each.caseId === caseId)
  return item === undefined
    ? refuse('not-found', '这个个案没有提交过会商，或不在您负责的区域。')
    : item.material.circumstances
}
