import { dashboard, type Panels } from './dashboard.ts'
import { barGauge, overridesOf, redFrom, table, tableHeight, timeseries } from './panels.ts'
import { prometheus, promql, promqlNow } from './queries.ts'
import { accountNames, feedNames, levelColours, levelNames, reasonNames, stageNames } from './words.ts'

const flow: Panels = [
  timeseries('每秒处理消息', '每个环节每秒处理完的消息数。', 8)
    .unit('cps')
    .overrides(overridesOf({ names: stageNames }))
    .targets([promql('sum by (stage) (rate(flow_messages_total[$__rate_interval]))', '{{stage}}')]),
  timeseries('每秒发布消息', '每个环节每秒交给下一环节的消息数。', 8)
    .unit('cps')
    .overrides(overridesOf({ names: stageNames }))
    .targets([promql('sum by (stage) (rate(flow_outputs_total[$__rate_interval]))', '{{stage}}')]),
  timeseries('各接口每秒收到记录', '文件、接口送来并已可靠保存的记录数。', 8)
    .unit('cps')
    .overrides(overridesOf({ names: feedNames }))
    .targets([promql('sum by (feed) (rate(ingest_rows_total[$__rate_interval]))', '{{feed}}')]),
]

const delay: Panels = [
  timeseries('积压', '每个环节还没有处理完的消息数。', 6)
    .unit('short')
    .overrides(overridesOf({ names: stageNames }))
    .targets([promql('sum by (group) (max by (group, topic) (flow_lag_messages))', '{{group}}')]),
  timeseries('追平所需时间', '按最近五分钟的速度，处理完现有积压要多久；没有积压也没有处理时为空。', 6)
    .unit('s')
    .overrides(overridesOf({ names: stageNames }))
    .targets([promql('group:flow_lag:drain_seconds', '{{group}}')]),
  timeseries('批次耗时 p50', '一半的批次在这个时间内完成。', 6)
    .unit('s')
    .overrides(overridesOf({ names: stageNames }))
    .targets([
      promql(
        'histogram_quantile(0.5, sum by (stage, le) (rate(flow_batch_seconds_bucket[$__rate_interval])))',
        '{{stage}}',
      ),
    ]),
  timeseries('批次耗时 p99', '百分之九十九的批次在这个时间内完成；目标是一秒。', 6)
    .unit('s')
    .overrides(overridesOf({ names: stageNames }))
    .targets([
      promql(
        'histogram_quantile(0.99, sum by (stage, le) (rate(flow_batch_seconds_bucket[$__rate_interval])))',
        '{{stage}}',
      ),
    ]),
]

const taskDelay = (quantile: number): string =>
  `histogram_quantile(${quantile}, sum by (le) (rate(alert_task_delay_seconds_bucket[$__rate_interval])))`

const arrival: Panels = [
  timeseries('收到记录到任务', '从收到记录（每批按最早的一条）到任务更新保存好的时间；平稳负载下 p99 的目标是一秒。', 8)
    .height(tableHeight)
    .unit('s')
    .thresholds(redFrom(1))
    .targets([promql(taskDelay(0.5), 'p50', 'A'), promql(taskDelay(0.99), 'p99', 'B')]),
  table('定时拉取', '由我们去取数据的接口：距上次拉取成功多久，与声明的周期。没有这样的接口时为空。', 8)
    .transformations([
      { id: 'joinByField', options: { byField: 'feed', mode: 'outer' } },
      { id: 'organize', options: { excludeByName: { 'Time 1': true, 'Time 2': true } } },
    ])
    .overrides(
      overridesOf({
        names: { feed: '接口', 'Value #A': '距上次成功', 'Value #B': '周期' },
        named: { feed: feedNames },
        columnUnits: { 'Value #A': 's', 'Value #B': 's' },
      }),
    )
    .targets([
      promqlNow('max by (feed) (ingest_pull_age_seconds)', 'A'),
      promqlNow('max by (feed) (ingest_pull_interval_seconds)', 'B'),
    ]),
  timeseries('定时拉取失败次数', '一天内没有拉完的次数，按接口。', 8)
    .height(tableHeight)
    .unit('short')
    .overrides(overridesOf({ names: feedNames }))
    .targets([promql('sum by (feed) (increase(ingest_failed_pulls_total[1d]))', '{{feed}}')]),
]

const quality: Panels = [
  table('隔离区待处理', '没能接受、等人补正后重新提交或废弃的记录，按接口和原因。', 8)
    .transformations([{ id: 'organize', options: { excludeByName: { Time: true } } }])
    .overrides(
      overridesOf({
        names: { feed: '接口', reason: '原因', Value: '条数' },
        named: { feed: feedNames, reason: reasonNames },
      }),
    )
    .targets([promqlNow('sort_desc(max by (feed, reason) (ingest_quarantine_waiting_rows))')]),
  barGauge('一天内的隔离比例', '一天内收到的记录里没能接受的比例；超过 5% 告警。', 8)
    .unit('percentunit')
    .thresholds(redFrom(0.05))
    .overrides(overridesOf({ names: feedNames }))
    .targets([promql('feed:ingest_quarantined_share:ratio1d', '{{feed}}')]),
  table('数据新鲜度', '每个接口最近一次数据距今的天数，与约定周期；事件类接口没有周期。', 8)
    .transformations([
      { id: 'joinByField', options: { byField: 'feed', mode: 'outer' } },
      { id: 'organize', options: { excludeByName: { 'Time 1': true, 'Time 2': true } } },
    ])
    .overrides(
      overridesOf({
        names: { feed: '接口', 'Value #A': '距今天数', 'Value #B': '约定天数' },
        named: { feed: feedNames },
      }),
    )
    .targets([
      promqlNow('max by (feed) (ingest_feed_age_days)', 'A'),
      promqlNow('max by (feed) (ingest_feed_overdue_after_days)', 'B'),
    ]),
]

const account: Panels = [
  timeseries(
    '对账差额',
    '收到 = 接受 + 隔离；接受 = 已用 + 重复 + 过时 + 后来隔离。在途的会动，停住不动的就是去向不明。',
    8,
  )
    .height(tableHeight)
    .overrides(overridesOf({ names: { received: '收到一侧', accepted: '接受一侧' } }))
    .targets([promql('sum by (sum) (max by (feed, sum) (ingest_unbalanced_rows))', '{{sum}}')]),
  table('各接口对账', '每个接口至今收到的记录都去了哪里。', 16)
    .transformations([
      { id: 'groupingToMatrix', options: { columnField: 'outcome', rowField: 'feed', valueField: 'Value' } },
      { id: 'organize', options: { renameByName: { 'feed\\outcome': 'feed' } } },
    ])
    .overrides(overridesOf({ names: { feed: '接口', ...accountNames }, named: { feed: feedNames } }))
    .targets([promqlNow('max by (feed, outcome) (ingest_account_rows)')]),
]

const standing: Panels = [
  timeseries('环节就绪', '一为就绪，零为在等待所依赖的引擎。', 6)
    .overrides(overridesOf({ names: stageNames }))
    .targets([promql('min by (stage) (flow_stage_ready)', '{{stage}}')]),
  timeseries('一小时内的等待与出错', '等待引擎的次数，和因程序出错而隔离的消息数。', 6).targets([
    promql('sum by (stage) (increase(flow_outages_total[1h]))', '等待 {{stage}}', 'A'),
    promql('sum by (stage) (increase(flow_crashed_messages_total[1h]))', '出错 {{stage}}', 'B'),
  ]),
  timeseries('在办任务', '待接单和办理中的任务，和其中已过期限的；存量摸排清单上等候的家庭。', 6)
    .overrides(overridesOf({ names: levelNames, colours: levelColours }))
    .targets([
      promql('max by (level) (alert_open_tasks)', '{{level}}', 'A'),
      promql('sum(max by (level) (alert_late_tasks))', '已过期限', 'B'),
      promql('max(alert_stock_households)', '存量摸排清单', 'C'),
    ]),
  timeseries('每秒入仓行数', '写进数据仓库的行数，按表。', 6)
    .unit('rowsps')
    .targets([promql('sum by (table) (rate(warehouse_rows_total[$__rate_interval]))', '{{table}}')]),
]

const processes: Panels = [
  timeseries('常驻内存', '每个进程占用的内存；预算 1.5 GB。', 8)
    .unit('bytes')
    .targets([promql('process_resident_memory_bytes', '{{job}} {{instance}}')]),
  timeseries('处理器占用', '每个进程占用的处理器核数。', 8)
    .unit('short')
    .targets([promql('rate(process_cpu_seconds_total[$__rate_interval])', '{{job}} {{instance}}')]),
  timeseries('控制台出错次数', '一小时内以“系统出错”答复的请求数，和因引擎不可用请对方稍后再来的请求数。', 8)
    .unit('short')
    .targets([
      promql('sum(increase(console_failed_requests_total[1h]))', '出错', 'A'),
      promql('sum(increase(console_turned_away_requests_total[1h]))', '稍后再来', 'B'),
    ]),
]

/** Is the pipeline healthy: rates, delays, quality, accounts, processes. */
export const pipelineDashboard = dashboard(
  { uid: 'shouwang-pipeline', title: '守望 · 流程', datasource: prometheus, from: 'now-6h', refresh: '30s' },
  [...flow, ...delay, ...arrival, ...quality, ...account, ...standing, ...processes],
)
