import { type RegionCode, regionPrefix } from '@shouwang/contracts'
import { type Queryable, readRootRegion } from '@shouwang/postgres'
import { ALL_REGIONS, type Person, regionsOf, seesRegionless } from '../sign-in/access.ts'

/** By so many digits areas are counted: districts, towns within one, villages within a town. */
const DIGITS = [6, 9, 12] as const
/** What the row of households of no known region is called. */
export const NO_REGION = '辖区未知'

/** What a report by area counts: the region that is meant, its digits, how many digits its areas have, and whether those of no region count. */
export const areasBelow = async (
  sql: Queryable,
  asker: Person,
  asked: RegionCode,
): Promise<{
  readonly region: RegionCode
  readonly within: string
  readonly digits: number
  readonly regionless: boolean
}> => {
  const region = asked === ALL_REGIONS ? ((await readRootRegion(sql)) ?? ALL_REGIONS) : asked
  const within = asked === ALL_REGIONS ? '' : regionPrefix(asked)
  const digits = DIGITS.find((each) => each > within.length) ?? 12
  return { region, within, digits, regionless: withRegionless(asker, within) }
}

/** Households of no known region count where somebody looks at all that is his and sees them. */
export const withRegionless = (asker: Person, within: string): boolean =>
  seesRegionless(asker) && within === regionsOf(asker)
