import { type Health, type Logger, type Metrics, stageTelemetry } from '@shouwang/telemetry'

/** What scoring tells its operators. */
export const scoringTelemetry = (world: { log: Logger; metrics: Metrics; health: Health }) => {
  const reviewed = world.metrics.counter(
    'scoring_reviewed_households_total',
    'Households judged again without an event',
    [],
  )
  const putOff = world.metrics.counter(
    'scoring_put_off_households_total',
    'Households that a bug kept from being judged again; each is tried on the next day',
    [],
  )
  putOff.inc(0)
  return {
    ...stageTelemetry('scoring', world),
    reviewed: (households: number, day: string) => {
      reviewed.inc(households)
      world.log.info({ households, day }, 'households judged again')
    },
    putOff: (error: unknown, where: { household: string; until: string }) => {
      putOff.inc()
      world.log.error({ err: error, ...where }, 'judging a household again threw; it is put off')
    },
  }
}

export type ScoringTelemetry = ReturnType<typeof scoringTelemetry>
