import { type Health, type Logger, type Metrics, putOffTelemetry, stageTelemetry } from '@shouwang/telemetry'

/** What scoring tells its operators. */
export const scoringTelemetry = (dependencies: { log: Logger; metrics: Metrics; health: Health }) => {
  const reviewed = dependencies.metrics.counter(
    'scoring_reviewed_households_total',
    'Households judged again without an event',
    [],
  )
  return {
    ...stageTelemetry('scoring', dependencies),
    ...putOffTelemetry('scoring', dependencies),
    reviewed: (households: number, day: string) => {
      reviewed.inc(households)
      dependencies.log.info({ households, day }, 'households judged again')
    },
  }
}

export type ScoringTelemetry = ReturnType<typeof scoringTelemetry>
