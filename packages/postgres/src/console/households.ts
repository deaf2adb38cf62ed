import type { Assessment, Day, HardshipRing, PersonId, RegionCode } from '@shouwang/contracts'
import type { FactBook } from '@shouwang/household'
import type { Queryable } from '../engine/sql.ts'
import { decodeFactBook } from '../scoring/fact-codec.ts'

/** A household as the last judgement left it. */
export type HouseholdRow = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly assessment: Assessment
  readonly ring: HardshipRing
}

/** The last assessment of each of these households. */
export const readHouseholds = async (
  sql: Queryable,
  households: readonly string[],
): Promise<ReadonlyMap<string, HouseholdRow>> => {
  const rows = await householdRows(sql, 'household = any($1)', [households])
  return new Map(rows.map((row) => [row.household, row]))
}

/** The households that carry this number; more than one only where two rolls use it. */
export const readHouseholdsByNo = (sql: Queryable, householdNo: string): Promise<HouseholdRow[]> =>
  householdRows(sql, 'household_no = $1 or household = $1 order by day desc', [householdNo])

/** The household a person belongs to, as the last judgement left it. */
export const readHouseholdOf = async (sql: Queryable, person: PersonId): Promise<HouseholdRow | undefined> =>
  (await householdRows(sql, 'household = (select household from persons where person = $1)', [person]))[0]

/** The fact books of these persons. */
export const readFactBooks = async (
  sql: Queryable,
  persons: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, FactBook>> =>
  new Map(
    (
      await sql.query<{ person: PersonId; facts: string }>('select person, facts from persons where person = any($1)', [
        persons,
      ])
    ).map((row) => [row.person, decodeFactBook(row.facts)]),
  )

/** A judgement that found nothing new keeps the text of the assessment and writes only its day, so the day of the row counts. */
const householdRows = async (sql: Queryable, where: string, values: readonly unknown[]): Promise<HouseholdRow[]> =>
  (
    await sql.query<Omit<HouseholdRow, 'assessment'> & { day: Day; assessment: string }>(
      `select household, household_no as "householdNo", region, day, assessment, ring from households where ${where}`,
      values,
    )
  ).map(({ day, ...row }) => ({ ...row, assessment: { ...(JSON.parse(row.assessment) as Assessment), day } }))
