import { gravest } from '@shouwang/casework'
import type { StockAnswer } from '@shouwang/console-api'
import type { RegionCode } from '@shouwang/contracts'
import { countStock, readRegionNames, readStock, type StockPlace } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import type { Person } from '../sign-in/access.ts'
import { areasBelow, NO_REGION } from './areas-below.ts'
import { indicatorIdFor, indicatorNameFor } from './field-access.ts'
import { indicatorName } from './lead-view.ts'

/** A page of the stock list (存量摸排清单) of a region, and whom it tells of. */
export const seeStock = async (
  backend: Backend,
  asker: Person,
  asked: { readonly region: RegionCode; readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly answer: Omit<StockAnswer, 'survey'>; readonly households: readonly string[] }> => {
  const { sql } = backend
  const { region, within, regionless } = await areasBelow(sql, asker, asked.region)
  const total = await countStock(sql, { within, regionless })
  const rows = await readStock(sql, { within, regionless, after: placeOf(asked.after), limit: asked.limit + 1 })
  const page = rows.slice(0, asked.limit)
  const names = await readRegionNames(sql, [...new Set([region, ...page.flatMap((row) => row.region ?? [])])])
  const last = rows.length > asked.limit ? page.at(-1) : undefined
  const reason = (id: string) => ({
    indicator: indicatorIdFor(asker.role, id),
    indicatorName: indicatorNameFor(asker.role, indicatorName(backend, id), id),
  })
  return {
    answer: {
      ...{ region, regionName: names.get(region) ?? region, total },
      households: page.map(({ householdNo, region: at, since, by, place, leads }) => ({
        ...{ householdNo, since, by },
        regionName: at === null ? NO_REGION : (names.get(at) ?? at),
        level: gravest(leads.map(({ level }) => level)),
        place: Math.round(place * 10) / 10,
        reasons: [...new Set(leads.map(({ indicator }) => indicator))].map(reason),
      })),
      next: last === undefined ? null : `${last.place}:${last.since}:${last.household}`,
    },
    households: page.map(({ household }) => household),
  }
}

const placeOf = (after: string | undefined): StockPlace | null => {
  if (after === undefined) return null
  const [place = '', since = '', ...household] = after.split(':')
  return { place: Number(place), since, household: household.join(':') }
}
