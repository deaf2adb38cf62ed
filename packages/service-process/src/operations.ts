import type { Health, Metrics } from '@shouwang/telemetry'
import { Hono } from 'hono'
import { type Listening, listen } from './listen.ts'
import type { Tls } from './settings.ts'

type Observed = { readonly metrics: Metrics; readonly health: Health }

/** `/metrics`, `/healthz` and `/readyz`: what operators and their tools ask of a process. */
export const operationsRoutes = ({ metrics, health }: Observed): Hono => {
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

/** Serves the operations routes alone. Port 0 takes a free one. @throws when the port is taken. */
export const serveOperations = (
  observed: Observed,
  { host, port, tls }: { readonly host: string; readonly port: number; readonly tls?: Tls | undefined },
): Promise<Listening> => {
  const app = operationsRoutes(observed)
  const paths = app.routes.map(({ path }) => path)
  app.notFound((c) => c.json({ paths }, 404))
  app.onError((error, c) => c.json({ problem: String(error) }, 500))
  return listen(app, host, port, { tls })
}
