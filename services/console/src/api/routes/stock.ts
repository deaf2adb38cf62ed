import { StockAnswer, StockQuery } from '@shouwang/console-api'
import { seesRegion } from '../../sign-in/access.ts'
import { seeStock } from '../../views/stock-view.ts'
import { seeSurvey } from '../../views/survey-view.ts'
import { refuse } from '../problem.ts'
import { jsonRoute, type RouteContext } from '../route.ts'

const list = jsonRoute({
  method: 'get',
  path: '/stock-list',
  summary: 'Households that first deliveries told of and nobody was sent to yet (存量摸排清单), the next ones first',
  tag: 'explanations',
  request: { query: StockQuery },
  answer: StockAnswer,
})

/** Who waits for a first visit where a place begins. */
export const stockRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => {
    const asker = c.get('person')
    const { region = asker.region, surveyFrom, surveyDays, ...asked } = c.req.valid('query')
    if (!seesRegion(asker, region)) return refuse('not-found', '没有这个区域，或它不在您负责的区域。')
    const { answer, households } = await seeStock(backend, asker, { ...asked, region })
    c.set('told', { whom: [...households], fields: ['leads'] })
    const survey = await seeSurvey(backend, asker, { ...answer, from: surveyFrom, days: surveyDays })
    return c.json({ ...answer, survey }, 200)
  })
}
