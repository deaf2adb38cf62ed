import type { Area } from './formula.ts'
import type { PolicyBook } from './policy-book.ts'

/** Where a household lives, as far as numbers may differ. */
export type Place = {
  /** The areas to ask, nearest first: a town where it has numbers of its own, county, city, province, nation. */
  readonly chain: readonly string[]
  readonly area: Area | null
}

/** The whole nation. */
export const NATION = '000000'

/** The place of a 12-digit region, or of an area's first six digits. Without a region it is the book's home region. */
export const placeOf = (book: PolicyBook, region: string | null): Place => {
  const asked = region ?? book.home
  const county = asked.slice(0, 6)
  const town = asked.slice(0, 9)
  const hasTown = town.length === 9 && book.areas.has(town)
  const chain = [...(hasTown ? [town] : []), ...areasAround(county)]
  return { chain: [...new Set(chain)], area: areaOf(asked) }
}

/** A county (or city, or province), and the areas that it lies in, nearest first. */
export const areasAround = (county: string): readonly string[] => [
  ...new Set([county, `${county.slice(0, 4)}00`, `${county.slice(0, 2)}0000`, NATION]),
]

/** Numbers of committees within a town, by the code of regions: 001–199 of residents (居委会), 200–399 of villagers (村委会). */
const areaOf = (region: string): Area | null => {
  const committee = Number(region.slice(9, 12))
  if (region.length < 12 || committee === 0 || committee >= 400) return null
  return committee < 200 ? 'urban' : 'rural'
}
