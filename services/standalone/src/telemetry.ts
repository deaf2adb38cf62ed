import type { Logger, Metrics } from '@shouwang/telemetry'

/** What the standalone program tells its operators beside what its services tell. */
export const standaloneTelemetry = ({ log, metrics }: { readonly log: Logger; readonly metrics: Metrics }) => {
  const stopped = metrics.counter('standalone_stopped_reviews_total', 'Reviews of all households that did not end', [])
  return {
    reviewStopped: (error: unknown) => {
      stopped.inc()
      log.error({ err: error }, 'the review stopped')
    },
  }
}
