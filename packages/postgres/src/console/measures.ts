import type { Day } from '@shouwang/contracts'
import type { Counted, MeasureId } from '@shouwang/evaluation'
import type { Queryable } from '../engine/sql.ts'
import { bound } from '../registry/condition-text.ts'

/** What is measured: below which regions, over which days, within how many, and which office sends which feed. */
export type MeasureAsked = {
  readonly within: string
  readonly from: Day
  readonly to: Day
  readonly days: number
  readonly providers: readonly { readonly feed: string; readonly provider: string }[]
}

type To = { readonly bind: (value: unknown) => string }
type Rows = (asked: MeasureAsked, to: To) => string

const here = (column: string, { within }: MeasureAsked, to: To): string => `${column} like ${to.bind(`${within}%`)}`
const span = ({ from, to: last }: MeasureAsked, to: To): string => `${to.bind(from)}::date and ${to.bind(last)}::date`
/** Days by whose end the time is over that something had to happen in. */
const longAgo = ({ from, to: last, days }: MeasureAsked, to: To): string =>
  `${to.bind(from)}::date and ${to.bind(last)}::date - ${to.bind(days)}::int`
const dayOf = (column: string): string => `(${column} at time zone 'Asia/Shanghai')::date`

const sentFeeds = ({ providers }: MeasureAsked, to: To): string =>
  `(select * from unnest(${to.bind(providers.map(({ feed }) => feed))}::text[], ${to.bind(providers.map(({ provider }) => provider))}::text[])
     as p (feed, provider))`

/**
 * The things that each measure counts, one row each: `unit` (a region, or an office), `ref` by which it is opened, how many it stands for
 * (`n`) and of how many of them it was so (`met`). What is counted and what is opened as evidence are the same rows.
 */
const ROWS: Readonly<Record<MeasureId, Rows>> = {
  'funds-above-floor': (asked, to) =>
    `select region as unit, fund_id as ref, 1 as n, (balance_fen >= floor_fen)::int as met from funds
     where ${here('region', asked, to)}`,
  'rows-accepted': (asked, to) =>
    `select p.provider as unit, d.delivery as ref, d.received as n, greatest(0, d.accepted - d.quarantined_later) as met
     from deliveries d join ${sentFeeds(asked, to)} p on p.feed = d.feed
     where ${here('d.region', asked, to)} and d.business_day between ${span(asked, to)} and d.received > 0`,
  'corrections-answered': (asked, to) =>
    `select p.provider as unit, c.id::text as ref, 1 as n,
       coalesce(${dayOf('c.closed_at')} - ${dayOf('c.asked_at')} <= ${to.bind(asked.days)}::int, false)::int as met
     from corrections c join ${sentFeeds(asked, to)} p on p.feed = c.feed
     where ${here('c.region', asked, to)} and ${dayOf('c.asked_at')} between ${longAgo(asked, to)}`,
  'villages-with-worker': (asked, to) =>
    `select r.code as unit, r.code as ref, 1 as n, exists (
       select from staff s where s.role = 'grid-worker' and s.region in (r.code, left(r.code, 9) || '000'))::int as met
     from regions r where ${here('r.code', asked, to)} and right(r.code, 3) <> '000'`,
  'tasks-in-time': (asked, to) =>
    `select t.region as unit, t.task_id as ref, 1 as n, (max(e.day) <= t.due_on)::int as met
     from tasks t join task_events e on e.task_id = t.task_id and e.type = 'OutcomeRecorded'
     where t.status = 'closed' and ${here('t.region', asked, to)} group by t.task_id
     having max(e.day) between ${span(asked, to)}`,
  'reds-contacted': (asked, to) =>
    `select t.region as unit, t.task_id as ref, 1 as n, exists (
       select from task_events e where e.task_id = t.task_id and e.type in ('ContactMade', 'OutcomeRecorded')
         and e.day <= t.opened_on + ${to.bind(asked.days)}::int)::int as met
     from tasks t where t.level = 'red' and t.status <> 'withdrawn' and ${here('t.region', asked, to)}
       and t.opened_on between ${longAgo(asked, to)}`,
  'leads-answered': (asked, to) =>
    `select l.region as unit, l.lead_no as ref, 1 as n,
       (l.joined_at is not null or exists (select from tasks t where t.task_id = l.task_id and t.status = 'closed'))::int as met
     from reported_leads l where ${here('l.region', asked, to)} and l.reported_on between ${longAgo(asked, to)}`,
  'decisions-in-time': (asked, to) =>
    `select c.region as unit, c.case_id as ref, 1 as n, (e.day <= (e.event::jsonb ->> 'lawDueOn')::date)::int as met
     from case_events e join cases c on c.case_id = e.case_id
     where e.type = 'DecisionMade' and e.day between ${span(asked, to)} and ${here('c.region', asked, to)}
       and e.event::jsonb ->> 'lawDueOn' is not null`,
  'decisions-posted': (asked, to) =>
    `select region as unit, case_id as ref, 1 as n, (board_no is not null)::int as met
     from publicity_due where ${here('region', asked, to)} and decided_on between ${longAgo(asked, to)}`,
  'boards-hung': (asked, to) =>
    `select region as unit, board_no as ref, 1 as n,
       coalesce((state::jsonb #>> '{hung,from}') <= (state::jsonb ->> 'hangBy'), false)::int as met
     from publicity_boards where ${here('region', asked, to)} and drawn_on between ${span(asked, to)}
       and ((state::jsonb #>> '{hung,from}') is not null or (state::jsonb ->> 'hangBy')::date < ${to.bind(asked.to)}::date)`,
  'referrals-in-time': (asked, to) =>
    `select department as unit, case_id as ref, 1 as n, coalesce(ended_on <= due_on, false)::int as met
     from referrals where status <> 'recalled' and ${here('region', asked, to)}
       and (ended_on between ${span(asked, to)} or (ended_on is null and due_on between ${span(asked, to)} and due_on < ${to.bind(asked.to)}::date))`,
  'urgent-in-hand': (asked, to) =>
    `select h.region as unit, h.household_no as ref, 1 as n, (
       exists (select from tasks t where t.household = h.household and (t.status in ('open', 'accepted') or (t.status = 'closed'
         and exists (select from task_events e where e.task_id = t.task_id and e.type = 'OutcomeRecorded'
           and e.day >= ${to.bind(asked.to)}::date - ${to.bind(asked.days)}::int))))
       or exists (select from cases c where c.household = h.household and c.status in ('open', 'paused')))::int as met
     from households h where h.level in ('red', 'orange') and ${here('h.region', asked, to)}`,
  'work-not-overdue': (asked, to) =>
    `select region as unit, task_id as ref, 1 as n, (due_on >= ${to.bind(asked.to)}::date)::int as met
     from tasks where status in ('open', 'accepted') and ${here('region', asked, to)}
     union all
     select region, 'case/' || case_id, 1, (due_on >= ${to.bind(asked.to)}::date)::int
     from cases where status = 'open' and ${here('region', asked, to)}`,
  'decisions-paid': (asked, to) =>
    `select c.region as unit, c.case_id as ref, 1 as n, exists (
       select from aid a where a.decision_no = e.event::jsonb ->> 'decisionNo' and a.reversed_on is null)::int as met
     from case_events e join cases c on c.case_id = e.case_id
     where e.type = 'DecisionMade' and e.day between ${longAgo(asked, to)} and ${here('c.region', asked, to)}
       and e.event::jsonb #>> '{decision,result}' in ('granted', 'adjusted') and (e.event::jsonb #>> '{decision,amountFen}')::int8 > 0`,
  'aid-kept': (asked, to) =>
    `select region as unit, case_id as ref, 1 as n, (reversed_on is null and recovered_fen = 0)::int as met
     from aid where ${here('region', asked, to)} and given_on between ${span(asked, to)}`,
  'objections-in-time': (asked, to) =>
    `select c.region as unit, c.case_id as ref, 1 as n, exists (
       select from case_events e where e.case_id = c.case_id and e.type = 'CaseClosed' and e.day <= c.due_on)::int as met
     from cases c where c.matter = 'objection' and c.status <> 'joined' and ${here('c.region', asked, to)}
       and c.due_on between ${span(asked, to)} and (c.status = 'closed' or c.due_on < ${to.bind(asked.to)}::date)`,
}

/** How a unit is called in the rows: a town by its first digits, an office as it is. */
const unitText = (digits: number | null): string => (digits === null ? 'unit' : `rpad(left(unit, ${digits}), 12, '0')`)

/** Of how many things of each unit a measure was so; regions are counted by areas of so many digits, offices where that is null. */
export const readMeasure = (
  sql: Queryable,
  id: MeasureId,
  asked: MeasureAsked & { readonly digits: number | null },
): Promise<Counted[]> => {
  const to = bound()
  return sql.query<Counted>(
    `select ${unitText(asked.digits)} as unit, sum(n)::int as "of", sum(met)::int as met
     from (${ROWS[id](asked, to)}) measured group by 1 order by 1`,
    to.values,
  )
}

/** What of one unit fell short: the rows behind the difference of `of` and `met`, by what opens each. */
export const readShortfall = async (
  sql: Queryable,
  id: MeasureId,
  asked: MeasureAsked & { readonly digits: number | null; readonly unit: string; readonly limit: number },
): Promise<readonly { readonly ref: string; readonly short: number }[]> => {
  const to = bound()
  const rows = ROWS[id](asked, to)
  return sql.query(
    `select ref, sum(n - met)::int as short from (${rows}) measured
     where met < n and ${unitText(asked.digits)} = ${to.bind(asked.unit)} group by ref order by ref limit ${asked.limit}`,
    to.values,
  )
}
