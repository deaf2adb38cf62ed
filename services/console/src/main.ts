import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Backend } from './backend.ts'
import { type ConsoleOptions, consoleApp } from './console-app.ts'

export { ALL_REGIONS, ROLES, type Role } from './access.ts'
export type * from './backend.ts'
export { Config } from './config.ts'
export { type ConsoleOptions, consoleApp } from './console-app.ts'
export { DEMO_SEATS, type Seat, type SignInMode, staffSecret } from './sign-in.ts'
export { type ConsoleTelemetry, consoleTelemetry } from './telemetry.ts'
export { buildWeb } from './web-build.ts'

/** All that a listening console needs. Port 0 takes a free one. */
export type ConsoleWorld = {
  readonly backend: Backend
  readonly options: ConsoleOptions
  readonly host: string
  readonly port: number
}

/** Listens for browsers and programs until closed. Throws when the port is taken. */
export const startConsole = async ({
  backend,
  options,
  host,
  port,
}: ConsoleWorld): Promise<{ address: string; close: () => Promise<void> }> => {
  const listening = await listen(consoleApp(backend, options), host, port)
  options.telemetry?.listening(listening.address)
  return listening
}

/** Serves an app on a port; port 0 takes a free one. Throws when the port is taken. */
export const listen = async (
  app: { readonly fetch: (request: Request) => Response | Promise<Response> },
  host: string,
  port: number,
): Promise<{ address: string; close: () => Promise<void> }> => {
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
