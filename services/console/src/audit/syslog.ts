import { createSocket } from 'node:dgram'
import { connect as connectTcp, isIPv6, type Socket } from 'node:net'
import { hostname } from 'node:os'
import { connect as connectTls } from 'node:tls'
import type { WrittenAuditLine } from '@shouwang/postgres'
import { datagramText, syslogText } from './syslog-text.ts'

/** Where the audit goes, as `tls://`, `tcp://` or `udp://` with host and port, and the city's own authorities in PEM. */
export type SyslogPlace = { readonly url: string; readonly authorities?: string | undefined }

/** Hands lines over. Resolves once the other side has them all; throws when it may not. */
export type SyslogSender = (lines: readonly WrittenAuditLine[]) => Promise<void>

const silenceMs = 10_000

/**
 * A sender by RFC 5424. Over TCP and TLS (RFC 5425, 6587) each batch has a connection, whose orderly end says that the other
 * side has all of it; over UDP nobody ever knows, so a city that must not lose a line takes TLS.
 */
export const syslogSender = ({ url, authorities }: SyslogPlace): SyslogSender => {
  const { protocol, hostname: named, port } = new URL(url)
  const to = { host: named.replace(/^\[(.*)\]$/, '$1'), port: Number(port) }
  const from = hostname()
  if (protocol === 'udp:')
    return (lines) =>
      sendDatagrams(
        to,
        lines.map((line) => datagramText(line, from)),
      )
  const ca = authorities === undefined ? {} : { ca: authorities }
  const open = (): Socket =>
    protocol === 'tls:' ? connectTls({ ...to, ...ca, servername: nameOf(to.host) }) : connectTcp(to)
  return (lines) =>
    sendStream(
      open,
      lines.map((line) => syslogText(line, from)),
    )
}

/** An address is no name that a certificate is asked for. */
const nameOf = (host: string): string => (isIPv6(host) || /^[\d.]+$/.test(host) ? '' : host)

const sendStream = (open: () => Socket, texts: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = open()
    socket.setTimeout(silenceMs, () => socket.destroy(new Error(`no answer for ${silenceMs} ms`)))
    socket.once('error', reject)
    socket.once('close', (failed) => {
      if (!failed) resolve()
    })
    // The other side may not say a word, but its end has to be read.
    socket.resume()
    socket.end(texts.map((text) => `${Buffer.byteLength(text)} ${text}`).join(''))
  })

const sendDatagrams = async (
  { host, port }: { readonly host: string; readonly port: number },
  texts: readonly string[],
): Promise<void> => {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
  try {
    for (const text of texts)
      await new Promise<void>((resolve, reject) =>
        socket.send(text, port, host, (error) => (error === null ? resolve() : reject(error))),
      )
  } finally {
    socket.close()
  }
}
