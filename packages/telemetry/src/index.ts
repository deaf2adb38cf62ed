export { createHealth, type Health } from './health.ts'
export { createLogger, type Logger } from './logger.ts'
export { createMetrics, type Metrics } from './metrics.ts'
export { type StageTelemetry, stageTelemetry } from './stage-telemetry.ts'
