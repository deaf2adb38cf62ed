import { crc32, deflateRawSync } from 'node:zlib'

/** A part of a ZIP file under test; `declaredBytes` lies about its unpacked size, `encrypted` sets the flag. */
export type ZipPart = {
  readonly name: string
  readonly content: string | Buffer
  readonly declaredBytes?: number
  readonly encrypted?: boolean
}

/** Writes a ZIP file byte by byte, so that a test can make one that lies. */
export const zip = (parts: readonly ZipPart[]): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const content = Buffer.from(part.content as string)
    const packed = deflateRawSync(content)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(part.encrypted === true ? 1 : 0, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(part.declaredBytes ?? content.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(part.name), 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const name = Buffer.from(part.name)
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), fields, place, name)
    const body = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, name, packed])
    bodies.push(body)
    offset += body.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, listed, end])
}
