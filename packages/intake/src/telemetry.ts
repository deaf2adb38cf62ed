import type { Logger, Metrics } from '@shouwang/telemetry'

/** What the intake tells operators. Its metrics carry the name of ingest, whichever process takes the rows. */
export const intakeTelemetry = ({ log, metrics }: { readonly log: Logger; readonly metrics: Metrics }) => {
  const taken = metrics.counter('ingest_rows_total', 'Rows made durable by a door', ['feed', 'door'])
  const refusedFiles = metrics.counter('ingest_refused_files_total', 'Files that no feed could be told for', ['why'])
  return {
    rowsTaken: (feed: string, door: 'file' | 'http', rows: number) => taken.inc({ feed, door }, rows),
    deliveryTaken: (delivery: string, feed: string, rows: number) =>
      log.info({ delivery, feed, rows }, 'delivery taken'),
    fileRefused: (why: string) => {
      refusedFiles.inc({ why })
      log.warn({ why }, 'file refused')
    },
  }
}

export type IntakeEvents = ReturnType<typeof intakeTelemetry>
