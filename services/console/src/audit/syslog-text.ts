import type { WrittenAuditLine } from '@shouwang/postgres'

/** The facility of RFC 5424 for audits. */
const LOG_AUDIT = 13
const SEVERITY = { done: 6, refused: 5, failed: 4 } as const
const BYTE_ORDER_MARK = '\uFEFF'
/** A datagram holds no more; what makes lines long are lists of persons. */
const longestDatagram = 60_000

/** A line of the audit as a message of RFC 5424: what it says is JSON, with its number and hash of the chain. */
export const syslogText = (line: WrittenAuditLine, host: string): string => {
  const priority = LOG_AUDIT * 8 + SEVERITY[line.result]
  return `<${priority}>1 ${line.at} ${host} shouwang - audit - ${BYTE_ORDER_MARK}${JSON.stringify(line)}`
}

/** The same for a datagram: a list of persons that does not fit is told as its length; the line's hash still stands for it. */
export const datagramText = (line: WrittenAuditLine, host: string): string => {
  const text = syslogText(line, host)
  return Buffer.byteLength(text) <= longestDatagram
    ? text
    : syslogText({ ...line, whom: [`${line.whom.length}`] }, host)
}
