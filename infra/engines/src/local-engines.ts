import { chmod, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Broker, brokerAt, killBroker, prepareBroker, startBroker } from './broker.ts'
import type { Addresses } from './engine.ts'
import { killPostgres, type PostgresServer, postgresAt, preparePostgres, startPostgres } from './postgres-server.ts'

/** Engines that run as processes of this machine, on one folder. */
export type LocalEngines = {
  readonly folder: string
  readonly broker?: { readonly at: Broker; readonly pid: number }
  readonly postgres?: { readonly at: PostgresServer; readonly pid: number }
  /** Why an engine that was wanted is not there. */
  readonly missing: { readonly kafka?: string; readonly postgres?: string }
}

/** Starts those of the wanted engines that this machine has: both at once, since each takes seconds. */
export const startLocalEngines = async (
  folder: string,
  wanted: readonly ('kafka' | 'postgres')[],
): Promise<LocalEngines> => {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  const [broker, postgres] = await Promise.allSettled([
    wanted.includes('kafka') ? startNewBroker(join(folder, 'kafka')) : undefined,
    wanted.includes('postgres') ? startNewPostgres(join(folder, 'postgres')) : undefined,
  ])
  return {
    folder,
    ...(broker.status === 'fulfilled' && broker.value !== undefined ? { broker: broker.value } : {}),
    ...(postgres.status === 'fulfilled' && postgres.value !== undefined ? { postgres: postgres.value } : {}),
    missing: {
      ...(broker.status === 'rejected' ? { kafka: whyMissing(broker.reason) } : {}),
      ...(postgres.status === 'rejected' ? { postgres: whyMissing(postgres.reason) } : {}),
    },
  }
}

/** Where they are. */
export const addressesOf = ({ broker, postgres }: LocalEngines): Addresses => ({
  ...(broker === undefined ? {} : { kafka: brokerAt(broker.at) }),
  ...(postgres === undefined ? {} : { postgres: postgresAt(postgres.at) }),
})

/** Ends them and removes what they kept. */
export const endLocalEngines = async ({ folder, broker, postgres }: LocalEngines): Promise<void> => {
  await Promise.all([
    broker === undefined ? undefined : killBroker(broker.at, broker.pid, 'SIGTERM'),
    postgres === undefined ? undefined : killPostgres(postgres.at, postgres.pid, 'SIGINT'),
  ])
  await rm(folder, { recursive: true, force: true })
}

const startNewBroker = async (folder: string) => {
  const at = await prepareBroker(folder)
  return { at, pid: await startBroker(at) }
}

const startNewPostgres = async (folder: string) => {
  const at = await preparePostgres(folder)
  return { at, pid: await startPostgres(at) }
}

/** Why an engine could not be started here, and the command that installs what is missing. */
export const whyMissing = (error: unknown): string => {
  const { code, message, path } = error as NodeJS.ErrnoException
  if (code !== 'ENOENT' || path === undefined) return message
  const install = packages[path]
  return `there is no ${path} on this machine${install === undefined ? '' : `, apt-get install ${install}`}`
}

/** The package that has a command. */
const packages: Readonly<Record<string, string>> = { java: 'default-jre-headless', mvn: 'maven' }
