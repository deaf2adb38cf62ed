import type { Health, Logger, Metrics } from '@shouwang/telemetry'
import type { RetentionEvents } from './dependencies.ts'

const part = 'retention'

/** What retention tells operators: never of whom. */
export const retentionTelemetry = ({
  log,
  metrics,
  health,
}: {
  readonly log: Logger
  readonly metrics: Metrics
  readonly health: Health
}): RetentionEvents => {
  const erased = metrics.counter('retention_erasures_total', 'Orders to delete a person that were carried out', [])
  const deleted = metrics.counter('retention_deleted_rows_total', 'Rows that went because their term was over', [
    'kind',
  ])
  health.ready(part)
  return {
    erased: (orderNo, counts) => {
      erased.inc()
      log.info({ orderNo, counts }, 'an order to delete was carried out')
    },
    termsKept: (kind, gone, held) => {
      deleted.inc({ kind }, gone)
      if (gone + held > 0) log.info({ kind, gone, held }, 'what was over its term went')
    },
    waiting: (error, retryInMs) => {
      health.waiting(part, error instanceof Error ? error.message : String(error))
      log.warn({ err: error, retryInMs }, 'retention waits')
    },
    resumed: () => health.ready(part),
  }
}
