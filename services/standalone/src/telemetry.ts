import type { Logger } from '@shouwang/telemetry'

/** What the installation in one process tells its operators, beside what its services tell. */
export const standaloneTelemetry = (log: Logger) => ({
  /** The households that were due wait for the next review. */
  reviewStopped: (error: unknown) => log.error({ err: error }, 'the review stopped'),
})
