import type { Feed } from './feed.ts'
import { headerReadings, normalHeader, unitInTitles, withUnit } from './header.ts'

/**
 * The headers of a table with the unit that its title names, 单位：万元, written after each column of money that has none
 * of its own: so a row says by itself in what it counts.
 */
export const titledHeaders = (
  feeds: readonly Feed[],
  headers: readonly string[],
  titles: readonly string[],
): readonly string[] => {
  const unit = unitInTitles(titles)
  if (unit === undefined) return headers
  const money = new Set(
    feeds.flatMap(({ columns }) =>
      Object.values(columns).flatMap((column) => (column.kind === 'money' ? column.headers.map(normalHeader) : [])),
    ),
  )
  return headers.map((header) => {
    const reading = headerReadings(header).find(({ name }) => money.has(name))
    return reading !== undefined && reading.unit === undefined ? withUnit(header, unit) : header
  })
}
