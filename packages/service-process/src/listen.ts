import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Tls } from './settings.ts'

/** A server that listens. `close` ends at once, whatever is under way. */
export type Listening = { readonly address: string; readonly close: () => Promise<void> }

/** Serves an app on a port, over TLS where there is a certificate; port 0 takes a free one. Throws when the port is taken. */
export const listen = async (
  app: { readonly fetch: (request: Request) => Response | Promise<Response> },
  host: string,
  port: number,
  tls?: Tls,
): Promise<Listening> => {
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    // A file of gigabytes takes as long as it takes; headers alone keep their limit.
    const serverOptions = { requestTimeout: 0 }
    const secured =
      tls === undefined ? { serverOptions } : { createServer, serverOptions: { ...serverOptions, ...pemOf(tls) } }
    const started = serve({ fetch: app.fetch, hostname: host, port, ...secured }, () => resolve(started))
    started.once('error', reject)
  })
  return {
    address: `${tls === undefined ? 'http' : 'https'}://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

const pemOf = ({ certFile, keyFile }: Tls) => ({
  cert: readFileSync(certFile),
  key: readFileSync(keyFile),
  minVersion: 'TLSv1.2' as const,
})
