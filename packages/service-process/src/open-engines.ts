import { retry } from '@shouwang/flow'
import type { KafkaLog } from '@shouwang/kafka'
import type { Sql } from '@shouwang/postgres'
import { kafkaSecurity, postgresUrl } from './connections.ts'
import { declaredLog } from './declared-log.ts'
import type { ProcessDependencies } from './run-service.ts'

/** The log and the store of production. */
export type Engines = { readonly log: KafkaLog; readonly sql: Sql; readonly close: () => Promise<void> }

type LogSettings = Parameters<typeof kafkaSecurity>[0] & {
  readonly SHOUWANG_KAFKA_BROKERS: readonly string[]
  readonly SHOUWANG_KAFKA_PARTITIONS: number
  readonly SHOUWANG_KAFKA_PREFIX: string
}

type StoreSettings = {
  readonly SHOUWANG_POSTGRES_URL: string
  readonly SHOUWANG_POSTGRES_POOL: number
}

const part = 'engines'

/** Opens the log for what the topology says of this service. Nothing is asked of the brokers yet. */
export const openLog = async ({
  settings,
  name,
  log,
}: Pick<ProcessDependencies<LogSettings>, 'settings' | 'name' | 'log'>): Promise<KafkaLog> => {
  const { openKafka } = await import('@shouwang/kafka')
  const kafka = openKafka({
    brokers: settings.SHOUWANG_KAFKA_BROKERS,
    clientId: name,
    partitions: settings.SHOUWANG_KAFKA_PARTITIONS,
    prefix: settings.SHOUWANG_KAFKA_PREFIX,
    security: kafkaSecurity(settings),
    logger: (level, what, about) => log[level](about, what),
  })
  return declaredLog(name, kafka)
}

/** Opens the engines, waiting for them as long as they are away; undefined when the process is to end first. */
export const openEngines = async (
  process: ProcessDependencies<LogSettings & StoreSettings>,
): Promise<Engines | undefined> => {
  const { settings, log, health, signal } = process
  const waiting = (error: unknown, retryInMs: number): void => {
    health.waiting(part, error instanceof Error ? error.message : String(error))
    log.warn({ err: error, retryInMs }, 'PostgreSQL is away; the service waits for it')
  }
  const resumed = (): void => health.ready(part)
  const { openPostgres, SchemaProblem } = await import('@shouwang/postgres')
  // No waiting makes a newer store an older one.
  const open = () =>
    openPostgres(postgresUrl(settings.SHOUWANG_POSTGRES_URL, settings), {
      poolSize: settings.SHOUWANG_POSTGRES_POOL,
    }).catch((error: unknown) => {
      if (error instanceof SchemaProblem) return error
      throw error
    })
  const sql = await retry(open, { waiting, resumed }, signal)
  if (sql === undefined) return undefined
  if (sql instanceof SchemaProblem) throw sql
  health.ready(part)
  const kafka = await openLog(process)
  return {
    log: kafka,
    sql,
    close: async () => {
      await Promise.all([kafka.close(), sql.close()])
    },
  }
}
