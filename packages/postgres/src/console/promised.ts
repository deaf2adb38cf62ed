import type { Promised } from '@shouwang/casework'
import { CaseEvent, type Day, type PersonId, type RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

type Span = { readonly within: string; readonly from: Day; readonly to: Day }

/** What was given to subsidy cards in a span of days, without what was taken back. */
export const readCardAid = (sql: Queryable, { within, from, to }: Span): Promise<Promised[]> =>
  sql.query<Promised>(
    `select 'aid' as about, aid_id as no, case_id as "caseId", household, household_no as "householdNo", region, programme,
       amount_fen as "amountFen", given_on as day, null::date as "to"
     from aid where form = 'card' and reversed_on is null and region like $1 || '%' and given_on between $2 and $3
     order by given_on, aid_id`,
    [within, from, to],
  )

/** What was granted in a span of days and that no aid of its case stands for: somebody else pays it. */
export const readGranted = async (sql: Queryable, { within, from, to }: Span): Promise<Promised[]> => {
  const rows = await sql.query<Omit<Promised, 'no' | 'programme' | 'amountFen'> & { event: string }>(
    `select 'decision' as about, e.event, c.case_id as "caseId", c.household, c.household_no as "householdNo", c.region,
       e.day, null::date as "to"
     from case_events e join cases c using (case_id)
     where e.type = 'DecisionMade' and c.region like $1 || '%' and e.day between $2 and $3
       and not exists (select 1 from aid a where a.case_id = c.case_id)
     order by e.day, c.case_id`,
    [within, from, to],
  )
  return rows.flatMap(({ event: written, ...about }): Promised[] => {
    const event = CaseEvent.parse(JSON.parse(written))
    if (event.type !== 'DecisionMade' || event.decision.result !== 'granted') return []
    const { decisionNo: no, decision } = event
    const { programme, amountFen, from: day, to: until } = decision
    return [{ ...about, no, programme, amountFen, day, to: until }]
  })
}

/** Where persons live: the household of each that is known, with its number and region. */
export const readHomes = async (
  sql: Queryable,
  persons: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, { household: string; householdNo: string; region: RegionCode | null }>> => {
  const rows = await sql.query<{ person: PersonId; household: string; householdNo: string; region: RegionCode | null }>(
    `select p.person, p.household, coalesce(h.household_no, p.household) as "householdNo", h.region
     from persons p left join households h using (household) where p.person = any($1)`,
    [[...new Set(persons)]],
  )
  return new Map(rows.map(({ person, ...home }) => [person, home]))
}
