import { addDays, type Day, type RegionCode, regionPrefix } from '@shouwang/contracts'
import type { WarehouseClient } from './warehouse-client.ts'

/** What happened to tasks in one district over a week. `helped`: closed with an outcome that brings or keeps aid. */
export type DistrictWeek = {
  readonly region: RegionCode
  readonly opened: number
  readonly closed: number
  readonly overdue: number
  readonly helped: number
}

/** How an indicator's leads were judged by visits over a week. */
export type IndicatorWeek = { readonly indicator: string; readonly judged: number; readonly confirmed: number }

export type Week = {
  readonly from: Day
  readonly to: Day
  readonly districts: readonly DistrictWeek[]
  readonly indicators: readonly IndicatorWeek[]
}

/** Outcomes that say the lead was right (DOMAIN §7). */
const confirming = [
  'eligible-apply',
  'temp-aid-given',
  'transfer',
  'yishi-yiyi',
  'confirmed-stop',
  'confirmed-reduce',
  'confirmed-raise',
  'grace',
  'deceased',
  'recover-funds',
  'keep-watching',
]
const helping = ['eligible-apply', 'temp-aid-given', 'transfer', 'yishi-yiyi', 'confirmed-raise', 'grace']

/** The seven days that end on `until`, for the districts within `region`. */
export const weeklyReport = async (
  client: WarehouseClient,
  { region, until }: { region: RegionCode; until: Day },
): Promise<Week> => {
  const from = addDays(until, -6)
  const query_params = { from, to: until, area: `${regionPrefix(region)}%`, helping, confirming }
  const ask = async <Row>(query: string): Promise<Row[]> =>
    (await client.query({ query, query_params, format: 'JSONEachRow' })).json<Row>()
  const districts = await ask<DistrictWeek>(districtsQuery)
  const indicators = await ask<IndicatorWeek>(indicatorsQuery)
  return {
    from,
    to: until,
    districts: districts.map(({ region: code, ...counts }) => ({ region: code, ...asNumbers(counts) })),
    indicators: indicators.map(({ indicator, ...counts }) => ({ indicator, ...asNumbers(counts) })),
  }
}

/** ClickHouse writes 64-bit counts as text. */
const asNumbers = <Counts extends Record<string, unknown>>(counts: Counts): { [K in keyof Counts]: number } =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count)])) as {
    [K in keyof Counts]: number
  }

const districtsQuery = `
  with tasks as (
    select task_id,
      anyIf(region, type = 'TaskOpened') as opened_in,
      minIf(day, type = 'TaskOpened') as opened_on,
      maxIf(day, type in ('OutcomeRecorded', 'TaskWithdrawn')) as ended_on,
      argMaxIf(due_on, seq, due_on is not null) as due,
      argMaxIf(outcome, seq, type = 'OutcomeRecorded') as result
    from task_events final
    where day <= {to:Date}
    group by task_id
  )
  select concat(substring(opened_in, 1, 6), '000000') as region,
    countIf(opened_on >= {from:Date}) as opened,
    countIf(ended_on >= {from:Date}) as closed,
    countIf(due < {to:Date} and ended_on = toDate(0)) as overdue,
    countIf(ended_on >= {from:Date} and has({helping:Array(String)}, result)) as helped
  from tasks
  where opened_in like {area:String}
  group by region
  order by region`

const indicatorsQuery = `
  select indicator, count() as judged, countIf(has({confirming:Array(String)}, outcome)) as confirmed
  from task_events final array join indicators as indicator
  where type = 'OutcomeRecorded' and day between {from:Date} and {to:Date}
    and task_id in (select task_id from task_events where type = 'TaskOpened' and region like {area:String})
  group by indicator
  order by judged desc, indicator`
