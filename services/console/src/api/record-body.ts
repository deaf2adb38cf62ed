import { gunzipSync } from 'node:zlib'
import { FileProblem, type RecordsForm } from '@shouwang/intake'
import { refuse } from './problem.ts'

/** The bytes of a request body as they were before they were packed. Ends the request where that can't be undone. */
export const unpacked = (body: ArrayBuffer, contentEncoding: string | undefined, mostBytes: number): Uint8Array => {
  const bytes = new Uint8Array(body)
  if (!isPacked(contentEncoding)) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes })
  } catch (cause) {
    if (cause instanceof RangeError || (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      return refuse('too-large', `解压后超过 ${mostBytes / 1024 / 1024} MB。请分批发送。`)
    return refuse('bad-request', '请求体不是有效的 gzip。请核对 Content-Encoding，或不压缩发送。')
  }
}

/** True for gzip; ends the request where it is packed in any other way. */
export const isPacked = (contentEncoding: string | undefined): boolean => {
  const encoding = contentEncoding?.trim().toLowerCase() ?? ''
  if (encoding === '' || encoding === 'identity') return false
  if (encoding === 'gzip' || encoding === 'x-gzip') return true
  return refuse('not-supported', `不支持 Content-Encoding: ${encoding}。请用 gzip，或不压缩发送。`)
}

/** How a body's records are written, as its content type says. Ends the request with an encoding that nobody knows. */
export const formOf = (contentType: string): RecordsForm => {
  const charset = /charset=["']?([\w-]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8'
  const encoding = encodings.get(charset)
  if (encoding === undefined) return refuse('bad-request', `不认识编码“${charset}”。请使用 utf-8 或 gb18030。`)
  if (/csv/.test(contentType)) return { form: 'csv', encoding }
  return { form: /ndjson|jsonl|json-seq/.test(contentType) ? 'ndjson' : 'json', encoding }
}

const encodings = new Map<string, RecordsForm['encoding']>([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['gb18030', 'gb18030'],
  ['gbk', 'gb18030'],
  ['gb2312', 'gb18030'],
])

/** Ends the request with a problem where a body as a whole is none of what it is said to be. */
export const orRefuse = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof FileProblem)) throw cause
    return refuse(tooMuch.has(cause.code) ? 'too-large' : 'bad-request', cause.zh)
  }
}

const tooMuch: ReadonlySet<FileProblem['code']> = new Set(['too-large', 'too-many-rows'])
