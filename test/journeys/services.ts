import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Sql } from '@shouwang/postgres'
import { openPatiently } from '@shouwang/postgres/testing'

export type ServiceName = 'ingest' | 'scoring' | 'alert' | 'warehouse' | 'console'

/** One service as a process. `operations` is where its metrics and health are. */
export type RunningService = {
  readonly name: ServiceName
  readonly child: ChildProcess
  readonly operations: string
  /** Where the console listens; undefined for the others. */
  readonly address: string | undefined
  /** Asks it to end, and gives its exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>
}

/** Services as processes on the engines of a run, with a database and topics of their own. */
export type Services = {
  readonly folder: string
  readonly sql: Sql
  readonly token: string
  /** The settings that every service is given. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /**
   * Starts a process, which failed when it is not ready in time: longer where engines may be away meanwhile. `own` settings come
   * before those of all.
   */
  readonly start: (
    name: ServiceName,
    readyWithinMs?: number,
    own?: Readonly<Record<string, string>>,
  ) => Promise<RunningService>
  readonly close: () => Promise<void>
}

const startLimitMs = 240_000
const poolSize = 2

/** Prepares an installation on servers. The pseudonyms and the vault take the given keys; `settings` come before its own. */
export const prepareServices = async (
  at: { readonly kafka: string; readonly postgres: string },
  keys: { readonly pseudonymKey: string; readonly vaultKey: string },
  asOf: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Services> => {
  const folder = await mkdtemp(join(tmpdir(), 'shouwang-services-'))
  const admin = await openPatiently(at.postgres, 1)
  const database = `journey_${randomUUID().replaceAll('-', '')}`
  await admin.query(`create database ${database}`)
  const url = new URL(at.postgres)
  url.pathname = `/${database}`
  const sql = await openPatiently(url.href, poolSize)
  const token = randomBytes(32).toString('hex')
  const started: Promise<RunningService>[] = []
  const environment = {
    PATH: process.env.PATH,
    SHOUWANG_KAFKA_BROKERS: at.kafka,
    SHOUWANG_KAFKA_PREFIX: `${database}.`,
    SHOUWANG_KAFKA_PARTITIONS: '3',
    SHOUWANG_POSTGRES_URL: url.href,
    SHOUWANG_CHDB_PATH: join(folder, 'warehouse'),
    SHOUWANG_PSEUDONYM_KEY: keys.pseudonymKey,
    SHOUWANG_VAULT_KEY: keys.vaultKey,
    SHOUWANG_OPERATOR_TOKEN: token,
    SHOUWANG_REGION: '350200000000',
    SHOUWANG_AS_OF: asOf,
    CONSOLE_PORT: '0',
    METRICS_PORT: '0',
    ...settings,
  }
  return {
    folder,
    sql,
    token,
    environment,
    start: (name, readyWithinMs = startLimitMs, own = {}) => {
      const logFile = join(folder, `${name}-${started.length}.log`)
      const service = startService(name, { ...environment, ...own }, logFile, readyWithinMs)
      started.push(service)
      return service
    },
    close: async () => {
      const services = await Promise.allSettled(started)
      await Promise.all(services.map((service) => (service.status === 'fulfilled' ? service.value.stop() : undefined)))
      await sql.close()
      await admin.query(`drop database ${database} with (force)`)
      await admin.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Starts a service and waits until it says where it is and is ready. */
const startService = async (
  name: ServiceName,
  env: Readonly<Record<string, string | undefined>>,
  logFile: string,
  readyWithinMs: number,
): Promise<RunningService> => {
  const main = fileURLToPath(new URL(`../../services/${name}/src/main.ts`, import.meta.url))
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  // A run that is interrupted takes its services with it.
  const abandon = (): void => void child.kill('SIGKILL')
  process.once('exit', abandon)
  void ended.then(() => process.off('exit', abandon))
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => {
    said = (said + bytes.toString()).slice(-200_000)
  })
  child.stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString()
  })
  const log = createWriteStream(logFile)
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  child.once('close', () => log.end())
  const addressOf = (what: string): string | undefined =>
    said
      .split('\n')
      .filter((line) => line.includes(`"${what}"`))
      .map((line) => /"at":"([^"]+)"/.exec(line)?.[1])[0]
  for (const until = performance.now() + readyWithinMs; ; await sleep(50)) {
    const operations = addressOf('metrics and health are served')
    const ready = operations !== undefined && (await fetch(`${operations}/readyz`).catch(() => undefined))?.ok === true
    const placed = name !== 'console' || addressOf('the console listens') !== undefined
    if (operations !== undefined && ready && placed) {
      return {
        name,
        child,
        operations,
        address: addressOf('the console listens'),
        stop: (signal = 'SIGTERM') => {
          child.kill(signal)
          return ended
        },
      }
    }
    if (performance.now() > until || child.exitCode !== null) {
      child.kill('SIGKILL')
      throw new Error(`${name} did not get ready; it said:\n${said.slice(-3_000)}`)
    }
  }
}
