/**
 * Parses JSON and keeps what numbers were written as: one that JavaScript would write otherwise stays the text that was
 * sent, so that 350202610050000123, 2026.10 and 3.5E11 mean the same as in a CSV file. A whole number of sixteen digits
 * and more stays a number only where a program that counts in doubles would have written it like that: readers refuse it
 * as rounded. Throws a SyntaxError as JSON.parse does.
 */
export const losslessJson = (text: string): unknown =>
  mayLose.test(text) ? JSON.parse(text, asWritten) : JSON.parse(text)

/** A number that may not come back as it was written. Looking first is cheaper than a reviver, and most texts have none. */
const mayLose = /[:[,]\s*-?(?:\d{16}|\d+\.\d*0[\s,}\]]|\d+\.\d{15}|\d[\d.]*[eE])/

const asWritten = (_key: string, value: unknown, context?: { readonly source?: string }): unknown => {
  const source = context?.source
  if (typeof value !== 'number' || source === undefined) return value
  if (String(value) !== source) return source
  return Number.isSafeInteger(value) && Math.abs(value) >= sixteenDigits ? source : value
}

const sixteenDigits = 1e15
