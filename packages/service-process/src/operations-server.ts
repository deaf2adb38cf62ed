import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Health, Metrics } from '@shouwang/telemetry'

export type OperationsServer = { readonly address: string; readonly close: () => Promise<void> }

type Answer = { readonly status: number; readonly type: string; readonly body: string }

/** Serves `/metrics`, `/healthz` and `/readyz`: what operators and their tools ask of a process. Port 0 takes a free one. */
export const serveOperations = async (
  { metrics, health }: { readonly metrics: Metrics; readonly health: Health },
  { host, port }: { readonly host: string; readonly port: number },
): Promise<OperationsServer> => {
  const answers: Readonly<Record<string, () => Promise<Answer>>> = {
    '/metrics': async () => {
      const { contentType, text } = await metrics.exposition()
      return { status: 200, type: contentType, body: text }
    },
    '/healthz': async () => json(200, { alive: true }),
    '/readyz': async () => {
      const report = health.report()
      return json(report.ready ? 200 : 503, report)
    },
  }
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?')
    const answer = answers[path] ?? (async () => json(404, { paths: Object.keys(answers) }))
    answer()
      .catch((error: unknown) => json(500, { problem: String(error) }))
      .then(({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body))
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, () => resolve()))
  return {
    address: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const json = (status: number, body: unknown): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
})
