import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { FeedCheckAnswer } from '@shouwang/console-api'
import type { Day } from '@shouwang/contracts'
import { type Feed, feedById } from '@shouwang/feeds'
import { fileNameWithoutIdentifiers } from '@shouwang/identity'
import { type ApiClient, ask } from '../api-client/api-client.ts'
import { Refusal } from '../refusal.ts'

/** A file on this machine. */
export type LocalFile = { readonly path: string; readonly name: string; readonly bytes: number }

const headBytes = 64 * 1024

/** Looks a file up. @throws Refusal when it can't be read. */
export const localFile = async (path: string): Promise<LocalFile> => {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(error.code === 'ENOENT' ? `没有文件 ${path}。` : `文件 ${path} 不能读取（${error.code}）。`)
  })
  if (found.isDirectory()) throw new Refusal(`${path} 是文件夹。请写出其中的文件，如 ${path.replace(/\/$/, '')}/*。`)
  await access(path, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`没有权限读取文件 ${path}（${error.code}）。`)
  })
  return { path, name: basename(path), bytes: found.size }
}

/** The bytes of a file as they are read; `at` hears how many were. */
export async function* bytesOf(file: LocalFile, at: (read: number) => void): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const chunk of createReadStream(file.path, { highWaterMark: 1024 * 1024 })) {
    read += (chunk as Buffer).length
    at(read)
    yield chunk as Buffer
  }
}

/** SHA-256 of a file, hexadecimal. */
export const hashOf = async (file: LocalFile): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of bytesOf(file, () => {})) hash.update(chunk)
  return hash.digest('hex')
}

/** What to send of a file so that its feed can be told: its head, or all of it where only the whole can be read. */
const tellingBytes = async (file: LocalFile): Promise<AsyncIterable<Uint8Array>> => {
  const handle = await open(file.path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    const head = buffer.subarray(0, bytesRead)
    const whole =
      head.subarray(0, 2).toString('latin1') === 'PK' ||
      /^[^{,]*\[/.test(head.toString('latin1').trimStart().slice(0, 4))
    return whole ? bytesOf(file, () => {}) : once(head)
  } finally {
    await handle.close()
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Tells a file's feed by its head. @throws Refusal with the feeds that are near. */
export const recognise = async (
  api: ApiClient,
  file: LocalFile,
  feeds: readonly Feed[],
  asOf: Day | undefined,
): Promise<Feed> => {
  const checked = await ask(api, FeedCheckAnswer, {
    path: '/feeds/check',
    method: 'POST',
    query: { fileName: fileNameWithoutIdentifiers(file.name), asOf },
    bytes: await tellingBytes(file),
  })
  const feed = checked.feed === null ? undefined : feedById(feeds, checked.feed)
  if (feed === undefined) throw new Refusal(`认不出 ${file.name} 是哪个数据接口：${checked.detail}`)
  return feed
}

/** Who works where comes first, then states of a day, then what happened: so that each finds what it refers to. */
export const sendingRank = ({ id, delivers }: Feed): number => {
  if (id === 'regions') return 0
  if (delivers === 'reference') return 1
  if (id === 'resident-register') return 2
  return delivers === 'snapshot' ? 3 : 4
}
