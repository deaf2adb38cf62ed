import { addDays, type Day, type RegionCode, regionPrefix } from '@shouwang/contracts'
import type { WarehouseClient } from './warehouse-client.ts'

/**
 * What happened to tasks and cases in one district over a week; its region is empty for those that no known region has.
 * `closed`: ended by a visit, not withdrawn. `inHand`: families with an open case on the last day. `helped`: families that
 * aid reached, confirmed where a roll or a payment feed can tell. `unconfirmed`: families whose aid no feed confirmed in
 * sixty days. `givenFen`: what our own help of the week was worth, as the ledger sums it. `byOffices`: families among the helped that
 * a department or an organisation helped under a referral; `officesFen`: what that was worth.
 */
type DistrictWeek = {
  readonly region: RegionCode | ''
  readonly opened: number
  readonly closed: number
  readonly overdue: number
  readonly inHand: number
  readonly helped: number
  readonly unconfirmed: number
  readonly givenFen: number
  readonly byOffices: number
  readonly officesFen: number
}

type TaskWeek = Pick<DistrictWeek, 'region' | 'opened' | 'closed' | 'overdue'>
type CaseWeek = Omit<DistrictWeek, 'opened' | 'closed' | 'overdue'>

/**
 * How an indicator's leads were judged by visits over a week; some outcomes say neither that a lead was right nor wrong.
 * `decided`: cases that came of its leads and were decided in the week; `upheld`: those of them that were not refused.
 */
type IndicatorWeek = {
  readonly indicator: string
  readonly judged: number
  readonly confirmed: number
  readonly refuted: number
  readonly decided: number
  readonly upheld: number
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
}

/**
 * The days from `from` to `until`, the seven that end there unless told otherwise, for the districts within `region`; null
 * for all, and for tasks without a region.
 */
export const weeklyReport = async (
  client: WarehouseClient,
  about: { region: RegionCode | null; from?: Day; until: Day; outcomes: CountedOutcomes },
): Promise<Week> => {
  const { region, until, outcomes, from = addDays(until, -6) } = about
  const area = region === null ? '%' : `${regionPrefix(region)}%`
  const query_params = { from, to: until, area, ...outcomes }
  const ask = async <Row>(query: string): Promise<Row[]> =>
    (await client.query({ query, query_params, format: 'JSONEachRow' })).json<Row>()
  const tasks = await ask<TaskWeek>(districtsQuery)
  const cases = await ask<CaseWeek>(casesQuery)
  const indicators = await ask<IndicatorWeek>(indicatorsQuery)
  return {
    from,
    to: until,
    districts: together(tasks, cases),
    indicators: indicators.map(({ indicator, ...counts }) => ({ indicator, ...asNumbers(counts) })),
  }
}

/** One line for each district that either has; the one without a region comes last. */
const together = (tasks: readonly TaskWeek[], cases: readonly CaseWeek[]): readonly DistrictWeek[] => {
  const regions = [...new Set([...tasks, ...cases].map(({ region }) => region))].sort()
  return [...regions.filter((region) => region !== ''), ...regions.filter((region) => region === '')].map((region) => {
    const { region: _, ...ofTasks } = tasks.find((row) => row.region === region) ?? { ...noTasks, region }
    const { region: __, ...ofCases } = cases.find((row) => row.region === region) ?? { ...noCases, region }
    return { region, ...asNumbers(ofTasks), ...asNumbers(ofCases) }
  })
}

const noTasks = { opened: 0, closed: 0, overdue: 0 }
const noCases = { inHand: 0, helped: 0, unconfirmed: 0, givenFen: 0, byOffices: 0, officesFen: 0 }

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
      countIf(closes) > countIf(reopens) as over,
      countIf(type = 'TaskWithdrawn') > 0 as withdrawn,
      maxIf(day, closes) as ended_on
    from task_events final
    where day <= {to:Date}
    group by task_id
    having place like {area:String}
  )`

const district = (place: string): string => `if(${place} = '', '', concat(substring(${place}, 1, 6), '000000'))`

const districtsQuery = `${tasksQuery}
  select ${district('place')} as region,
    countIf(opened_on >= {from:Date}) as opened,
    countIf(over and not withdrawn and ended_on >= {from:Date}) as closed,
    countIf(not over and due < {to:Date}) as overdue
  from tasks
  group by region
  order by region = '', region`

const casesQuery = `
  with stood as (
    select anyIf(household, type = 'CaseOpened') as family, argMaxIf(region, seq, region != '') as place,
      argMaxIf(type, seq, type in ('CaseOpened', 'CaseReopened', 'CaseClosed', 'CaseJoined')) as last
    from case_events final where day <= {to:Date} group by case_id having place like {area:String}
  )
  select region, sum(in_hand) as inHand, sum(help) as helped, sum(waits) as unconfirmed, sum(fen) as givenFen,
    sum(by_offices) as byOffices, sum(offices_fen) as officesFen
  from (
    select ${district('place')} as region, uniqExactIf(family, last in ('CaseOpened', 'CaseReopened')) as in_hand,
      0 as help, 0 as waits, 0 as fen, 0 as by_offices, 0 as offices_fen
    from stood group by region
    union all
    select ${district('region')} as region, 0 as in_hand,
      uniqExactIf(household, helped_on between {from:Date} and {to:Date}) as help,
      uniqExactIf(household, helped_on is null and not reversed and given_on < {to:Date} - 60) as waits,
      sumIf(amount_fen, source = 'case' and helped_on between {from:Date} and {to:Date}) as fen,
      uniqExactIf(household, source = 'referral' and helped_on between {from:Date} and {to:Date}) as by_offices,
      sumIf(amount_fen, source = 'referral' and helped_on between {from:Date} and {to:Date}) as offices_fen
    from aid_given where region like {area:String} group by region
  )
  group by region`

const indicatorsQuery = `${tasksQuery},
  decisions as (
    select case_id, argMax(result, seq) as result from case_events final
    where type = 'DecisionMade' and day between {from:Date} and {to:Date} group by case_id
  ),
  led as (select distinct case_id, task_id from case_events where task_id in (select task_id from tasks)),
  visited as (
    select distinct task_id, indicator from task_events final array join indicators as indicator
    where type = 'OutcomeRecorded' and day <= {to:Date}
      and (task_id, seq) not in (select task_id, undoes from task_events final where type = 'OutcomeUndone')
  )
  select indicator, sum(judges) as judged, sum(confirms) as confirmed, sum(refutes) as refuted, sum(decides) as decided,
    sum(upholds) as upheld
  from (
    select indicator, count() as judges, countIf(has({confirming:Array(String)}, outcome)) as confirms,
      countIf(has({refuting:Array(String)}, outcome)) as refutes, 0 as decides, 0 as upholds
    from task_events final array join indicators as indicator
    where type = 'OutcomeRecorded' and day between {from:Date} and {to:Date} and task_id in (select task_id from tasks)
      and (task_id, seq) not in (select task_id, undoes from task_events final where type = 'OutcomeUndone')
    group by indicator
    union all
    select visited.indicator as indicator, 0 as judges, 0 as confirms, 0 as refutes,
      uniqExact(decisions.case_id) as decides, uniqExactIf(decisions.case_id, decisions.result != 'refused') as upholds
    from decisions join led on led.case_id = decisions.case_id join visited on visited.task_id = led.task_id
    group by visited.indicator
  )
  group by indicator
  order by judged desc, indicator`
