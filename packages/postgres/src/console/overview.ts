import type { Day, RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** How one area stands: what is watched there, what is in hand, and what was given in a span of days. */
export type AreaRow = {
  readonly area: RegionCode
  readonly households: number
  readonly red: number
  readonly orange: number
  readonly open: number
  readonly overdue: number
  readonly cases: number
  readonly helped: number
  readonly givenFen: number
}

/** What an overview asks for: areas of `digits` digits below `within`, with the sums of a span. */
export type OverviewAsked = {
  readonly within: string
  readonly digits: number
  readonly from: Day
  readonly to: Day
  readonly today: Day
}

/** Every area that has households, tasks, cases or aid, by its code. */
export const readAreas = (sql: Queryable, asked: OverviewAsked): Promise<AreaRow[]> => {
  const area = `rpad(left(region, $2), 12, '0')`
  return sql.query(
    `select area, sum(households)::int as households, sum(red)::int as red, sum(orange)::int as orange,
       sum(open)::int as open, sum(overdue)::int as overdue, sum(cases)::int as cases, sum(helped)::int as helped,
       sum(fen)::bigint as "givenFen"
     from (
       select ${area} as area, count(*) as households, count(*) filter (where level = 'red') as red,
         count(*) filter (where level = 'orange') as orange, 0 as open, 0 as overdue, 0 as cases, 0 as helped, 0 as fen
       from households where region like $1 || '%' group by 1
       union all
       select ${area}, 0, 0, 0, count(*), count(*) filter (where due_on < $5), 0, 0, 0
       from tasks where status in ('open', 'accepted') and region like $1 || '%' group by 1
       union all
       select ${area}, 0, 0, 0, 0, count(*) filter (where status = 'open' and due_on < $5), count(*), 0, 0
       from cases where status in ('open', 'paused') and region like $1 || '%' group by 1
       union all
       select ${area}, 0, 0, 0, 0, 0, 0, count(distinct household), sum(amount_fen)
       from aid where reversed_on is null and given_on between $3 and $4 and region like $1 || '%' group by 1
     ) each group by area order by area`,
    [asked.within, asked.digits, asked.from, asked.to, asked.today],
  )
}

/** How fast families were reached and helped: tasks that ended in a span, and aid given in it. */
export type ReachRow = {
  readonly ended: number
  readonly inTime: number
  /** Median days from the opening of a task to the first contact or result; null where there was none. */
  readonly toVisitDays: number | null
  /** Median days from the opening of the family's last task before it to the aid. */
  readonly toHelpDays: number | null
  /** Decisions of cases, and how many came later than the procedure of their programme allows. */
  readonly decided: number
  readonly decidedLate: number
  /** Median days from the opening of a case to its decision. */
  readonly toDecisionDays: number | null
}

export const readReach = async (sql: Queryable, asked: Omit<OverviewAsked, 'digits' | 'today'>): Promise<ReachRow> => {
  const [row] = await sql.query<ReachRow>(
    `with ended as (
       select t.task_id, t.opened_on, t.due_on, max(e.day) as ended_on
       from tasks t join task_events e on e.task_id = t.task_id and e.type = 'OutcomeRecorded'
       where t.status = 'closed' and t.region like $1 || '%' group by t.task_id
       having max(e.day) between $2 and $3
     ), reached as (
       select n.task_id, min(e.day) - n.opened_on as days from ended n
       join task_events e on e.task_id = n.task_id and e.type in ('ContactMade', 'OutcomeRecorded')
       group by n.task_id, n.opened_on
     ), aided as (
       select a.given_on - (select max(t.opened_on) from tasks t where t.household = a.household and t.opened_on <= a.given_on) as days
       from aid a where a.reversed_on is null and a.given_on between $2 and $3 and a.region like $1 || '%'
     ), decided as (
       select e.day - c.opened_on as days, coalesce(e.day > (e.event::jsonb ->> 'lawDueOn')::date, false) as late
       from case_events e join cases c on c.case_id = e.case_id
       where e.type = 'DecisionMade' and e.day between $2 and $3 and c.region like $1 || '%'
     )
     select (select count(*) from ended)::int as ended,
       (select count(*) from ended where ended_on <= due_on)::int as "inTime",
       (select percentile_cont(0.5) within group (order by days) from reached)::float8 as "toVisitDays",
       (select percentile_cont(0.5) within group (order by days) from aided where days is not null)::float8 as "toHelpDays",
       (select count(*) from decided)::int as decided,
       (select count(*) from decided where late)::int as "decidedLate",
       (select percentile_cont(0.5) within group (order by days) from decided)::float8 as "toDecisionDays"`,
    [asked.within, asked.from, asked.to],
  )
  return row ?? { ...nobody, decided: 0, decidedLate: 0, toDecisionDays: null }
}

const nobody = { ended: 0, inTime: 0, toVisitDays: null, toHelpDays: null }
