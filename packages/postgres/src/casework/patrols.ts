import { type Day, type PatrolGroup, type RegionCode, regionPrefix } from '@shouwang/contracts'
import type { Queryable, Transaction } from '../engine/sql.ts'

/** A household that is visited every so often, and when it was seen last: on patrol, or at a visit of a task that met it. */
export type PatrolledHousehold = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode
  readonly groups: readonly PatrolGroup[]
  readonly lastOn: Day | null
}

/** The outcomes of a task whose visit met nobody. */
const UNMET = `'nobody-home', 'not-found', 'moved'`

/** The last day on which anybody of `h.household` was seen. What was taken back was no visit. */
const LAST_SEEN = `greatest(
  (select max(v.visited_on) from patrol_visits v where v.household = h.household),
  (select max(e.day) from tasks t join task_events e using (task_id)
   where t.household = h.household and e.type = 'OutcomeRecorded' and e.event::jsonb ->> 'outcome' not in (${UNMET})
     and not exists (select 1 from task_events u where u.task_id = e.task_id and u.type = 'OutcomeUndone'
       and (u.event::jsonb ->> 'undoes')::int = e.seq)))`

const columns = `h.household, h.household_no as "householdNo", h.region, h.patrol as groups, ${LAST_SEEN} as "lastOn"`

/** The households of a place that some rule of patrols may be about. `within` is a prefix of region codes. */
export const readPatrolled = (sql: Queryable, within: string): Promise<PatrolledHousehold[]> =>
  sql.query<PatrolledHousehold>(
    `select ${columns} from households h where h.region like $1 || '%' and h.patrol <> '{}'`,
    [within],
  )

/** The same counted: how many households of a village are in the same groups and were seen last on the same day. */
export const countPatrolled = (
  sql: Queryable,
  within: string,
): Promise<(Pick<PatrolledHousehold, 'region' | 'groups' | 'lastOn'> & { readonly households: number })[]> =>
  sql.query(
    `select region, groups, "lastOn", count(*)::int as households
     from (select h.region, h.patrol as groups, ${LAST_SEEN} as "lastOn" from households h
       where h.region like $1 || '%' and h.patrol <> '{}') seen
     group by 1, 2, 3`,
    [within],
  )

/** A visit on patrol, as it is saved. */
export type NewPatrolVisit = {
  readonly visitId: string
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode
  readonly visitedOn: Day
  readonly visitedBy: string
  readonly leadNo: string | null
}

/** Keeps that somebody was there; the same id again changes nothing. */
export const savePatrolVisit = async (sql: Queryable, visit: NewPatrolVisit): Promise<void> => {
  const { visitId, household, householdNo, region, visitedOn, visitedBy, leadNo } = visit
  await sql.query(
    `insert into patrol_visits (visit_id, household, household_no, region, visited_on, visited_by, lead_no)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (visit_id) do nothing`,
    [visitId, household, householdNo, region, visitedOn, visitedBy, leadNo],
  )
}

/** How many households somebody visited on a day, so that his day has room for the rest. */
export const countVisitedOn = async (sql: Queryable, staffNo: string, day: Day): Promise<number> => {
  const [row] = await sql.query<{ count: number }>(
    'select count(distinct household)::int as count from patrol_visits where visited_by = $1 and visited_on = $2',
    [staffNo, day],
  )
  return row?.count ?? 0
}

/** A campaign: all households of a place, those of some groups, or a list. */
export type Campaign = {
  readonly campaignId: string
  readonly title: string
  readonly region: RegionCode
  readonly groups: readonly PatrolGroup[]
  readonly ofList: boolean
  readonly from: Day
  readonly until: Day
  readonly endedOn: Day | null
}

/** Starts a campaign; `households` are those of its list, and null for all of the place. The same id again changes nothing. */
export const startCampaign = async (
  tx: Transaction,
  campaign: Omit<Campaign, 'ofList' | 'endedOn'> & {
    readonly households: readonly string[] | null
    readonly startedBy: string
  },
): Promise<void> => {
  const { campaignId, title, region, groups, from, until, households, startedBy } = campaign
  await tx.query(
    `insert into campaigns (campaign_id, title, region, groups, of_list, from_on, until_on, started_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (campaign_id) do nothing`,
    [campaignId, title, region, groups, households !== null, from, until, startedBy],
  )
  if (households === null) return
  await tx.query(
    `insert into campaign_households (campaign_id, household) select $1, unnest($2::text[]) on conflict do nothing`,
    [campaignId, households],
  )
}

const campaignColumns = `campaign_id as "campaignId", title, region, groups, of_list as "ofList", from_on as "from",
  until_on as until, ended_on as "endedOn"`

/**
 * The campaigns that concern a place: those of places around it and within it, the newest first; those that were ended only
 * where asked for.
 */
export const readCampaigns = (
  sql: Queryable,
  within: string,
  { ended }: { readonly ended: boolean },
): Promise<Campaign[]> =>
  sql.query<Campaign>(
    `select ${campaignColumns} from campaigns
     where (region like $1 || '%' or $1 like rtrim(region, '0') || '%') and ($2 or ended_on is null)
     order by from_on desc, campaign_id limit 50`,
    [within, ended],
  )

/** One campaign; undefined where there is none. */
export const readCampaign = async (sql: Queryable, campaignId: string): Promise<Campaign | undefined> =>
  (await sql.query<Campaign>(`select ${campaignColumns} from campaigns where campaign_id = $1`, [campaignId]))[0]

/** Ends a campaign on a day; one that was ended stays as it is. */
export const endCampaign = async (sql: Queryable, campaignId: string, day: Day): Promise<void> => {
  await sql.query('update campaigns set ended_on = $2 where campaign_id = $1 and ended_on is null', [campaignId, day])
}

/** The households of a campaign: all that live in its place now, whoever moved in since; nobody is left out of a village. */
const OF_CAMPAIGN = `h.region like $1 || '%' and h.region like $2 || '%' and h.patrol is not null
  and (cardinality($3::text[]) = 0 or h.patrol && $3::text[])
  and (not $4::boolean or exists (select 1 from campaign_households c where c.campaign_id = $5 and c.household = h.household))`

const campaignValues = (within: string, { region, groups, ofList, campaignId }: Campaign) => [
  within,
  regionPrefix(region),
  groups,
  ofList,
  campaignId,
]

/** The households of a campaign within a place that were not seen since it began. */
export const readCampaignLeft = (sql: Queryable, within: string, campaign: Campaign): Promise<PatrolledHousehold[]> =>
  sql.query<PatrolledHousehold>(
    `select * from (select ${columns} from households h where ${OF_CAMPAIGN}) seen
     where "lastOn" is null or "lastOn" < $6 order by household`,
    [...campaignValues(within, campaign), campaign.from],
  )

/** How far a campaign came in each village: all of its households, and those seen since it began. */
export const readCampaignCoverage = (
  sql: Queryable,
  within: string,
  campaign: Campaign,
): Promise<{ readonly region: RegionCode; readonly total: number; readonly visited: number }[]> =>
  sql.query(
    `select region, count(*)::int as total, count(*) filter (where "lastOn" >= $6)::int as visited
     from (select ${columns} from households h where ${OF_CAMPAIGN}) seen group by region order by region`,
    [...campaignValues(within, campaign), campaign.from],
  )

/** The households of a place by their numbers, with what patrols need of them; numbers that are not there are left out. */
export const readPatrolledByNo = (
  sql: Queryable,
  within: string,
  householdNos: readonly string[],
): Promise<PatrolledHousehold[]> =>
  sql.query<PatrolledHousehold>(
    `select ${columns} from households h
     where h.household_no = any($2) and h.region like $1 || '%' and h.patrol is not null`,
    [within, householdNos],
  )
