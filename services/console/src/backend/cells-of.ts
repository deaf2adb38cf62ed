import { losslessJson } from '@shouwang/intake'

/**
 * The cells of a row or message set aside, parts of a message as JSON; null where the bytes were no row. A number whose
 * last digits are not what was typed stays one that readers refuse.
 */
export const cellsOf = (text: string): Record<string, string> | null => {
  try {
    const cells = losslessJson(text) as Record<string, unknown>
    return Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, cellOf(value)]))
  } catch {
    return null
  }
}

const cellOf = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  return typeof value === 'number' && Math.abs(value) >= roundedFrom ? value.toExponential() : String(value ?? '')
}

/** Sixteen digits: what was exact is text by now. */
const roundedFrom = 1e15
