import { codeText, withoutDecimals } from './cell-text.ts'
import type { Feed } from './feed.ts'
import { findCells } from './row-cells.ts'

const codesOf = (spellings: readonly string[]): readonly string[] => spellings.filter((code) => /^\d+$/.test(code))

/** The codes of one digit that mean something else with a nought before them. */
const ambiguous = (codes: Readonly<Record<string, readonly string[]>>): ReadonlySet<string> => {
  const meaning = new Map(
    Object.entries(codes).flatMap(([name, spellings]) => codesOf(spellings).map((code) => [code, name] as const)),
  )
  return new Set(
    [...meaning].flatMap(([code, name]) => {
      const filled = meaning.get(`0${code}`)
      return code.length === 1 && filled !== undefined && filled !== name ? [code] : []
    }),
  )
}

/**
 * The header of a column whose codes of two digits have lost their noughts, as a spreadsheet takes them: the 01 of a head of
 * household has become the 1 of a spouse. Such rows have codes of one digit beside codes of two, and none that begins with a
 * nought; a list of one-digit codes has none of two. Undefined where no column is so.
 */
export const lostNoughts = (
  feed: Feed,
): ((rows: readonly Readonly<Record<string, unknown>>[]) => string | undefined) => {
  const columns = Object.values(feed.columns).flatMap((column) => {
    const digits = column.kind === 'code' ? ambiguous(feed.tables[column.table]?.codes ?? {}) : new Set<string>()
    return digits.size === 0 ? [] : [{ headers: column.headers, digits }]
  })
  if (columns.length === 0) return () => undefined
  const find = findCells(columns.map(({ headers }) => headers))
  return (rows) => {
    const seen = columns.map(() => ({ header: '', short: false, long: false, filled: false }))
    for (const row of rows) {
      const cells = find(row as Record<string, unknown>)
      for (const [at, { digits }] of columns.entries()) {
        const [state, text] = [seen[at], codeText(cells?.texts[at] ?? '')]
        if (state === undefined || text === '') continue
        const code = withoutDecimals(text) ?? text
        state.header = cells?.headers[at] ?? state.header
        state.short ||= digits.has(code)
        state.long ||= /^[1-9]\d$/.test(code)
        state.filled ||= /^0\d$/.test(code)
      }
    }
    return seen.find(({ short, long, filled }) => short && long && !filled)?.header
  }
}
