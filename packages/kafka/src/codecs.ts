import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import kafkajs from 'kafkajs'
import { compressFrame, decompressFrame } from 'lz4-napi'
import { compress as snappyCompress, uncompress as snappyUncompress } from 'snappy'

/** A batch unpacks to no more: brokers take a few megabytes, and what was packed to expand without end is refused. */
const mostBytes = 256 * 1024 * 1024

/** How the blocks of Java's snappy begin: its name, a version and the oldest version that reads it. */
const framed = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00])
const frameHeaderBytes = 16

const zstd = { compress: promisify(zstdCompress), decompress: promisify(zstdDecompress) }

/**
 * Lets kafkajs read what departments compressed by snappy, LZ4 and zstd. Topics that are created here are unpacked by the
 * broker; one that a department made by hand is not, and a batch that cannot be read would stop every other topic.
 */
export const registerCodecs = (): void => {
  const { CompressionCodecs: codecs, CompressionTypes: types } = kafkajs
  codecs[types.Snappy] = () => ({
    compress: ({ buffer }: { readonly buffer: Buffer }) => snappyCompress(buffer),
    decompress: unsnapped,
  })
  codecs[types.LZ4] = () => ({
    compress: ({ buffer }: { readonly buffer: Buffer }) => compressFrame(buffer),
    decompress: (buffer: Buffer) => decompressFrame(buffer),
  })
  codecs[types.ZSTD] = () => ({
    compress: ({ buffer }: { readonly buffer: Buffer }) => zstd.compress(buffer),
    decompress: (buffer: Buffer) => zstd.decompress(buffer, { maxOutputLength: mostBytes }),
  })
}

/** Java's clients cut a batch into blocks, others write it as one. */
const unsnapped = async (buffer: Buffer): Promise<Buffer> => {
  if (!buffer.subarray(0, framed.length).equals(framed)) return unsnappedBlock(buffer)
  const blocks: Buffer[] = []
  for (let at = frameHeaderBytes; at < buffer.length; ) {
    const end = at + 4 + buffer.readUInt32BE(at)
    blocks.push(await unsnappedBlock(buffer.subarray(at + 4, end)))
    at = end
  }
  return Buffer.concat(blocks)
}

const unsnappedBlock = async (block: Buffer): Promise<Buffer> => {
  if (unpackedLength(block) > mostBytes)
    throw new RangeError(`a block of snappy unpacks to more than ${mostBytes} bytes`)
  return (await snappyUncompress(block, { asBuffer: true })) as Buffer
}

/** The length that a block states of itself, seven bits a byte. */
const unpackedLength = (block: Buffer): number => {
  let [length, factor] = [0, 1]
  for (const byte of block.subarray(0, 5)) {
    length += (byte & 0x7f) * factor
    if (byte < 0x80) break
    factor *= 128
  }
  return length
}
