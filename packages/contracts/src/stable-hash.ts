const parameters = {
  32: { offset: 0x811c9dc5n, prime: 0x01000193n },
  64: { offset: 0xcbf29ce484222325n, prime: 0x100000001b3n },
} as const

/**
 * FNV-1a over UTF-16 units: the same number for the same text in every process and version, since ids already written
 * were made with it. It hides nothing: names of persons go through the pseudonymiser.
 */
export const stableHash = (text: string, bits: keyof typeof parameters): bigint => {
  const { offset, prime } = parameters[bits]
  let hash: bigint = offset
  for (let i = 0; i < text.length; i++) hash = BigInt.asUintN(bits, (hash ^ BigInt(text.charCodeAt(i))) * prime)
  return hash
}
