import type { Reconciled } from '@shouwang/casework'
import type { Logger, Metrics } from '@shouwang/telemetry'

/** What the console tells its operators. */
export const consoleTelemetry = (log: Logger, metrics: Metrics) => {
  const broken = metrics.counter('console_failed_requests_total', 'Requests that ended in an error of ours', [])
  const turnedAway = metrics.counter(
    'console_turned_away_requests_total',
    'Requests that could not be answered because an engine was away',
    [],
  )
  const looks = metrics.counter(
    'console_unusual_looks_total',
    'Looks at identifiers that were refused because one person looked at more than the work needs',
    [],
  )
  const unreconciled = metrics.gauge(
    'console_unreconciled_payments',
    'Payments to subsidy cards that do not fit what was decided, when the whole place was last reconciled',
    ['kind'],
  )
  const shipped = metrics.counter('console_audit_shipped_lines_total', 'Lines of the audit that syslog has', [])
  const notShipped = metrics.counter(
    'console_audit_shipping_failures_total',
    'Attempts to hand the audit to syslog that failed; its lines wait',
    [],
  )
  const told = metrics.counter('console_registry_messages_total', 'Attempts to send messages to other systems', [
    'action',
    'result',
  ])
  return {
    registryTold: (action: string) => told.inc({ action, result: 'sent' }),
    /** Another system did not take a message; it is tried again, or given up as the metric of messages says. */
    registryNotTold: (action: string, fault: string, error?: unknown) => {
      told.inc({ action, result: 'not-sent' })
      log.warn({ action, fault, err: error }, 'a message to another system was not delivered')
    },
    /** The whole place was reconciled with the subsidy card. */
    reconciled: ({ decidedNotPaid, otherAmount, paidNotDecided }: Reconciled) => {
      const kinds = {
        'decided-not-paid': decidedNotPaid,
        'other-amount': otherAmount,
        'paid-not-decided': paidNotDecided,
      }
      for (const [kind, lines] of Object.entries(kinds)) unreconciled.set({ kind }, lines.length)
      log.info({ unpaid: decidedNotPaid.length, undecided: paidNotDecided.length }, 'payments reconciled')
    },
    auditShipped: (lines: number) => shipped.inc(lines),
    auditNotShipped: (error: unknown) => {
      notShipped.inc()
      log.warn({ err: error }, 'the audit could not be handed to syslog; its lines wait')
    },
    /** One person looks at more identifiers than the work needs. */
    unusualLooks: (staffNo: string) => {
      looks.inc()
      log.warn({ staffNo }, 'unusually many looks at identifiers')
    },
    turnedAway: (error: unknown) => {
      turnedAway.inc()
      log.warn({ err: error }, 'an engine is away; the asker is to come again')
    },
    /** The stream of task news waits for an engine. */
    waiting: (error: unknown, retryInMs: number) => log.warn({ err: error, retryInMs }, 'an engine is away'),
    resumed: () => log.info('the engine is back'),
    listening: (address: string) => log.info({ at: address }, 'the console listens'),
    broke: (error: unknown) => {
      broken.inc()
      log.error({ err: error }, 'a request failed')
    },
  }
}

export type ConsoleTelemetry = ReturnType<typeof consoleTelemetry>
