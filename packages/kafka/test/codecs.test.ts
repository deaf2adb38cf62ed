import kafkajs from 'kafkajs'
import { compressSync } from 'snappy'
import { expect, test } from 'vitest'
import { registerCodecs } from '../src/codecs.ts'

registerCodecs()

type Codec = {
  readonly compress: (packed: { readonly buffer: Buffer }) => Promise<Buffer>
  readonly decompress: (buffer: Buffer) => Promise<Buffer>
}
const { CompressionCodecs: codecs, CompressionTypes: types } = kafkajs
const codecOf = (name: 'Snappy' | 'LZ4' | 'ZSTD'): Codec => codecs[types[name]]() as Codec

const rows = Buffer.from(JSON.stringify({ 姓名: '某人', 金额: '1200' }).repeat(5_000))

test.each(['Snappy', 'LZ4', 'ZSTD'] as const)('%s gives back what was packed', async (name) => {
  const { compress, decompress } = codecOf(name)
  const packed = await compress({ buffer: rows })
  expect(packed.length).toBeLessThan(rows.length / 2)
  expect((await decompress(packed)).equals(rows)).toBe(true)
})

test('the blocks that a Java client cuts its snappy into are put together', async () => {
  const head = Buffer.concat([Buffer.from([0x82]), Buffer.from('SNAPPY\0'), Buffer.from([0, 0, 0, 1, 0, 0, 0, 1])])
  const blocks = [rows.subarray(0, 32_768), rows.subarray(32_768)].map((block) => {
    const packed = compressSync(block)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(packed.length)
    return Buffer.concat([length, packed])
  })
  expect((await codecOf('Snappy').decompress(Buffer.concat([head, ...blocks]))).equals(rows)).toBe(true)
})

test('a block that says it unpacks to gigabytes is refused before it is unpacked', async () => {
  const claim = Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0])
  await expect(codecOf('Snappy').decompress(claim)).rejects.toThrow('unpacks to more')
})
