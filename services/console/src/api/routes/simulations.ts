import { SimulationAnswer, SimulationBody } from '@shouwang/console-api'
import { regionPrefix } from '@shouwang/contracts'
import { readRootRegion } from '@shouwang/postgres'
import { ALL_REGIONS, seesRegion } from '../../sign-in/access.ts'
import { seeSimulation } from '../../views/simulation-view.ts'
import { filesOfDraft } from '../policy-proposal.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const simulate = jsonRoute({
  method: 'post',
  path: '/simulations',
  summary: 'What a draft of changed policies would do to the stored households; changes nothing',
  tag: 'reports',
  request: { body: jsonBody(SimulationBody) },
  answer: SimulationAnswer,
})

/** Trying a policy before it is signed. */
export const simulationRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(simulate, async (c) => {
    const asker = c.get('person')
    const { files, against, preview, day = backend.today(), region: asked } = c.req.valid('json')
    const own = asker.region === ALL_REGIONS ? await readRootRegion(backend.sql) : asker.region
    const region = asked ?? own ?? undefined
    if (region === undefined) return refuse('not-found', '还没有导入行政区划。')
    c.set('told', { subject: region, purpose: '政策试算' })
    if (!seesRegion(asker, region)) return refuse('not-allowed', '只能试算您负责的区域。')
    const drafts = [files, against].flatMap((each) => (each === undefined ? [] : [filesOfDraft(each)]))
    const simulated = await backend.simulate({ drafts, prefix: regionPrefix(region), day, preview })
    if (!simulated.ok) return refuse('conflict', simulated.detail)
    const [first, second] = await Promise.all(
      simulated.simulations.map((each, index) => {
        const margins = simulated.margins?.[index] ?? null
        return seeSimulation(backend, each, { ...simulated, margins }, { region, day, preview })
      }),
    )
    if (first === undefined) throw new Error('a simulation gave no counts')
    return c.json(second === undefined ? first : { ...first, against: second }, 200)
  })
}
