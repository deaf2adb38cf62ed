import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A department's server, of Debian's package, on a port of its own. */
export type DepartmentServer = { readonly port: number; readonly folder: string; readonly end: () => Promise<void> }

const mariadbd = '/usr/sbin/mariadbd'
const sshd = '/usr/sbin/sshd'

/** Why a server can't be shown here; undefined where it can. In CI everything is there, or the suite fails. */
const missing = (program: string, debianPackage: string): string | undefined => {
  if (existsSync(program)) return undefined
  if (process.env.CI === 'true') throw new Error(`${program} is required in CI; apt-get install ${debianPackage}`)
  return `there is no ${program}, apt-get install ${debianPackage}`
}
/** Why MariaDB is not shown here. */
export const noMariadb = missing(mariadbd, 'mariadb-server')
/** Why an SFTP server is not shown here. */
export const noSshd = missing(sshd, 'openssh-server')

/** Starts MariaDB on a new folder with the user `reader`, who may only read, in the database `exchange`. */
export const startMariadb = async (): Promise<DepartmentServer & { readonly run: (script: string) => void }> => {
  const { folder, port } = await roomFor('mariadb')
  const own = [`--user=${userInfo().username}`, `--datadir=${join(folder, 'data')}`]
  execFileSync('mariadb-install-db', ['--no-defaults', ...own, '--auth-root-authentication-method=normal'], {
    stdio: 'ignore',
  })
  const socket = join(folder, 's')
  const args = ['--no-defaults', ...own, `--socket=${socket}`, `--port=${port}`, '--bind-address=127.0.0.1']
  const server = spawn(mariadbd, args, { stdio: 'ignore' })
  await untilListens(server, port)
  const run = (script: string): void => {
    execFileSync('mariadb', ['--no-defaults', `--socket=${socket}`, '--user=root', '--default-character-set=utf8mb4'], {
      input: script,
      stdio: ['pipe', 'ignore', 'pipe'],
    })
  }
  run('create database exchange character set utf8mb4')
  run(`create user reader@'127.0.0.1' identified by 'geheim'; grant select on exchange.* to reader@'127.0.0.1'`)
  return { port, folder, run, end: () => endAndForget(server, folder) }
}

/** Starts an OpenSSH server for whoever runs this, with one folder, the key of `reader` and a new host key. */
export const startSftp = async (): Promise<
  DepartmentServer & {
    readonly outbox: string
    readonly user: string
    readonly privateKey: string
    readonly strangeKey: string
    readonly hostKey: string
  }
> => {
  const { folder, port } = await roomFor('sftp')
  const file = (name: string): string => join(folder, name)
  for (const name of ['host', 'reader', 'stranger'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(name)], { stdio: 'ignore' })
  await mkdir(file('outbox'))
  await mkdir('/run/sshd', { recursive: true }).catch(() => undefined)
  await writeFile(
    file('config'),
    `Port ${port}\nListenAddress 127.0.0.1\nHostKey ${file('host')}\nPidFile none\nUsePAM no\nStrictModes no
PasswordAuthentication no\nPermitRootLogin prohibit-password\nAuthorizedKeysFile ${file('reader.pub')}
Subsystem sftp internal-sftp\n`,
  )
  const server = spawn(sshd, ['-D', '-f', file('config')], { stdio: 'ignore' })
  await untilListens(server, port)
  const [, hostKey = ''] = (await readFile(file('host.pub'), 'utf8')).split(' ')
  return {
    port,
    folder,
    outbox: file('outbox'),
    user: userInfo().username,
    privateKey: await readFile(file('reader'), 'utf8'),
    strangeKey: await readFile(file('stranger'), 'utf8'),
    hostKey: `SHA256:${createHash('sha256').update(Buffer.from(hostKey, 'base64')).digest('base64').replace(/=+$/, '')}`,
    end: () => endAndForget(server, folder),
  }
}

const roomFor = async (name: string): Promise<{ readonly folder: string; readonly port: number }> => ({
  folder: await mkdtemp(join(tmpdir(), `shouwang-${name}-`)),
  port: await freePort(),
})

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/** Waits until the port is listened on; throws where the server ends before. */
const untilListens = async (server: ChildProcess, port: number): Promise<void> => {
  while (!(await listens(port))) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
    await sleep(50)
  }
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (listening: boolean): void => {
      socket.destroy()
      resolve(listening)
    }
    socket.once('connect', () => end(true)).once('error', () => end(false))
  })

const endAndForget = async (server: ChildProcess, folder: string): Promise<void> => {
  const ended = new Promise((resolve) => server.once('exit', resolve))
  if (server.exitCode === null && server.kill()) await ended
  await rm(folder, { recursive: true, force: true })
}
