import { Hono } from 'hono'
import type { Running } from './pipeline.ts'

/** `/metrics`, `/healthz` and `/readyz`: what operators and their tools ask of the process. */
export const operationsRoutes = ({ metrics, health }: Pick<Running, 'metrics' | 'health'>): Hono => {
  const routes = new Hono()
  routes.get('/metrics', async (c) => {
    const { contentType, text } = await metrics.exposition()
    return c.body(text, 200, { 'content-type': contentType })
  })
  routes.get('/healthz', (c) => c.json({ alive: true }))
  routes.get('/readyz', (c) => {
    const report = health.report()
    return c.json(report, report.ready ? 200 : 503)
  })
  return routes
}
