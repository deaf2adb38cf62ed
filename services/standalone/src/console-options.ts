import { type ConsoleOptions, type ConsoleTelemetry, signInOptions } from '@shouwang/console'
import type { Config } from './config.ts'
import type { Keys } from './keys.ts'

/** How the console of one data folder is set up. */
export const consoleOptions = (telemetry: ConsoleTelemetry, keys: Keys, config: Config): ConsoleOptions => ({
  ...signInOptions(config),
  operatorToken: keys.operatorToken,
  maxBacklog: config.SHOUWANG_INTAKE_BACKLOG,
  telemetry,
})
