import { RemoveViewBody, ViewBody, ViewListAnswer } from '@shouwang/console-api'
import { listViews, removeView, saveView } from '@shouwang/postgres'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const list = jsonRoute({
  method: 'get',
  path: '/views',
  summary: 'The filters that the asker keeps',
  tag: 'views',
  answer: ViewListAnswer,
})
const save = jsonRoute({
  method: 'post',
  path: '/views',
  summary: 'Keep the filters of a page under a name',
  tag: 'views',
  request: { body: jsonBody(ViewBody) },
  answer: ViewListAnswer,
})
const remove = jsonRoute({
  method: 'post',
  path: '/views/remove',
  summary: 'Forget filters',
  tag: 'views',
  request: { body: jsonBody(RemoveViewBody) },
  answer: ViewListAnswer,
})

/** Filters that somebody keeps; nobody sees another's. */
export const viewRoutes = ({ api, backend: { sql } }: RouteContext): void => {
  const kept = async (staffNo: string) => ({ views: await listViews(sql, staffNo) })
  api.openapi(list, async (c) => c.json(await kept(c.get('person').staffNo), 200))
  api.openapi(save, async (c) => {
    const { staffNo } = c.get('person')
    await saveView(sql, staffNo, c.req.valid('json'))
    return c.json(await kept(staffNo), 200)
  })
  api.openapi(remove, async (c) => {
    const { staffNo } = c.get('person')
    await removeView(sql, staffNo, c.req.valid('json'))
    return c.json(await kept(staffNo), 200)
  })
}
