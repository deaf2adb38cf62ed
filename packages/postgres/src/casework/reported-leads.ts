import type { ReportedLead } from '@shouwang/casework'
import { type Day, isWithin, type LeadChannel, type PersonId, type RegionCode, regionPrefix } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'

/** A lead as it is told. `sealed` and `photo` are closed texts, bound to its number. */
export type ToldLead = ReportedLead & {
  /** Who told it: a staff number, a feed, or `public`. */
  readonly reportedBy: string
  readonly feed: string | null
  readonly quarantineId: string | null
  readonly sealed: string
  readonly photo: string | null
  /** Of a household that is known from the beginning: whom it is about. Nobody is asked to find out who. */
  readonly joined?: { readonly person: PersonId; readonly by: string }
}

/** A lead with what came of it so far. */
export type KeptLead = Omit<ToldLead, 'joined'> & {
  readonly reportedAt: string
  readonly taskId: string | null
  /** Whom it turned out to be about. */
  readonly person: PersonId | null
  readonly joinedBy: string | null
}

/** Keeps a lead; the same number again changes nothing, and answers false. */
export const saveReportedLead = async (sql: Queryable, lead: ToldLead): Promise<boolean> =>
  (
    await sql.query(
      `insert into reported_leads (lead_no, channel, kind, urgency, region, reported_on, reported_by, feed, quarantine_id, sealed, photo,
         person, joined_by, joined_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, case when $12::text is not null then now() end)
       on conflict (lead_no) do nothing returning lead_no`,
      [
        lead.leadNo,
        lead.channel,
        lead.kind,
        lead.urgency,
        lead.region,
        lead.reportedOn,
        lead.reportedBy,
        lead.feed,
        lead.quarantineId,
        lead.sealed,
        lead.photo,
        lead.joined?.person ?? null,
        lead.joined?.by ?? null,
      ],
    )
  ).length > 0

const columns = `lead_no as "leadNo", channel, kind, urgency, region, reported_on as "reportedOn",
  ${isoInstant('reported_at')} as "reportedAt", reported_by as "reportedBy", feed, quarantine_id as "quarantineId", sealed, photo,
  task_id as "taskId", person, joined_by as "joinedBy"`

/** One lead; undefined where there is none of this number. */
export const readReportedLead = async (sql: Queryable, leadNo: string): Promise<KeptLead | undefined> =>
  (await sql.query<KeptLead>(`select ${columns} from reported_leads where lead_no = $1`, [leadNo]))[0]

/** The same, locked until the transaction ends. */
export const lockReportedLead = async (tx: Queryable, leadNo: string): Promise<KeptLead | undefined> =>
  (await tx.query<KeptLead>(`select ${columns} from reported_leads where lead_no = $1 for update`, [leadNo]))[0]

/** Every lead of which nobody knows whom it is about, with its closed words, the newest first. */
export const readUnjoinedLeads = (sql: Queryable): Promise<Pick<KeptLead, 'leadNo' | 'region' | 'sealed'>[]> =>
  sql.query(
    'select lead_no as "leadNo", region, sealed from reported_leads where person is null order by reported_at desc, lead_no',
  )

/** Leads that have no task yet and are about somebody unknown, the oldest first, locked; those that another process has in hand are left out. */
export const lockUnroutedLeads = (tx: Queryable, limit: number): Promise<KeptLead[]> =>
  tx.query<KeptLead>(
    `select ${columns} from reported_leads where task_id is null and person is null order by reported_at, lead_no limit $1
     for update skip locked`,
    [limit],
  )

/** Notes the task that asks who a lead is about. */
export const markRouted = async (tx: Queryable, leadNo: string, taskId: string): Promise<void> => {
  await tx.query('update reported_leads set task_id = $2 where lead_no = $1', [leadNo, taskId])
}

/** Notes whom a lead is about. `at` is an instant (ISO 8601). */
export const markJoined = async (
  tx: Queryable,
  leadNo: string,
  { person, by, at }: { readonly person: PersonId; readonly by: string; readonly at: string },
): Promise<void> => {
  await tx.query('update reported_leads set person = $2, joined_by = $3, joined_at = $4 where lead_no = $1', [
    leadNo,
    person,
    by,
    at,
  ])
}

/**
 * The place within a region that words name best: the one that most of the names in them speak of, such as a village of which
 * they name the town too; of several that are named as well, the smallest around them. Null where they name none.
 */
export const placeNamed = async (sql: Queryable, within: RegionCode, words: string): Promise<RegionCode | null> => {
  if (words === '') return null
  const rows = await sql.query<{ code: RegionCode }>(
    `select code from (
       select code, regexp_replace(name, '(社区居委会|居委会|村委会|街道办事处|社区|村|街道|镇|乡|区|县|市)$', '') as short
       from regions where starts_with(code, $1) and code <> $2) named
     where length(short) >= 2 and strpos($3, short) > 0`,
    [regionPrefix(within), within, words],
  )
  return bestNamed(rows.map(({ code }) => code))
}

const bestNamed = (codes: readonly RegionCode[]): RegionCode | null => {
  const named = codes.map((code) => ({ code, times: codes.filter((other) => isWithin(code, other)).length }))
  const most = Math.max(0, ...named.map(({ times }) => times))
  const best = named.filter(({ times }) => times === most).map(({ code }) => code)
  if (best.length <= 1) return best[0] ?? null
  const around = named.filter(({ code }) => best.every((one) => isWithin(one, code)))
  return around.toSorted((a, b) => b.times - a.times)[0]?.code ?? null
}

/** How a lead stands: nobody has it, somebody looks, it goes on with a household, or it ended without one. */
export type LeadState = 'received' | 'looking' | 'joined' | 'ended'

const stateOf = `case when l.person is not null then 'joined' when l.task_id is null then 'received'
  when t.status in ('closed', 'withdrawn') then 'ended' else 'looking' end`

/** How the lead of a number stands; undefined where there is none. */
export const readLeadState = async (
  sql: Queryable,
  leadNo: string,
): Promise<{ readonly state: LeadState; readonly reportedOn: Day } | undefined> =>
  (
    await sql.query<{ state: LeadState; reportedOn: Day }>(
      `select ${stateOf} as state, l.reported_on as "reportedOn"
       from reported_leads l left join tasks t on t.task_id = l.task_id where l.lead_no = $1`,
      [leadNo],
    )
  )[0]

/** A lead as lists show it. */
export type ListedLead = Omit<KeptLead, 'sealed' | 'photo' | 'quarantineId' | 'person' | 'joinedBy'> & {
  readonly state: LeadState
  readonly hasPhoto: boolean
}

type LeadsAsked = { readonly within: string; readonly withoutRegion: boolean; readonly from: Day; readonly to: Day }

const asked = `l.reported_on between $3 and $4 and (l.region like $1 || '%' or (l.region is null and $2::boolean))`
const askedWith = ({ within, withoutRegion, from, to }: LeadsAsked) => [within, withoutRegion, from, to]

/** The leads of a region that were told in a span of days, the newest first. */
export const listReportedLeads = (
  sql: Queryable,
  about: LeadsAsked & { readonly limit: number },
): Promise<ListedLead[]> =>
  sql.query<ListedLead>(
    `select l.lead_no as "leadNo", l.channel, l.kind, l.urgency, l.region, l.reported_on as "reportedOn",
       ${isoInstant('l.reported_at')} as "reportedAt", l.reported_by as "reportedBy", l.feed, l.task_id as "taskId",
       ${stateOf} as state, l.photo is not null as "hasPhoto"
     from reported_leads l left join tasks t on t.task_id = l.task_id
     where ${asked} order by l.reported_at desc, l.lead_no limit ${about.limit}`,
    askedWith(about),
  )

/** What came of the leads of one channel. */
export type ChannelYield = {
  readonly channel: LeadChannel
  readonly told: number
  readonly open: number
  readonly joined: number
  readonly ended: number
  /** Those of the joined whose household got a case since, and that was given something since. */
  readonly inHand: number
  readonly helped: number
}

/** What came of the leads of a region and span of days, by channel. */
export const readChannelYields = (sql: Queryable, about: LeadsAsked): Promise<ChannelYield[]> =>
  sql.query<ChannelYield>(
    `select channel, count(*)::int as told, count(*) filter (where state in ('received', 'looking'))::int as open,
       count(*) filter (where state = 'joined')::int as joined, count(*) filter (where state = 'ended')::int as ended,
       count(*) filter (where in_hand)::int as "inHand", count(*) filter (where helped)::int as helped
     from (
       select l.channel, ${stateOf} as state,
         exists (select 1 from persons p join cases c on c.household = p.household
           where p.person = l.person and c.opened_on >= l.reported_on) as in_hand,
         exists (select 1 from persons p join aid a on a.household = p.household
           where p.person = l.person and a.reversed_on is null and a.given_on >= l.reported_on) as helped
       from reported_leads l left join tasks t on t.task_id = l.task_id where ${asked}
     ) each group by channel order by told desc, channel`,
    askedWith(about),
  )
