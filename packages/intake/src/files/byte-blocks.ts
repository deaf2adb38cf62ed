/** The first bytes of a stream, and the whole stream from its beginning in blocks that no longer depend on its chunks. */
export type ByteBlocks = { readonly head: Buffer; readonly blocks: AsyncIterable<Buffer> }

/** Bytes that decide on format, encoding and delimiter. */
const headBytes = 64 * 1024

/** Reads the head of a stream. Leaving `blocks` early closes the source. */
export const byteBlocks = async (bytes: AsyncIterable<Uint8Array>): Promise<ByteBlocks> => {
  const blocks = evenly(bytes)[Symbol.asyncIterator]()
  const first = await blocks.next()
  const head: Buffer = first.done === true ? Buffer.alloc(0) : first.value
  return { head, blocks: from(head, blocks) }
}

async function* from(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

async function* evenly(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of bytes) {
    held.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    size += chunk.byteLength
    if (size < headBytes) continue
    const joined = held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held, size)
    const even = size - (size % headBytes)
    for (let at = 0; at < even; at += headBytes) yield joined.subarray(at, at + headBytes)
    held = [joined.subarray(even)]
    size -= even
  }
  if (size > 0) yield Buffer.concat(held, size)
}
