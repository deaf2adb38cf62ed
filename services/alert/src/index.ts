export { Config } from './config.ts'

export { alertStage } from './flow.ts'
export { startAlert } from './start-alert.ts'
export { alertReadings, alertTelemetry } from './telemetry.ts'
