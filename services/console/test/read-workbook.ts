import { inflateRawSync } from 'node:zlib'

const CENTRAL = 0x02014b50

/** The parts of a workbook by name, as the XML that Excel reads. */
export const partsOf = (bytes: Buffer): ReadonlyMap<string, string> => {
  const parts = new Map<string, string>()
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0 && bytes.readUInt32LE(at) === CENTRAL; ) {
    const [packed, nameLength, extra, comment] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ]
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const data = bytes.subarray(start, start + packed)
    const text = bytes.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)
    parts.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), text.toString('utf8'))
    at += 46 + nameLength + extra + comment
  }
  return parts
}

/** Every text and number of a workbook, one after the other. */
export const textOf = (bytes: Buffer): string => [...partsOf(bytes).values()].join('\n')
