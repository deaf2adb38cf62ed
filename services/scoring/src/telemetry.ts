import { type Health, type Logger, type Metrics, putOffTelemetry, stageTelemetry } from '@shouwang/telemetry'

/** What scoring tells its operators. */
export const scoringTelemetry = (world: { log: Logger; metrics: Metrics; health: Health }) => {
  const reviewed = world.metrics.counter(
    'scoring_reviewed_households_total',
    'Households judged again without an event',
    [],
  )
  return {
    ...stageTelemetry('scoring', world),
    ...putOffTelemetry('scoring', world),
    reviewed: (households: number, day: string) => {
      reviewed.inc(households)
      world.log.info({ households, day }, 'households judged again')
    },
  }
}

export type ScoringTelemetry = ReturnType<typeof scoringTelemetry>
