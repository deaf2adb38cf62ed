/** A message of a client as its bytes, with the statement that it asks to run, if it does. */
export type Said = { readonly bytes: Buffer; readonly statement: string | undefined }

const headBytes = 5

/**
 * Reads what a client of PostgreSQL says on one connection, message by message; what is not whole yet waits. A statement that
 * was prepared is known by its text.
 */
export const statementReader = (): ((chunk: Buffer) => readonly Said[]) => {
  const prepared = new Map<string, string>()
  let waiting: Buffer = Buffer.alloc(0)
  let started = false
  return (chunk) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
    const said: Said[] = []
    for (;;) {
      // The first message has no type before its length.
      const type = started ? 1 : 0
      if (waiting.length < type + 4) return said
      const size = type + waiting.readInt32BE(type)
      if (waiting.length < size) return said
      const bytes = waiting.subarray(0, size)
      waiting = waiting.subarray(size)
      said.push({ bytes, statement: started ? statementIn(bytes, prepared) : undefined })
      started = true
    }
  }
}

const statementIn = (bytes: Buffer, prepared: Map<string, string>): string | undefined => {
  switch (String.fromCharCode(bytes[0] ?? 0)) {
    case 'Q':
      return textAt(bytes, headBytes)
    case 'P': {
      const name = textAt(bytes, headBytes)
      prepared.set(name, textAt(bytes, headBytes + Buffer.byteLength(name) + 1))
      return undefined
    }
    case 'B': {
      const portal = textAt(bytes, headBytes)
      return prepared.get(textAt(bytes, headBytes + Buffer.byteLength(portal) + 1))
    }
    default:
      return undefined
  }
}

const textAt = (bytes: Buffer, from: number): string => bytes.toString('utf8', from, bytes.indexOf(0, from))
