import { createHash } from 'node:crypto'
import type { SftpPull } from '@shouwang/feeds'
import SftpClient from 'ssh2-sftp-client'
import { answerLimitMs, PullRefused } from './page.ts'

/** A file of a department's folder; its size and time change when it is written again. */
export type RemoteFile = { readonly name: string; readonly size: number; readonly modifiedMs: number }

/** A connection to a department's SFTP server. */
export type SftpServer = {
  readonly files: () => Promise<readonly RemoteFile[]>
  readonly read: (name: string) => AsyncIterable<Uint8Array>
  readonly close: () => Promise<void>
}

/**
 * Connects to the SFTP server of a feed and checks that it is the one whose key the feed names. Throws `PullRefused` for
 * another server, and where the server does not let us in.
 */
export const openSftp = async (
  pull: SftpPull,
  secret: (name: string) => string | undefined,
  signal: AbortSignal,
): Promise<SftpServer> => {
  const target = targetOf(pull, secret)
  const client = new SftpClient()
  const abort = (): void => void client.end().catch(() => undefined)
  const close = async (): Promise<void> => {
    signal.removeEventListener('abort', abort)
    await client.end().catch(() => undefined)
  }
  signal.addEventListener('abort', abort, { once: true })
  let offered = ''
  const hostVerifier = (key: Buffer): boolean => {
    offered = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
    return offered === pull.hostKey.replace(/=+$/, '')
  }
  try {
    await client.connect({ ...target, hostVerifier, readyTimeout: answerLimitMs })
  } catch (error) {
    await close()
    throw refusalOf(error, pull, offered)
  }
  return {
    files: async () =>
      (await client.list(pull.folder))
        .filter(({ type }) => type === '-')
        .map(({ name, size, modifyTime }) => ({ name, size, modifiedMs: modifyTime }))
        .sort((a, b) => a.modifiedMs - b.modifiedMs || (a.name < b.name ? -1 : 1)),
    read: (name) => bytesOf(client, `${pull.folder}/${name}`),
    close,
  }
}

/** The file's bytes. Whoever stops reading waits until the server has closed it: nothing may be asked of a connection that ends. */
async function* bytesOf(client: SftpClient, path: string): AsyncGenerator<Uint8Array> {
  const stream = client.createReadStream(path)
  const closed = new Promise((resolve) => stream.once('close', resolve))
  // What breaks after the last byte is no longer read by anybody, and would end the process.
  stream.on('error', () => undefined)
  try {
    yield* stream as AsyncIterable<Uint8Array>
  } finally {
    stream.destroy()
    await closed
  }
}

const defaultPort = 22

const targetOf = (pull: SftpPull, secret: (name: string) => string | undefined) => {
  const address = settingOf(secret, pull.address)
  if (!URL.canParse(address) || !address.startsWith('sftp://'))
    throw new PullRefused(`${pull.address} holds no address like sftp://user@host:22`)
  const { hostname, port, username, password } = new URL(address)
  const key = pull.privateKey === undefined ? {} : { privateKey: settingOf(secret, pull.privateKey) }
  const word = password === '' ? {} : { password: decodeURIComponent(password) }
  return { host: hostname, port: Number(port || defaultPort), username: decodeURIComponent(username), ...key, ...word }
}

const settingOf = (secret: (name: string) => string | undefined, name: string): string => {
  const value = secret(name)
  if (value === undefined) throw new PullRefused(`the feed needs the environment variable ${name}, which is not set`)
  return value
}

const refusalOf = (error: unknown, pull: SftpPull, offered: string): unknown => {
  if (offered !== '' && offered !== pull.hostKey.replace(/=+$/, ''))
    return new PullRefused(`the server shows the key ${offered}, and the feed names ${pull.hostKey}`)
  const message = error instanceof Error ? error.message : String(error)
  if (/authentication|privateKey/i.test(message)) return new PullRefused(`the server does not let us in: ${message}`)
  return error
}
