import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { FileProblem } from '../file-problem.ts'

/**
 * The parts of a workbook, unpacked as they are read and never beyond the limits. Names are compared as the format does:
 * without regard to case, and a backslash is a slash.
 */
export type Archive = {
  readonly has: (part: string) => boolean
  readonly parts: readonly string[]
  /** The text of a part, in pieces. */
  readonly read: (part: string) => AsyncGenerator<string>
}

export type ArchiveLimits = {
  readonly entries: number
  readonly packedBytes: number
  readonly unpackedBytes: number
  /** Unpacked size over packed size; small parts may pack better. */
  readonly ratio: number
  readonly ratioFromBytes: number
}

/** What a real register of a city stays well below. */
export const archiveLimits: ArchiveLimits = {
  entries: 2000,
  packedBytes: 128 * 1024 * 1024,
  unpackedBytes: 1024 * 1024 * 1024,
  ratio: 200,
  ratioFromBytes: 8 * 1024 * 1024,
}

/** Opens a ZIP file held in memory. Sizes are checked as declared, and again while unpacking. */
export const openArchive = async (bytes: Buffer, fileName: string, limits: ArchiveLimits): Promise<Archive> => {
  const zip = await damagedUnlessRead(fileName, () => fromBufferPromise(bytes, { lazyEntries: true, autoClose: false }))
  if (zip.entryCount > limits.entries) {
    throw new FileProblem('too-large', fileName, `${zip.entryCount} 个条目 / entries`)
  }
  const entries = new Map<string, Entry>()
  let declared = 0
  await damagedUnlessRead(fileName, async () => {
    for await (const entry of zip.eachEntry()) {
      entries.set(partKey(entry.fileName), entry)
      declared += entry.uncompressedSize
    }
  })
  const parts = [...entries.values()]
  if (parts.some((entry) => entry.isEncrypted())) throw new FileProblem('encrypted', fileName)
  if (declared > limits.unpackedBytes || parts.some((entry) => isBeyond(entry.uncompressedSize, entry, limits))) {
    throw new FileProblem('too-large', fileName, `${Math.round(declared / 1024 / 1024)} MB`)
  }
  return {
    has: (part) => entries.has(partKey(part)),
    parts: [...entries.keys()],
    read: (part) => readEntry(zip, entries.get(partKey(part)), fileName, limits),
  }
}

const partKey = (part: string): string => part.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()

async function* readEntry(
  zip: ZipFile,
  entry: Entry | undefined,
  fileName: string,
  limits: ArchiveLimits,
): AsyncGenerator<string> {
  if (entry === undefined) throw new FileProblem('damaged', fileName)
  const stream: Readable = await damagedUnlessRead(fileName, () => zip.openReadStreamPromise(entry))
  const decoder = new TextDecoder()
  let unpacked = 0
  const pieces = stream[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next: IteratorResult<Buffer> = await damagedUnlessRead(fileName, () => pieces.next())
      if (next.done === true) break
      unpacked += next.value.length
      if (unpacked > limits.unpackedBytes || isBeyond(unpacked, entry, limits)) {
        throw new FileProblem('too-large', fileName, entry.fileName)
      }
      yield decoder.decode(next.value, { stream: true })
    }
  } finally {
    stream.destroy()
  }
}

const isBeyond = (unpacked: number, entry: Entry, limits: ArchiveLimits): boolean =>
  unpacked > limits.ratioFromBytes && unpacked > entry.compressedSize * limits.ratio

const damagedUnlessRead = async <T>(fileName: string, read: () => Promise<T>): Promise<T> => {
  try {
    return await read()
  } catch (error) {
    throw new FileProblem('damaged', fileName, undefined, error)
  }
}
