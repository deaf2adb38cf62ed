import { isAscii, isUtf8 } from 'node:buffer'
import type { Encoding } from './table.ts'

/** Reads one record, or says that its bytes are not text. */
export type RecordDecoder = (bytes: Buffer) => string | undefined

/** The encoding of a file by its head, and how many bytes of byte order mark to pass over; undefined when no encoding fits. */
export const encodingOf = (head: Buffer): { encoding: Encoding | 'ascii'; markBytes: number } | undefined => {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', markBytes: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', markBytes: 2 }
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', markBytes: 3 }
  if (head.includes(0)) return undefined
  if (isAscii(head)) return { encoding: 'ascii', markBytes: 0 }
  const votes = linesOf(head).map((line) => (isUtf8(line) ? 'utf-8' : isGb18030(line) ? 'gb18030' : 'none'))
  const count = (name: string) => votes.filter((vote) => vote === name).length
  if (count('utf-8') === 0 && count('gb18030') === 0) return undefined
  return { encoding: count('gb18030') > count('utf-8') ? 'gb18030' : 'utf-8', markBytes: 0 }
}

/**
 * Decodes record by record, so that a bad byte costs one record. A file that was ASCII so far is settled by its first
 * other character; a UTF-8 line amid GB18030 is read as UTF-8; what an earlier conversion has ruined is refused.
 */
export const recordDecoder = (encoding: Encoding | 'ascii'): RecordDecoder => {
  let settled = encoding
  return (bytes) => {
    if (settled === 'ascii' && !isAscii(bytes)) settled = isUtf8(bytes) ? 'utf-8' : 'gb18030'
    const text = settled === 'gb18030' ? fromGb18030(bytes) : isUtf8(bytes) ? bytes.toString('utf8') : undefined
    return text === undefined || ruined.test(text) ? undefined : text
  }
}

/** Turns UTF-16 into UTF-8; what can't be turned becomes the replacement character, which `recordDecoder` refuses. */
export async function* utf16ToUtf8(blocks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding)
  for await (const block of blocks) yield Buffer.from(decoder.decode(block, { stream: true }), 'utf8')
  yield Buffer.from(decoder.decode(), 'utf8')
}

/** The replacement character, and what becomes of it when UTF-8 is taken for GBK. */
const ruined = /\uFFFD|锟斤拷/

const gb18030 = new TextDecoder('gb18030', { fatal: true })

const fromGb18030 = (bytes: Buffer): string | undefined => {
  if (isAscii(bytes)) return bytes.toString('latin1')
  if (isUtf8(bytes)) {
    const text = bytes.toString('utf8')
    if (!otherThanChinese.test(text)) return text
  }
  try {
    return gb18030.decode(bytes)
  } catch {
    return undefined
  }
}

/** GB18030 text is well-formed UTF-8 without any of these only by a very rare chance. */
const otherThanChinese = /[\u0080-\u2FFF\u3040-\u4DFF\uA000-\uFEFF\uFFF0-\uFFFF]/

const isGb18030 = (bytes: Buffer): boolean => {
  try {
    gb18030.decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Lines with other than ASCII. The last one may be cut within a character, so it votes only when it is alone. */
const linesOf = (head: Buffer): Buffer[] => {
  const lines: Buffer[] = []
  let start = 0
  for (let end = head.indexOf(10); end !== -1; end = head.indexOf(10, start)) {
    lines.push(head.subarray(start, end))
    start = end + 1
  }
  const telling = lines.filter((line) => !isAscii(line))
  const last = head.subarray(start)
  return telling.length > 0 || isAscii(last) ? telling : [isUtf8(last) ? last : withoutCutCharacter(last)]
}

const withoutCutCharacter = (line: Buffer): Buffer =>
  [0, 1, 2, 3].map((cut) => line.subarray(0, line.length - cut)).find((part) => isUtf8(part) || isGb18030(part)) ?? line
