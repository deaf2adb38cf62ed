import { pause } from '@shouwang/flow'
import {
  claimAuditShipping,
  countAuditUnshipped,
  listAuditAfter,
  type Queryable,
  saveAuditShipped,
} from '@shouwang/postgres'
import { authoritiesOf } from '@shouwang/service-process'
import type { Metrics } from '@shouwang/telemetry'
import type { ConsoleTelemetry } from '../telemetry.ts'
import { type SyslogSender, syslogSender } from './syslog.ts'

type Shipping = {
  readonly sql: Queryable
  /** Names where it goes: another place begins with the first line. */
  readonly place: string
  readonly send: SyslogSender
  readonly signal: AbortSignal
  readonly events: Pick<ConsoleTelemetry, 'auditShipped' | 'auditNotShipped'>
}

const linesAtOnce = 500
const claimSeconds = 60
const lookAgainMs = 2_000
const tryAgainMs = 5_000

/**
 * Hands the audit to syslog, line by line in its order, until the signal aborts. The audit itself is the outbox: how far it went
 * is noted behind what the other side has, so while syslog is away nothing is lost, and after a crash a line may come twice,
 * with the same number.
 */
export const shipAudit = async (shipping: Shipping): Promise<void> => {
  const { signal, events } = shipping
  while (!signal.aborted) {
    const again = await shipNext(shipping).catch((error: unknown) => {
      events.auditNotShipped(error)
      return tryAgainMs
    })
    if (again > 0) await pause(again, signal)
  }
}

/** Starts handing the audit to the syslog that the settings name; resolves at once where they name none. */
export const startShippingAudit = async (
  settings: { readonly SHOUWANG_SYSLOG_URL?: string | undefined; readonly SHOUWANG_TLS_CA?: string | undefined },
  { metrics, ...shipping }: Omit<Shipping, 'place' | 'send'> & { readonly metrics: Metrics },
): Promise<void> => {
  const url = settings.SHOUWANG_SYSLOG_URL
  if (url === undefined) return
  const waiting = async () => [{ labels: {}, value: await countAuditUnshipped(shipping.sql, url) }]
  metrics.reading('console_audit_unshipped_lines', 'Lines of the audit that syslog has not yet', [], waiting)
  await shipAudit({ ...shipping, place: url, send: syslogSender({ url, authorities: authoritiesOf(settings) }) })
}

/** Ships the next lines. Returns after how many ms there may be more. */
const shipNext = async ({ sql, place, send, events }: Shipping): Promise<number> => {
  const shipped = await claimAuditShipping(sql, place, claimSeconds)
  if (shipped === undefined) return lookAgainMs
  let last = shipped
  try {
    const lines = await listAuditAfter(sql, shipped, linesAtOnce)
    if (lines.length > 0) await send(lines)
    last = lines.at(-1)?.seq ?? shipped
    if (lines.length > 0) events.auditShipped(lines.length)
    return lines.length < linesAtOnce ? lookAgainMs : 0
  } finally {
    await saveAuditShipped(sql, place, last)
  }
}
