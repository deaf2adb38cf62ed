import type { Level, PersonId, RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** What a household is looked for by; what is null or undefined finds nothing. */
export type HouseholdSearch = {
  readonly person: PersonId | null
  readonly nameKey: string | null
  readonly phoneKey: string | null
  /** The beginning of a household number. */
  readonly householdNo: string | null
  readonly within: string
  readonly withoutRegion: boolean
  readonly limit: number
}

/** A household that a search found, with the person of it that was meant. */
export type FoundHousehold = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly level: Level
  readonly head: PersonId | null
  readonly person: PersonId | null
}

/** Households of these regions by a person, a name, a telephone or the beginning of their number. */
export const searchHouseholds = async (sql: Queryable, search: HouseholdSearch): Promise<FoundHousehold[]> => {
  const { person, nameKey, phoneKey, householdNo, within, withoutRegion, limit } = search
  const rows = await sql.query<Omit<FoundHousehold, 'head'> & { assessment: string }>(
    `with meant as (
       select person from vault where kind = 'identity' and name_key = $2::text
       union select person from vault where kind = 'contact' and phone_key = $3::text
       union select $1::text where $1::text is not null
     ), homes as (
       select p.household, min(p.person) as person from persons p join meant m on m.person = p.person group by p.household
       union all select household, null::text from households where $4::text is not null and starts_with(household_no, $4::text)
     )
     select h.household, h.household_no as "householdNo", h.region, h.level, h.assessment, max(f.person) as person
     from households h join homes f on f.household = h.household
     where h.region like $5::text || '%' or (h.region is null and $6::boolean)
     group by h.household order by h.household_no limit ${limit}`,
    [person, nameKey, phoneKey, householdNo, within, withoutRegion],
  )
  return rows.map(({ assessment, ...row }) => ({
    ...row,
    head: (JSON.parse(assessment) as { members: PersonId[] }).members[0] ?? null,
  }))
}
