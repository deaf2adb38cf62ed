import { readFileSync } from 'node:fs'
import type { KafkaSecurity } from '@shouwang/kafka'
import { z } from 'zod'

/** How engines that run as servers are reached. */
export const connectionSettings = {
  /** A file with the certificates of the city's own authorities in PEM, for Kafka, PostgreSQL and ClickHouse. */
  SHOUWANG_TLS_CA: z.string().min(1).optional(),
  SHOUWANG_KAFKA_TLS: z.stringbool().default(false),
  SHOUWANG_KAFKA_USER: z.string().min(1).optional(),
  SHOUWANG_KAFKA_PASSWORD: z.string().min(1).optional(),
  SHOUWANG_KAFKA_MECHANISM: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).default('scram-sha-512'),
}

type TlsSettings = { readonly SHOUWANG_TLS_CA?: string | undefined }
type KafkaSettings = TlsSettings & {
  readonly SHOUWANG_KAFKA_TLS: boolean
  readonly SHOUWANG_KAFKA_USER?: string | undefined
  readonly SHOUWANG_KAFKA_PASSWORD?: string | undefined
  readonly SHOUWANG_KAFKA_MECHANISM: 'plain' | 'scram-sha-256' | 'scram-sha-512'
}

/** How Kafka is reached. Throws when the file of authorities can't be read. */
export const kafkaSecurity = (settings: KafkaSettings): KafkaSecurity => {
  const { SHOUWANG_KAFKA_USER: username, SHOUWANG_KAFKA_PASSWORD: password } = settings
  const login = { mechanism: settings.SHOUWANG_KAFKA_MECHANISM, username: username ?? '', password: password ?? '' }
  return {
    tls: settings.SHOUWANG_KAFKA_TLS,
    authorities: authoritiesOf(settings),
    ...(username === undefined ? {} : { login }),
  }
}

/** The address of PostgreSQL, with the file of authorities where it is reached by TLS and none is named. */
export const postgresUrl = (url: string, { SHOUWANG_TLS_CA: file }: TlsSettings): string => {
  const address = new URL(url)
  const mode = address.searchParams.get('sslmode')
  if (file === undefined || mode === null || mode === 'disable' || address.searchParams.has('sslrootcert')) return url
  address.searchParams.set('sslrootcert', file)
  return address.href
}

/** The certificates of the city's own authorities; undefined where those that Node knows do. */
export const authoritiesOf = ({ SHOUWANG_TLS_CA: file }: TlsSettings): string | undefined =>
  file === undefined ? undefined : readFileSync(file, 'utf8')
