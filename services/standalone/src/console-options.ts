import { type ConsoleOptions, consoleTelemetry, signInOptions } from '@shouwang/console'
import { createMetrics, type Logger, type Metrics } from '@shouwang/telemetry'
import type { Config } from './config.ts'
import type { Keys } from './keys.ts'

/** How the console of one data folder is set up. `metrics` are those of the process, where anybody reads them. */
export const consoleOptions = (
  { log, metrics = createMetrics() }: { readonly log: Logger; readonly metrics?: Metrics },
  keys: Keys,
  config: Config,
): ConsoleOptions => ({
  ...signInOptions(config),
  operatorToken: keys.operatorToken,
  maxBacklog: config.SHOUWANG_INTAKE_BACKLOG,
  telemetry: consoleTelemetry(log, metrics),
})
