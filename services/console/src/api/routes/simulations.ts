import { SimulationAnswer, SimulationBody } from '@shouwang/console-api'
import { regionPrefix } from '@shouwang/contracts'
import { readRootRegion } from '@shouwang/postgres'
import { ALL_REGIONS, seesRegion } from '../../sign-in/access.ts'
import { seeSimulation } from '../../views/simulation-view.ts'
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
    const { files, preview, day = backend.today(), region: asked } = c.req.valid('json')
    const own = asker.region === ALL_REGIONS ? await readRootRegion(backend.sql) : asker.region
    const region = asked ?? own ?? undefined
    if (region === undefined) return refuse('not-found', '还没有导入行政区划。')
    c.set('told', { subject: region, purpose: '政策试算' })
    if (!seesRegion(asker, region)) return refuse('not-allowed', '只能试算您负责的区域。')
    const draft = new Map(Object.entries(files))
    if (draft.size === 0) return refuse('bad-request', '草案里没有 regions/ 或 programmes/ 下的文件。')
    const simulated = await backend.simulate({ draft, prefix: regionPrefix(region), day, preview })
    if (!simulated.ok) return refuse('bad-request', simulated.detail)
    return c.json(await seeSimulation(backend, simulated, { region, day, preview }), 200)
  })
}
