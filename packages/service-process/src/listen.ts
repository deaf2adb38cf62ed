import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'

/** A server that listens. `close` ends at once, whatever is under way. */
export type Listening = { readonly address: string; readonly close: () => Promise<void> }

/** Serves an app on a port; port 0 takes a free one. Throws when the port is taken. */
export const listen = async (
  app: { readonly fetch: (request: Request) => Response | Promise<Response> },
  host: string,
  port: number,
): Promise<Listening> => {
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    // A file of gigabytes takes as long as it takes; headers alone keep their limit.
    const serverOptions = { requestTimeout: 0 }
    const started = serve({ fetch: app.fetch, hostname: host, port, serverOptions }, () => resolve(started))
    started.once('error', reject)
  })
  return {
    address: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
