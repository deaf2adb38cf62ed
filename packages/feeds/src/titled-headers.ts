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

/**
 * The column of money of which a line under the records says that it counts in another unit than it was read in: 注：金额单位为万元.
 * Undefined where the line names no unit, or the columns name theirs.
 */
export const countedOtherwise = (feed: Feed, headers: readonly string[], line: string): string | undefined => {
  const unit = unitInTitles([line])
  if (unit === undefined) return undefined
  const money = Object.values(feed.columns).filter((column) => column.kind === 'money')
  return headers.find((header) =>
    headerReadings(header).some(
      (reading) =>
        reading.unit === undefined &&
        money.some((column) => column.unit !== unit && column.headers.map(normalHeader).includes(reading.name)),
    ),
  )
}
