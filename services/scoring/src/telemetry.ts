import { catalogue } from '@shouwang/indicators'
import { type Health, type Logger, type Metrics, putOffTelemetry, stageTelemetry } from '@shouwang/telemetry'

const shadowIndicators = catalogue.filter(({ inUse }) => inUse !== undefined)

/** What scoring tells its operators. */
export const scoringTelemetry = (dependencies: { log: Logger; metrics: Metrics; health: Health }) => {
  const reviewed = dependencies.metrics.counter(
    'scoring_reviewed_households_total',
    'Households judged again without an event',
    [],
  )
  const concerned = dependencies.metrics.counter(
    'scoring_concerned_households_total',
    'Households that an adopted draft of policy concerns, to be judged again',
    [],
  )
  const missing = dependencies.metrics.gauge(
    'scoring_standards_missing',
    'Standards that neither a city nor its province nor the nation has entered',
    ['city'],
  )
  const runOut = dependencies.metrics.gauge(
    'scoring_standards_run_out',
    'Numbers that a city is judged by and that are past their end, or not reviewed for thirteen months',
    ['city'],
  )
  const inShadow = dependencies.metrics.gauge(
    'scoring_shadow_households',
    'Households in which an indicator fires in shadow, without a task',
    ['indicator'],
  )
  return {
    ...stageTelemetry('scoring', dependencies),
    ...putOffTelemetry('scoring', dependencies),
    reviewed: (households: number, day: string) => {
      reviewed.inc(households)
      dependencies.log.info({ households, day }, 'households judged again')
    },
    concerned: (households: number, adoption: number) => {
      concerned.inc(households)
      dependencies.log.info({ households, adoption }, 'households concerned by an adopted draft')
    },
    shadow: (counts: readonly { readonly indicator: string; readonly households: number }[]) => {
      const of = new Map(counts.map(({ indicator, households }) => [indicator, households]))
      for (const { id } of shadowIndicators) inShadow.set({ indicator: id }, of.get(id) ?? 0)
    },
    standards: (city: string, found: { readonly gaps: readonly string[]; readonly runOut: readonly string[] }) => {
      missing.set({ city }, found.gaps.length)
      runOut.set({ city }, found.runOut.length)
      if (found.gaps.length + found.runOut.length > 0)
        dependencies.log.warn({ city, ...found }, 'standards of a city are missing or have run out')
    },
  }
}

export type ScoringTelemetry = ReturnType<typeof scoringTelemetry>
