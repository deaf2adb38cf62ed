const headerBytes = 20
const textOid = 25

/**
 * A one-dimensional `text[]` in PostgreSQL's binary form. As text, PostgreSQL would have every quote in it escaped and
 * read back character by character, which costs more than writing the rows.
 */
export const binaryTextArray = (values: readonly (string | null)[]): Buffer => {
  const lengths = values.map((value) => (value === null ? -1 : Buffer.byteLength(value)))
  const size = lengths.reduce((sum, length) => sum + 4 + Math.max(0, length), headerBytes)
  const bytes = Buffer.allocUnsafe(size)
  bytes.writeInt32BE(1, 0)
  bytes.writeInt32BE(values.includes(null) ? 1 : 0, 4)
  bytes.writeInt32BE(textOid, 8)
  bytes.writeInt32BE(values.length, 12)
  bytes.writeInt32BE(1, 16)
  let at = headerBytes
  values.forEach((value, i) => {
    at = bytes.writeInt32BE(lengths[i] ?? -1, at)
    if (value !== null) at += bytes.write(value, at)
  })
  return bytes
}
