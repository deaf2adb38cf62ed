/** What a JSON text would become: how many elements its outermost array has, and how deeply its parts lie in each other. */
export type JsonOutline = { readonly elements: number; readonly depth: number }

/**
 * Looks over a JSON text before it is parsed: a body of megabytes may hold millions of empty objects, or brackets without
 * end. Counts no further than `mostElements`. A text that is no JSON has an outline too; the parser says what is wrong.
 */
export const jsonOutline = (text: string, mostElements: number): JsonOutline => {
  let [elements, depth, deepest] = [1, 0, 0]
  for (let at = 0; at < text.length && elements <= mostElements; at += 1) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = closingQuote(text, at)
        break
      case openBracket:
      case openBrace:
        depth += 1
        if (depth > deepest) deepest = depth
        break
      case closeBracket:
      case closeBrace:
        depth -= 1
        break
      case comma:
        if (depth === 1) elements += 1
    }
  }
  return { elements: text.trimStart().startsWith('[') ? elements : 1, depth: deepest }
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d]

const closingQuote = (text: string, open: number): number => {
  for (let at = open + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === backslash) at += 1
    else if (code === quote) return at
  }
  return text.length
}
