import type { FileHardship, HardshipListAnswer, RingsAnswer } from '@shouwang/console-api'
import { type HardshipCause, type HardshipRing, type RegionCode, regionPrefix } from '@shouwang/contracts'
import { type HardshipPlace, type HouseholdRow, readByHardship, readRegionNames, readRings } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { ALL_REGIONS, type Person, seesDetails } from '../sign-in/access.ts'
import { areasBelow, NO_REGION, withRegionless } from './areas-below.ts'
import { seePeople, withNames } from './people-view.ts'

/** Every household of a region in its ring, by area and cause. */
export const seeRings = async ({ sql }: Backend, asker: Person, asked: RegionCode): Promise<RingsAnswer> => {
  const { region, ...below } = await areasBelow(sql, asker, asked)
  const rows = await readRings(sql, below)
  const names = await readRegionNames(sql, [region, ...rows.flatMap(({ area }) => area ?? [])])
  const areas = [...Map.groupBy(rows, ({ area }) => area)].map(([area, counted]) => ({
    area,
    name: area === null ? NO_REGION : (names.get(area) ?? area),
    households: counted.reduce((sum, { households }) => sum + households, 0),
    counts: counted.map(({ ring, cause, households }) => ({ ring, cause, households })),
  }))
  const households = areas.reduce((sum, area) => sum + area.households, 0)
  return { region, regionName: names.get(region) ?? region, households, areas }
}

/** What is asked of the list by hardship. */
type ListAsked = {
  readonly region: RegionCode
  readonly ring?: HardshipRing | undefined
  readonly cause?: HardshipCause | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Households by hardship, and whom the answer names. */
export const seeByHardship = async (
  { sql }: Backend,
  asker: Person,
  { region, ring, cause, after, limit }: ListAsked,
): Promise<{ readonly answer: HardshipListAnswer; readonly households: readonly string[] }> => {
  const within = region === ALL_REGIONS ? '' : regionPrefix(region)
  const asked = { within, regionless: withRegionless(asker, within), ring: ring ?? null, cause: cause ?? null }
  const rows = await readByHardship(sql, { ...asked, after: placeOf(after), limit: limit + 1 })
  const page = rows.slice(0, limit)
  const names = await readRegionNames(sql, [...new Set(page.flatMap((row) => row.region ?? []))])
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    answer: {
      households: page.map((row) => ({
        householdNo: row.householdNo,
        regionName: row.region === null ? NO_REGION : (names.get(row.region) ?? row.region),
        points: row.points,
        ring: row.ring,
        cause: row.cause,
        level: row.level,
      })),
      next: last === undefined ? null : `${last.points}:${last.household}`,
    },
    households: page.map(({ household }) => household),
  }
}

const placeOf = (after: string | undefined): HardshipPlace | null => {
  if (after === undefined) return null
  const colon = after.indexOf(':')
  return { points: Number(after.slice(0, colon)), household: after.slice(colon + 1) }
}

/** The hardship of one household now, in the words that a role may read. */
export const seeHardship = async (backend: Backend, asker: Person, row: HouseholdRow): Promise<FileHardship> => {
  const today = backend.today()
  const { points, ring, cause, parts } = await backend.householdHardship(row.household, row.region, today)
  const written = parts.map(({ says, ...part }) => ({ ...part, words: seesDetails(asker.role) ? says() : null }))
  const texts = written.flatMap(({ words }) => words ?? [])
  const { nameOf } = await seePeople(backend, row.assessment.members, today, texts)
  return {
    ...{ points, ring, cause },
    parts: written.map((part) => ({ ...part, words: part.words === null ? null : withNames(part.words, nameOf) })),
  }
}
