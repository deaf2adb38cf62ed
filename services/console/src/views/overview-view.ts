import type { OverviewAnswer } from '@shouwang/console-api'
import { addDays, type Day, type RegionCode, regionPrefix } from '@shouwang/contracts'
import { readAreas, readReach, readRegionNames, readRootRegion, readShadow } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { ALL_REGIONS, type Person } from '../sign-in/access.ts'
import { feedStates } from './feed-states.ts'

const BELOW: Readonly<Record<number, number>> = { 0: 6, 2: 4, 4: 6, 6: 9, 9: 12, 12: 12 }

/** The first and the last day of a month; of the present one up to today. */
export const spanOf = (month: string | undefined, today: Day): { readonly from: Day; readonly to: Day } => {
  const from = `${month ?? today.slice(0, 7)}-01`
  const [year = 0, number = 0] = from.split('-').map(Number)
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`
  const last = addDays(next, -1)
  return { from, to: last < today ? last : today < from ? from : today }
}

/** How each area below a region stands, and how the month went. */
export const seeOverview = async (
  backend: Backend,
  asker: Person,
  about: { readonly region: RegionCode; readonly month: string | undefined },
): Promise<OverviewAnswer> => {
  const { sql } = backend
  const today = backend.today()
  const span = spanOf(about.month, today)
  const region = about.region === ALL_REGIONS ? ((await readRootRegion(sql)) ?? ALL_REGIONS) : about.region
  const within = region === ALL_REGIONS ? '' : regionPrefix(region)
  const asked = { within, digits: BELOW[within.length] ?? 12, ...span, today }
  const [areas, reach, shadow, feeds, indicators] = await Promise.all([
    readAreas(sql, asked),
    readReach(sql, asked),
    readShadow(sql, asked),
    feedStates(backend, asker),
    backend.reports.month({ region, ...span }).then(
      (month) => [...month.indicators],
      () => null,
    ),
  ])
  const names = await readRegionNames(sql, [region, ...areas.map(({ area }) => area)])
  const overdue = feeds.filter((feed) => feed.overdue)
  return {
    region,
    regionName: names.get(region) ?? region,
    ...span,
    areas: areas.map((row) => ({ ...row, givenFen: Number(row.givenFen), name: names.get(row.area) ?? row.area })),
    reach,
    shadow: {
      indicators: new Set(shadow.map(({ indicator }) => indicator)).size,
      households: shadow.reduce((sum, { households }) => sum + households, 0),
    },
    indicators,
    feeds: { total: feeds.length, overdue: overdue.length, names: overdue.map(({ name }) => name) },
  }
}
