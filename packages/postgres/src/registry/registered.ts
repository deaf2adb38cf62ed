import type { Day, HardshipCause, HardshipRing, PersonId, RegionCode } from '@shouwang/contracts'
import type { Condition } from '@shouwang/exchange'
import type { Queryable } from '../engine/sql.ts'
import { bound, conditionText } from './condition-text.ts'

/** A household as the registry holds it. */
export type Registered = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode
  readonly day: Day
  readonly hardship: number
  readonly ring: HardshipRing
  readonly cause: HardshipCause
  readonly traits: readonly string[]
  readonly members: readonly PersonId[]
}

const columns = `h.household, h.household_no as "householdNo", h.region, h.day, h.hardship::int as hardship, h.ring, h.cause, h.traits,
  h.assessment`

const registeredIn = ({ assessment, ...row }: Omit<Registered, 'members'> & { assessment: string }): Registered => ({
  ...row,
  members: (JSON.parse(assessment) as { members: PersonId[] }).members,
})

/** A page of the households of these regions that a condition means, and how many there are in all. */
export const findRegistered = async (
  sql: Queryable,
  asked: {
    readonly condition: Condition
    readonly within: string
    readonly byHardship: 'asc' | 'desc' | null
    readonly limit: number
    readonly offset: number
  },
): Promise<{ readonly total: number; readonly rows: readonly Registered[] }> => {
  const to = bound()
  const where = `h.region like ${to.bind(`${asked.within}%`)} and ${conditionText(asked.condition, to)}`
  const [count] = await sql.query<{ total: number }>(
    `select count(*)::int as total from households h where ${where}`,
    to.values,
  )
  const order = asked.byHardship === null ? 'h.household' : `h.hardship ${asked.byHardship}, h.household`
  const rows = await sql.query<Omit<Registered, 'members'> & { assessment: string }>(
    `select ${columns} from households h where ${where} order by ${order} limit ${asked.limit} offset ${asked.offset}`,
    to.values,
  )
  return { total: count?.total ?? 0, rows: rows.map(registeredIn) }
}

/** These households as the registry holds them now; one that is no more is left out. */
export const readRegistered = async (
  sql: Queryable,
  households: readonly string[],
): Promise<ReadonlyMap<string, Registered>> => {
  const rows = await sql.query<Omit<Registered, 'members'> & { assessment: string }>(
    `select ${columns} from households h where h.household = any($1) and h.region is not null`,
    [households],
  )
  return new Map(rows.map(registeredIn).map((row) => [row.household, row]))
}
