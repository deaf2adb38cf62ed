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
  const app = consoleApp(backend, options)
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const started = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(started))
    started.once('error', reject)
  })
  const taken = (server.address() as AddressInfo).port
  const address = `http://${host}:${taken}`
  options.telemetry?.listening(address)
  return {
    address,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
