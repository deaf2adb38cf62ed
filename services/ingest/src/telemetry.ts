import { type Health, type Logger, type Metrics, stageTelemetry } from '@shouwang/telemetry'

/** What ingest tells its operators. */
export const ingestTelemetry = (world: { log: Logger; metrics: Metrics; health: Health }) => {
  const taken = world.metrics.counter('ingest_rows_total', 'Rows made durable by a door', ['feed', 'door'])
  const refusedFiles = world.metrics.counter('ingest_refused_files_total', 'Files that no feed could be told for', [
    'why',
  ])
  return {
    ...stageTelemetry('ingest', world),
    rowsTaken: (feed: string, door: 'file' | 'http', rows: number) => taken.inc({ feed, door }, rows),
    deliveryTaken: (delivery: string, feed: string, rows: number) =>
      world.log.info({ delivery, feed, rows }, 'delivery taken'),
    fileRefused: (why: string) => {
      refusedFiles.inc({ why })
      world.log.warn({ why }, 'file refused')
    },
  }
}

export type IngestTelemetry = ReturnType<typeof ingestTelemetry>
