import { StackingMode } from '@grafana/grafana-foundation-sdk/common'
import { QueryVariableBuilder, VariableRefresh } from '@grafana/grafana-foundation-sdk/dashboard'
import { dashboard, type Panels } from './dashboard.ts'
import { barChart, overridesOf, stat, table, timeseries } from './panels.ts'
import { clickhouse, sql } from './queries.ts'
import { confirmed, from, refuted, standing, tasks, until } from './task-sql.ts'
import {
  aidFormNames,
  caseStepNames,
  directionNames,
  indicatorNames,
  levelColours,
  levelNames,
  outcomeNames,
} from './words.ts'

const one = (title: string, description: string, what: string, unit = 'none') =>
  stat(title, description, 3)
    .unit(unit)
    .targets([sql(`${tasks}\nselect ${what} from tasks`)])

const dueInSpan = `due between ${from} and ${until} and not withdrawn`
const onTime = 'over and ended <= due'
const levels = Object.keys(levelNames)
const byLevel = levels.map((level) => `countIf(gravity = '${level}') as ${level}`).join(', ')

const summary: Panels = [
  one('在办任务', '期末待接单和办理中的任务。', 'countIf(not over) as open'),
  one('已过期限', '期末在办、已过办理期限的任务。', `countIf(not over and due < ${until}) as late`),
  one('期间新开', '期间新派出的任务。', `countIf(opened >= ${from}) as opened_tasks`),
  one(
    '期间办结',
    '期间经核查办结的任务，不含自动撤回。',
    `countIf(over and not withdrawn and ended >= ${from}) as closed`,
  ),
  one(
    '按时办结率',
    '期限落在期间内的任务里，期限内办结的比例；自动撤回的不算。',
    `countIf(${dueInSpan} and ${onTime}) / nullIf(countIf(${dueInSpan}), 0) as share`,
    'percentunit',
  ),
  stat('在办家庭', '期末有在办个案的家庭：转办、一事一议、协助申请都算在办，不算帮到。', 4).targets([
    sql(`select uniqExact(family) as families
from (
  select anyIf(household, type = 'CaseOpened') as family, argMaxIf(region, seq, region != '') as place,
    argMaxIf(type, seq, type in ('CaseOpened', 'CaseReopened', 'CaseClosed', 'CaseJoined')) as last
  from case_events final where day <= ${until} group by case_id
)
where last in ('CaseOpened', 'CaseReopened') and match(place, '^(\${district})')`),
  ]),
  stat('帮到家庭', '期间确实得到钱、物资或服务的家庭；发到一卡通的，以 60 天内补贴发放或名册证实为准。', 5).targets([
    sql(`select uniqExact(household) as families from aid_given
where helped_on between ${from} and ${until} and match(region, '^(\${district})')`),
  ]),
]

const openTasks: Panels = [
  barChart('在办任务：级别与时长', '期末在办任务，按派出至今的天数。', 12)
    .stacking(StackingMode.Normal)
    .fillOpacity(60)
    .overrides(overridesOf({ names: { ...levelNames, age: '时长' }, colours: levelColours }))
    .targets([
      sql(`${tasks}
select multiIf(age < 4, '0–3 天', age < 8, '4–7 天', age < 15, '8–14 天', age < 31, '15–30 天', '30 天以上') as age_band,
  ${byLevel}
from (select gravity, dateDiff('day', opened, ${until}) as age from tasks where not over)
group by age_band order by min(age)`),
    ]),
  barChart('在办任务：区与级别', '期末在办任务，按区。', 12)
    .stacking(StackingMode.Normal)
    .fillOpacity(60)
    .overrides(overridesOf({ names: levelNames, colours: levelColours }))
    .targets([
      sql(`${tasks}
select substring(place, 1, 6) as district,
  ${byLevel}
from tasks where not over group by district order by district`),
    ]),
]

const course: Panels = [
  timeseries('每周新开与办结', '每周新派出、经核查办结和自动撤回的任务。', 8)
    .overrides(overridesOf({ names: { opened: '新开', closed: '办结', taken_back: '撤回' } }))
    .targets([
      sql(
        `${tasks}
select toDateTime(toMonday(day), 'Asia/Shanghai') as time, countIf(what = 'opened') as opened,
  countIf(what = 'closed') as closed, countIf(what = 'withdrawn') as taken_back
from (
  select opened as day, 'opened' as what from tasks
  union all select ended as day, if(withdrawn, 'withdrawn', 'closed') as what from tasks where over
)
where day between ${from} and ${until}
group by time order by time`,
        'timeseries',
      ),
    ]),
  timeseries('按时办结率：每周', '每周到期的任务里按时办结的比例，按级别。', 8)
    .unit('percentunit')
    .overrides(overridesOf({ names: levelNames, colours: levelColours }))
    .targets([
      sql(
        `${tasks}
select toDateTime(toMonday(assumeNotNull(due)), 'Asia/Shanghai') as time,
${levels.map((level) => `  countIf(gravity = '${level}' and ${onTime}) / nullIf(countIf(gravity = '${level}'), 0) as ${level}`).join(',\n')}
from tasks where ${dueInSpan}
group by time order by time`,
        'timeseries',
      ),
    ]),
  timeseries('帮到家庭：每周', '每周确实得到救助的家庭。', 8)
    .overrides(overridesOf({ names: { families: '家庭' } }))
    .targets([
      sql(
        `select toDateTime(toMonday(assumeNotNull(helped_on)), 'Asia/Shanghai') as time, toInt64(uniqExact(household)) as families
from aid_given where helped_on between ${from} and ${until} and match(region, '^(\${district})')
group by time order by time`,
        'timeseries',
      ),
    ]),
]

const results: Panels = [
  table('核查结果', '期间登记的核查结果，按方向。', 10)
    .overrides(
      overridesOf({
        names: { outcome: '结果', way: '方向', results: '次数' },
        named: { outcome: outcomeNames, way: directionNames },
      }),
    )
    .targets([
      sql(`${tasks}
select told.outcome as outcome, tasks.way as way, count() as results
from task_events as told final join tasks on told.task_id = tasks.task_id
where told.type = 'OutcomeRecorded' and told.day between ${from} and ${until} and ${standing}
group by outcome, way order by results desc, outcome`),
    ]),
  table(
    '指标准确率',
    '期间核查过的线索里，属实的比例；家中无人、未见到本人、搬离等说明不了对错的不算。低的指标在浪费上门。',
    14,
  )
    .overrides(
      overridesOf({
        names: { indicator: '指标', judged: '核查', right: '属实', wrong: '不属实', precision: '准确率' },
        named: { indicator: indicatorNames },
        columnUnits: { precision: 'percentunit' },
      }),
    )
    .targets([
      sql(`${tasks}
select indicator, count() as judged, countIf(told.outcome in (${confirmed})) as right,
  countIf(told.outcome in (${refuted})) as wrong, right / nullIf(right + wrong, 0) as precision
from (select *, indicator from task_events final array join indicators as indicator) as told join tasks on told.task_id = tasks.task_id
where told.type = 'OutcomeRecorded' and told.day between ${from} and ${until} and ${standing}
group by indicator order by judged desc, indicator`),
    ]),
]

/** Indicators that are counted and make no tasks. */
const shadows: Panels = [
  table('影子指标', '期末各影子指标会提示的家庭（不派单），按指标和区。启用后线索派单，不再计在这里。', 12)
    .overrides(
      overridesOf({
        names: { indicator: '指标', district: '区', families: '家庭' },
        named: { indicator: indicatorNames },
      }),
    )
    .targets([
      sql(`select indicator, substring(place, 1, 6) as district, count() as families
from (
  select household, argMax(shadow, version) as shadows, argMax(region, version) as place
  from assessments final where day <= ${until} group by household
) array join shadows as indicator
where match(place, '^(\${district})')
group by indicator, district order by families desc, indicator, district`),
    ]),
  table('影子指标的核查', '期间为别的线索上门、而当日影子指标也提示的家庭里，核查属实的比例：启用前先看它。', 12)
    .overrides(
      overridesOf({
        names: { indicator: '指标', way: '方向', judged: '核查', right: '属实', wrong: '不属实', precision: '准确率' },
        named: { indicator: indicatorNames, way: directionNames },
        columnUnits: { precision: 'percentunit' },
      }),
    )
    .targets([
      sql(`${tasks},
told as (
  select told.task_id as task_id, told.seq as seq, told.day as told_on, told.outcome as outcome, tasks.family as family,
    tasks.way as way
  from task_events as told final join tasks on tasks.task_id = told.task_id
  where told.type = 'OutcomeRecorded' and told.day between ${from} and ${until} and ${standing}
)
select indicator, way, count() as judged, countIf(outcome in (${confirmed})) as right,
  countIf(outcome in (${refuted})) as wrong, right / nullIf(right + wrong, 0) as precision
from (
  select told.task_id as task_id, told.seq as seq, any(told.outcome) as outcome, any(told.way) as way,
    argMax(seen.shadow, seen.version) as shadows
  from told join (select household, version, day, shadow from assessments final) as seen on seen.household = told.family
  where seen.day <= told.told_on group by task_id, seq
) array join shadows as indicator
group by indicator, way order by judged desc, indicator, way`),
    ]),
]

const money: Panels = [
  table('救助给付', '期间给付的救助，按项目、形式和资金；冲正的不算。金额为元。', 12)
    .overrides(
      overridesOf({
        names: { programme: '项目', form: '形式', fund: '资金', times: '次数', families: '家庭', yuan: '金额' },
        named: { form: aidFormNames },
      }),
    )
    .targets([
      sql(`select programme, form, fund, count() as times, uniqExact(household) as families, sum(amount_fen) / 100 as yuan
from aid_given where source = 'case' and not reversed and given_on between ${from} and ${until} and match(region, '^(\${district})')
group by programme, form, fund order by yuan desc, programme, form, fund`),
    ]),
  table('给付待证实', '救助笔数；其中发到一卡通、超过 60 天没有补贴发放或名册证实的。按区。', 6)
    .overrides(overridesOf({ names: { district: '区', aid: '笔数', unconfirmed: '待证实' } }))
    .targets([
      sql(`select substring(region, 1, 6) as district, count() as aid,
  countIf(helped_on is null and given_on < ${until} - 60) as unconfirmed
from aid_given where not reversed and match(region, '^(\${district})')
group by district order by district`),
    ]),
  table('个案逾期', '期末在办、已过环节期限的个案，按环节。', 6)
    .overrides(overridesOf({ names: { stage: '环节', late: '逾期' }, named: { stage: caseStepNames } }))
    .targets([
      sql(`select stage, count() as late from (
  select argMaxIf(step, seq, step != '') as stage, argMaxIf(due_on, seq, due_on is not null) as due,
    argMaxIf(region, seq, region != '') as place,
    argMaxIf(type, seq, type in ('CaseOpened', 'CaseReopened', 'CaseClosed', 'CaseJoined')) as last
  from case_events final where day <= ${until} group by case_id
)
where last in ('CaseOpened', 'CaseReopened') and due < ${until} and match(place, '^(\${district})')
group by stage order by late desc, stage`),
    ]),
]

const people: Panels = [
  table('每人在办任务', '每位工作人员期末在办和期间办结的任务；工号为空的是还没有人接的。', 12)
    .overrides(
      overridesOf({
        names: { worker: '工号', open: '在办', red_open: '其中红色', late: '已过期限', closed: '期间办结' },
      }),
    )
    .targets([
      sql(`${tasks}
select worker, countIf(not over) as open, countIf(not over and gravity = 'red') as red_open,
  countIf(not over and due < ${until}) as late, countIf(over and not withdrawn and ended >= ${from}) as closed
from tasks group by worker having open + closed > 0 order by open desc, worker limit 200`),
    ]),
  table('各区按时办结率', '期限落在期间内的任务，按区。', 6)
    .overrides(
      overridesOf({
        names: { district: '区', due_tasks: '到期', share: '按时' },
        columnUnits: { share: 'percentunit' },
      }),
    )
    .targets([
      sql(`${tasks}
select substring(place, 1, 6) as district, count() as due_tasks, countIf(${onTime}) / count() as share
from tasks where ${dueInSpan} group by district order by district`),
    ]),
  barChart('家庭预警级别', '期末各级别的家庭数；按每户最近一次研判。', 6)
    .overrides(overridesOf({ names: { standing: '级别', families: '家庭' }, named: { standing: levelNames } }))
    .targets([
      sql(`
select standing, count() as families
from (
  select household, argMax(level, version) as standing, argMax(region, version) as place
  from assessments final where day <= ${until} group by household
)
where standing != 'none' and match(place, '^(\${district})')
group by standing order by indexOf(['red', 'orange', 'yellow', 'blue'], standing)`),
    ]),
]

/** The districts that households of the installation live in, as records name them. */
const district = new QueryVariableBuilder('district')
  .label('区')
  .datasource(clickhouse)
  .query("select distinct substring(region, 1, 6) as district from assessments where region != '' order by district")
  .refresh(VariableRefresh.OnDashboardLoad)
  .includeAll(true)
  .allValue('.*')
  .current({ text: 'All', value: '$__all' })

/** Are families reached in time, and which indicators waste visits. */
export const programmeDashboard = dashboard(
  { uid: 'shouwang-programme', title: '守望 · 工作', datasource: clickhouse, from: 'now-90d', refresh: '15m' },
  [...summary, ...openTasks, ...course, ...results, ...shadows, ...money, ...people],
  [district],
)
