import { addDays, type Day, type RegionCode, regionPrefix } from '@shouwang/contracts'
import type { WarehouseClient } from './warehouse-client.ts'

/**
 * What happened to tasks in one district over a week; its region is empty for tasks that no known region has.
 * `closed`: ended by a visit, not withdrawn. `helped`: of these, those that bring aid.
 */
type DistrictWeek = {
  readonly region: RegionCode | ''
  readonly opened: number
  readonly closed: number
  readonly overdue: number
  readonly helped: number
}

/** How an indicator's leads were judged by visits over a week; some outcomes say neither that a lead was right nor wrong. */
type IndicatorWeek = {
  readonly indicator: string
  readonly judged: number
  readonly confirmed: number
  readonly refuted: number
}

export type Week = {
  readonly from: Day
  readonly to: Day
  readonly districts: readonly DistrictWeek[]
  readonly indicators: readonly IndicatorWeek[]
}

/** The outcomes that are counted: casework's, by their codes. */
export type CountedOutcomes = {
  readonly confirming: readonly string[]
  readonly refuting: readonly string[]
  readonly helping: readonly string[]
}

/** The seven days that end on `until`, for the districts within `region`; null for all, and for tasks without a region. */
export const weeklyReport = async (
  client: WarehouseClient,
  { region, until, outcomes }: { region: RegionCode | null; until: Day; outcomes: CountedOutcomes },
): Promise<Week> => {
  const from = addDays(until, -6)
  const area = region === null ? '%' : `${regionPrefix(region)}%`
  const query_params = { from, to: until, area, ...outcomes }
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

const tasksQuery = `
  with tasks as (
    select task_id,
      argMaxIf(region, seq, region != '') as place,
      minIf(day, type = 'TaskOpened') as opened_on,
      argMaxIf(due_on, seq, due_on is not null) as due,
      argMaxIf(outcome, seq, type = 'OutcomeRecorded') as result,
      countIf(closes) > 0 as over,
      countIf(type = 'TaskWithdrawn') > 0 as withdrawn,
      maxIf(day, closes) as ended_on
    from task_events final
    where day <= {to:Date}
    group by task_id
    having place like {area:String}
  )`

const districtsQuery = `${tasksQuery}
  select if(place = '', '', concat(substring(place, 1, 6), '000000')) as region,
    countIf(opened_on >= {from:Date}) as opened,
    countIf(over and not withdrawn and ended_on >= {from:Date}) as closed,
    countIf(not over and due < {to:Date}) as overdue,
    countIf(over and not withdrawn and ended_on >= {from:Date} and has({helping:Array(String)}, result)) as helped
  from tasks
  group by region
  order by region = '', region`

const indicatorsQuery = `${tasksQuery}
  select indicator, count() as judged, countIf(has({confirming:Array(String)}, outcome)) as confirmed,
    countIf(has({refuting:Array(String)}, outcome)) as refuted
  from task_events final array join indicators as indicator
  where type = 'OutcomeRecorded' and day between {from:Date} and {to:Date} and task_id in (select task_id from tasks)
  group by indicator
  order by judged desc, indicator`
