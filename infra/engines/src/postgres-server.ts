import { chown, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { untilWorks } from './answers.ts'
import { freePort } from './free-port.ts'
import { type As, endProcess, runToEnd, startDetached } from './process.ts'

/** A PostgreSQL server on a folder. It keeps its port when it is started again. */
export type PostgresServer = { readonly folder: string; readonly port: number; readonly bin: string }

const debian = '/usr/lib/postgresql'
const startLimitMs = 30_000
const user = 'shouwang'

/** Where clients reach it: a loopback address; trusted without a password, which is right for a throw-away server only. */
export const postgresAt = ({ port }: PostgresServer, database = user): string =>
  `postgres://${user}@127.0.0.1:${port}/${database}`

/** Lays out a new server's folder. Throws when PostgreSQL is missing. */
export const preparePostgres = async (folder: string): Promise<PostgresServer> => {
  const server = { folder, port: await freePort(), bin: await newestBin() }
  await mkdir(folder, { recursive: true })
  const as = await postgresOwner()
  if (as.uid !== undefined && as.gid !== undefined) await chown(folder, as.uid, as.gid)
  const args = ['-D', dataOf(server), '-U', user, '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  await runToEnd(join(server.bin, 'initdb'), args, as)
  return server
}

/**
 * Starts a prepared server, waits until it answers, and makes the database; `more` are settings of PostgreSQL beside ours. Gives
 * its process id.
 */
export const startPostgres = async (
  server: PostgresServer,
  more: Readonly<Record<string, string>> = {},
): Promise<number> => {
  const { folder, port, bin } = server
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    max_connections: 100,
    max_locks_per_transaction: 4096,
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    ...more,
  }
  const args = [
    '-D',
    dataOf(server),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const log = join(folder, 'server.log')
  const as = await postgresOwner()
  const pid = startDetached(join(bin, 'postgres'), args, log, as)
  const ask = (database: string, query: string): Promise<string> =>
    runToEnd(join(bin, 'psql'), [postgresAt(server, database), '-Atc', query], as)
  const ready = async (): Promise<boolean> => (await ask('postgres', 'select 1')).trim() === '1'
  await untilWorks(ready, startLimitMs, `PostgreSQL did not start; its log is ${log}`)
  const known = await ask('postgres', `select 1 from pg_database where datname = '${user}'`)
  if (known.trim() === '') await ask('postgres', `create database ${user}`)
  return pid
}

/** Ends a server, or kills it with all its processes. */
export const killPostgres = async (
  server: PostgresServer,
  pid: number,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<void> => {
  const sessions = signal === 'SIGKILL' ? await childrenOf(pid) : []
  await endProcess(pid, dataOf(server), signal)
  for (const session of sessions) signalIfThere(session, signal)
}

/** Stops a server with all its processes, so that it keeps its connections and answers nothing, until it is thawed. */
export const freezePostgres = (pid: number): Promise<void> => signalAll(pid, 'SIGSTOP')

/** Lets a frozen server go on. */
export const thawPostgres = (pid: number): Promise<void> => signalAll(pid, 'SIGCONT')

const signalAll = async (pid: number, signal: NodeJS.Signals): Promise<void> => {
  for (const process of [pid, ...(await childrenOf(pid))]) signalIfThere(process, signal)
}

/** A killed server leaves its sessions to finish what they do: a crash of the machine ends them too. */
const childrenOf = async (pid: number): Promise<readonly number[]> => {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return children.split(' ').filter(Boolean).map(Number)
}

const signalIfThere = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Where its data lies. */
export const dataOf = ({ folder }: PostgresServer): string => join(folder, 'data')

const newestBin = async (): Promise<string> => {
  const [newest] = (await readdir(debian).catch(() => [])).sort((a, b) => Number(b) - Number(a))
  if (newest === undefined) throw new Error(`there is no PostgreSQL under ${debian}, apt-get install postgresql`)
  return join(debian, newest, 'bin')
}

/** PostgreSQL refuses to run as root; its package's own user runs it then. */
export const postgresOwner = async (): Promise<As> => {
  if (process.getuid?.() !== 0) return {}
  const id = async (flag: string): Promise<number> => Number((await runToEnd('id', [flag, 'postgres'])).trim())
  return { uid: await id('-u'), gid: await id('-g') }
}
