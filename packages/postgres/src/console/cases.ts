import { type Case, caseFrom } from '@shouwang/casework'
import {
  CaseEvent,
  type CaseMatter,
  type Day,
  type Department,
  type RegionCode,
  regionPrefix,
} from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** Which cases a page asks for. `within` is the leading digits of the regions the asker may see; empty sees all. */
export type CaseFilter = {
  readonly within: string
  /** True for roles that also see households whose region nobody stated. */
  readonly withoutRegion: boolean
  readonly status: readonly Case['status'][]
  readonly matter?: CaseMatter | undefined
  readonly department?: Department | undefined
  readonly owner?: string | undefined
  readonly region?: RegionCode | undefined
  readonly dueBefore?: Day | undefined
  readonly householdNo?: string | undefined
}

/** One page of cases, the soonest due first. */
export const readCases = async (
  sql: Queryable,
  filter: CaseFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly Case[]> => {
  const { where, values } = conditions(filter)
  const rows = await sql.query<{ state: string }>(
    `select state from cases where ${where} order by due_on, grade, case_id limit ${page.limit} offset ${page.offset}`,
    values,
  )
  return rows.map(({ state }) => caseFrom(JSON.parse(state)))
}

/** How many cases a filter finds, and how many of them that are under way are late. */
export const countCases = async (
  sql: Queryable,
  filter: CaseFilter,
  today: Day,
): Promise<{ readonly total: number; readonly overdue: number }> => {
  const { where, values } = conditions(filter)
  const [row] = await sql.query<{ total: number; overdue: number }>(
    `select count(*)::int as total, (count(*) filter (where status = 'open' and due_on < $${values.length + 1}))::int as overdue
     from cases where ${where}`,
    [...values, today],
  )
  return row ?? { total: 0, overdue: 0 }
}

/** Every case of a household, the newest first. */
export const readCasesOfHousehold = async (sql: Queryable, household: string): Promise<readonly Case[]> => {
  const rows = await sql.query<{ state: string }>(
    'select state from cases where household = $1 order by opened_on desc, case_id desc',
    [household],
  )
  return rows.map(({ state }) => JSON.parse(state) as Case)
}

/** The history of a case, in order. */
export const readCaseHistory = async (sql: Queryable, caseId: string): Promise<readonly CaseEvent[]> => {
  const rows = await sql.query<{ event: string }>('select event from case_events where case_id = $1 order by seq', [
    caseId,
  ])
  return rows.map(({ event }) => CaseEvent.parse(JSON.parse(event)))
}

const conditions = (filter: CaseFilter): { where: string; values: unknown[] } => {
  const values: unknown[] = []
  const bind = (value: unknown): string => `$${values.push(value)}`
  const under = (prefix: string): string => `region like ${bind(`${prefix}%`)}`
  const parts = [
    filter.withoutRegion ? `(${under(filter.within)} or region is null)` : under(filter.within),
    `status = any(${bind(filter.status)})`,
  ]
  if (filter.matter !== undefined) parts.push(`matter = ${bind(filter.matter)}`)
  if (filter.department !== undefined) parts.push(`department = ${bind(filter.department)}`)
  if (filter.owner !== undefined) parts.push(`owner = ${bind(filter.owner)}`)
  if (filter.region !== undefined) parts.push(under(regionPrefix(filter.region)))
  if (filter.dueBefore !== undefined) parts.push(`status = 'open' and due_on < ${bind(filter.dueBefore)}`)
  if (filter.householdNo !== undefined) parts.push(`household_no = ${bind(filter.householdNo)}`)
  return { where: parts.join(' and '), values }
}
