import type { Health, Logger, Metrics } from '@shouwang/telemetry'
import type { DiskEvents } from './disk-guard.ts'

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

const part = 'disk'

/** What is told of the room on the disk of a data folder. */
export const diskTelemetry = ({
  log,
  metrics,
  health,
}: {
  readonly log: Logger
  readonly metrics: Metrics
  readonly health: Health
}): DiskEvents => {
  const free = metrics.gauge('standalone_disk_free_bytes', 'Free bytes on the disk of the data folder', [])
  health.ready(part)
  return {
    roomSeen: (freeBytes) => free.set({}, freeBytes),
    roomShort: (freeBytes) => log.warn({ freeBytes }, 'the disk of the data folder fills up'),
    roomGone: (why) => {
      health.waiting(part, why)
      log.error({ why }, 'the disk of the data folder is full: nothing is taken in')
    },
    roomBack: () => {
      health.ready(part)
      log.info('there is room again on the disk of the data folder')
    },
  }
}
