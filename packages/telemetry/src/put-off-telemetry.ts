import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

/**
 * What a stage tells of work that is due by time, where a bug keeps a household from it: there is no message to set aside, so
 * the household is put off to the next round and the others go on.
 */
export const putOffTelemetry = (stage: string, { log, metrics }: { log: Logger; metrics: Metrics }) => {
  const households = metrics.counter(
    'flow_put_off_households_total',
    'Households that were due by time and put off because a step threw',
    ['stage'],
  )
  households.inc({ stage }, 0)
  return {
    putOff: (error: unknown, household: string) => {
      households.inc({ stage })
      log.error({ err: error, household }, 'a step threw; the household is put off')
    },
  }
}
