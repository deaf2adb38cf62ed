import { declaredIn } from '../heading.ts'
import type { Layouts } from '../table.ts'

/** The fields of one well-formed CSV record. A quote within an unquoted field is text. */
export const csvFields = (record: string, delimiter: string): string[] => {
  if (!record.includes('"')) return record.split(delimiter)
  const fields: string[] = []
  for (let at = 0; at <= record.length; ) {
    const quoted = record[at] === '"'
    const end = quoted ? closingQuote(record, at) + 1 : delimiterFrom(record, at, delimiter)
    fields.push(quoted ? record.slice(at + 1, end - 1).replaceAll('""', '"') : record.slice(at, end))
    at = end + 1
  }
  return fields
}

/**
 * The delimiter under which the lines name the most declared columns; where they name none, the one that splits them most
 * often and most evenly.
 */
export const delimiterOf = (lines: readonly string[], layouts?: Layouts): string => {
  if (layouts !== undefined) {
    const fits = delimiters.map((delimiter) => ({ delimiter, fit: declaredIn(split(lines, delimiter), layouts) }))
    const best = fits.reduce((best, next) => (next.fit > best.fit ? next : best))
    if (best.fit > 0) return best.delimiter
  }
  return mostFrequent(lines)
}

const delimiters = [',', '\t', ';', '|', '^']

const split = (lines: readonly string[], delimiter: string): readonly (readonly string[])[] =>
  lines.map((line) => csvFields(line.replace(/\r$/, ''), delimiter))

const mostFrequent = (lines: readonly string[]): string => {
  const scored = [',', '\t', ';'].map((delimiter) => {
    const times = new Map<number, number>()
    for (const line of lines) {
      const count = line.replaceAll(/"[^"]*"/g, '').split(delimiter).length - 1
      if (count > 0) times.set(count, (times.get(count) ?? 0) + 1)
    }
    return { delimiter, score: Math.max(0, ...[...times].map(([count, lines]) => count * lines)) }
  })
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

const delimiterFrom = (record: string, at: number, delimiter: string): number => {
  const end = record.indexOf(delimiter, at)
  return end === -1 ? record.length : end
}

const closingQuote = (record: string, open: number): number => {
  let at = record.indexOf('"', open + 1)
  while (at !== -1 && record[at + 1] === '"') at = record.indexOf('"', at + 2)
  return at === -1 ? record.length : at
}
