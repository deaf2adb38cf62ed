import { runService } from '@shouwang/service-process'
import type { Backend } from './backend.ts'
import { Config } from './config.ts'
import { type ConsoleOptions, consoleApp } from './console-app.ts'
import { listen } from './listen.ts'
import { runConsole } from './run-console.ts'

export { ALL_REGIONS } from './access.ts'
export type * from './backend.ts'
export { backendOf, type Surroundings } from './backend-of.ts'
export { Config } from './config.ts'
export { type ConsoleOptions, consoleApp } from './console-app.ts'
export { listen } from './listen.ts'
export { everyRead, type Lag, type Reads, settledCheck, untilSettled } from './settled.ts'
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

if (import.meta.main) await runService({ name: 'console', settings: Config, run: runConsole })
