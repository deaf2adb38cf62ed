/** Encodes text as GB18030, which Node can only read: the two-byte characters are found by decoding them all once. */
export const encodeGb18030 = (text: string): Buffer => {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.charCodeAt(0)
    const pair = code < 0x80 ? code : twoBytes().get(character)
    if (pair === undefined)
      throw new RangeError(`"${character}" has no two-byte form in GB18030; write the file in UTF-8`)
    if (pair > 0xff) bytes.push(pair >> 8)
    bytes.push(pair & 0xff)
  }
  return Buffer.from(bytes)
}

let known: ReadonlyMap<string, number> | undefined

const twoBytes = (): ReadonlyMap<string, number> => {
  if (known !== undefined) return known
  const decoder = new TextDecoder('gb18030')
  const found = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail))
      if ([...text].length === 1 && text !== '\uFFFD') found.set(text, (lead << 8) | trail)
    }
  }
  known = found
  return found
}
