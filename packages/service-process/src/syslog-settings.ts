import { z } from 'zod'

/** Where lines of the audit are handed to. */
export const syslogSettings = {
  /** By RFC 5424: tls://host:6514, tcp://host:514 or udp://host:514; nowhere when unset. */
  SHOUWANG_SYSLOG_URL: z
    .url({ protocol: /^(tls|tcp|udp)$/, error: 'must be tls://host:port, tcp://host:port or udp://host:port' })
    .refine((url) => URL.canParse(url) && new URL(url).port !== '', 'must name a port')
    .optional(),
}
