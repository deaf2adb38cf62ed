export { Config } from './config.ts'
export type { AlertDependencies } from './dependencies.ts'
export { startAlert } from './start-alert.ts'
export { type AlertTelemetry, alertReadings, alertTelemetry } from './telemetry.ts'
