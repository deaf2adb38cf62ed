import type { HardshipCause, HardshipRing, Level, RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** How many households of an area stand in a ring by a cause; `area` is null for those of no known region. */
export type RingRow = {
  readonly area: RegionCode | null
  readonly ring: HardshipRing
  readonly cause: HardshipCause
  readonly households: number
}

/** Households below a region, and those of no known region too where told. */
type Within = { readonly within: string; readonly regionless: boolean }

/** Every household of a region in its ring, counted by area of `digits` digits, ring and cause: the counts add up to all. */
export const readRings = (
  sql: Queryable,
  { within, regionless, digits }: Within & { readonly digits: number },
): Promise<RingRow[]> =>
  sql.query(
    `select rpad(left(region, $3), 12, '0') as area, ring, cause, count(*)::int as households
     from households where region like $1 || '%' or ($2 and region is null) group by 1, 2, 3 order by 1, 2, 3`,
    [within, regionless, digits],
  )

/** A place in the list by hardship: the household that stood last on a page. */
export type HardshipPlace = { readonly points: number; readonly household: string }

/** A household in the list by hardship. */
export type HardshipItem = HardshipPlace & {
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly level: Level
  readonly ring: HardshipRing
  readonly cause: HardshipCause
}

/** Households by hardship, the hardest first, after a place; of one ring or cause where told. */
export const readByHardship = (
  sql: Queryable,
  {
    within,
    regionless,
    ring,
    cause,
    after,
    limit,
  }: Within & {
    readonly ring: HardshipRing | null
    readonly cause: HardshipCause | null
    readonly after: HardshipPlace | null
    readonly limit: number
  },
): Promise<HardshipItem[]> =>
  sql.query(
    `select household, household_no as "householdNo", region, level, ring, cause, hardship::int as points
     from households
     where (region like $1 || '%' or ($2 and region is null))
       and ($3::text is null or ring = $3) and ($4::text is null or cause = $4)
       and ($5::int is null or hardship < $5 or (hardship = $5 and household > $6))
     order by hardship desc, household limit $7`,
    [within, regionless, ring, cause, after?.points ?? null, after?.household ?? null, limit],
  )
