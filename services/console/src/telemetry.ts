import type { Logger, Metrics } from '@shouwang/telemetry'

/** What the console tells its operators. */
export const consoleTelemetry = (log: Logger, metrics: Metrics) => {
  const broken = metrics.counter('console_failed_requests_total', 'Requests that ended in an error of ours', [])
  return {
    listening: (address: string) => log.info({ at: address }, 'the console listens'),
    broke: (error: unknown) => {
      broken.inc()
      log.error({ err: error }, 'a request failed')
    },
  }
}

export type ConsoleTelemetry = ReturnType<typeof consoleTelemetry>
