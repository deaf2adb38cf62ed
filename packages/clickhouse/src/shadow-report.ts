import { type Day, Direction, type RegionCode, regionPrefix } from '@shouwang/contracts'
import type { WarehouseClient } from './warehouse-client.ts'
import type { CountedOutcomes } from './weekly-report.ts'

/** What visits found, for whatever reason they were made, in households in which an indicator fired in shadow on that day. */
export type ShadowJudged = {
  readonly indicator: string
  /** The direction of the task that was visited for. */
  readonly way: Direction
  readonly judged: number
  readonly confirmed: number
  readonly refuted: number
}

/**
 * What the visits of a span of days say of indicators in shadow, for households within `region` (null for all): each result
 * counts for whatever fired in shadow by the last assessment before it. Results that were taken back are left out.
 */
export const shadowReport = async (
  client: WarehouseClient,
  about: { region: RegionCode | null; from: Day; until: Day; outcomes: CountedOutcomes },
): Promise<readonly ShadowJudged[]> => {
  const { region, from, until, outcomes } = about
  const area = region === null ? '%' : `${regionPrefix(region)}%`
  const query_params = { from, to: until, area, ...outcomes }
  const answer = await client.query({ query, query_params, format: 'JSONEachRow' })
  const rows = await answer.json<Record<keyof ShadowJudged, string | number>>()
  return rows.map(({ indicator, way, judged, confirmed, refuted }) => ({
    indicator: String(indicator),
    way: Direction.parse(way),
    judged: Number(judged),
    confirmed: Number(confirmed),
    refuted: Number(refuted),
  }))
}

const query = `
  with tasks as (
    select task_id, anyIf(household, type = 'TaskOpened') as family, anyIf(direction, type = 'TaskOpened') as way,
      argMaxIf(region, seq, region != '') as place
    from task_events final where day <= {to:Date} group by task_id having place like {area:String}
  ),
  told as (
    select results.task_id as task_id, results.seq as seq, results.day as told_on, results.outcome as outcome,
      tasks.family as family, tasks.way as way
    from task_events as results final join tasks on tasks.task_id = results.task_id
    where results.type = 'OutcomeRecorded' and results.day between {from:Date} and {to:Date}
      and (results.task_id, results.seq) not in (select task_id, undoes from task_events final where type = 'OutcomeUndone')
  )
  select indicator, way, count() as judged, countIf(has({confirming:Array(String)}, outcome)) as confirmed,
    countIf(has({refuting:Array(String)}, outcome)) as refuted
  from (
    select told.task_id as task_id, told.seq as seq, any(told.outcome) as outcome, any(told.way) as way,
      argMax(seen.shadow, seen.version) as shadow
    from told join (select household, version, day, shadow from assessments final) as seen on seen.household = told.family
    where seen.day <= told.told_on
    group by task_id, seq
  ) array join shadow as indicator
  group by indicator, way
  order by indicator, way`
