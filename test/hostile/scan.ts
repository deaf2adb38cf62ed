import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encode } from 'iconv-lite'

/** Where a needle was found. */
export type Found = { readonly where: string; readonly needle: string }

/** Looks for all needles at once in bytes, however they were written. */
export type Scanner = (where: string, bytes: Buffer) => readonly Found[]

const prefixBytes = 6

/** Every way in which a text may stand in a file: six encodings, base64 wherever its three bytes begin. */
const spellings = (needle: string): readonly Buffer[] => {
  const utf8 = Buffer.from(needle)
  const hex = utf8.toString('hex')
  const shifted = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64')
    return text.slice(shift === 0 ? 0 : shift + 1, -4)
  })
  const utf16 = Buffer.from(needle, 'utf16le')
  return [
    utf8,
    utf16,
    Buffer.from(utf16).swap16(),
    encode(needle, 'gb18030'),
    ...[...shifted, hex, hex.toUpperCase()].map((text) => Buffer.from(text, 'latin1')),
  ]
}

/** A scanner for these needles: one walk over the bytes, whatever their number. */
export const scannerOf = (needles: Iterable<string>): Scanner => {
  const byPrefix = new Map<number, { readonly bytes: Buffer; readonly needle: string }[]>()
  const begins = new Uint8Array(2 ** 24)
  for (const needle of new Set(needles))
    for (const bytes of spellings(needle)) {
      if (bytes.length < prefixBytes) continue
      const prefix = bytes.readUIntBE(0, prefixBytes)
      byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), { bytes, needle }])
      begins[bytes.readUIntBE(0, 3)] = 1
    }
  return (where, bytes) => {
    const found: Found[] = []
    for (let at = 0; at + prefixBytes <= bytes.length; at += 1) {
      if (begins[((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)] !== 1) continue
      for (const { bytes: whole, needle } of byPrefix.get(bytes.readUIntBE(at, prefixBytes)) ?? [])
        if (whole.equals(bytes.subarray(at, at + whole.length))) found.push({ where, needle })
    }
    return found
  }
}

/** Scans every file of a folder. */
export const scanFolder = async (folder: string, scan: Scanner): Promise<readonly Found[]> => {
  const found: Found[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    found.push(...scan(path, await readFile(path)), ...scan(path, Buffer.from(entry.name)))
  }
  return found
}
