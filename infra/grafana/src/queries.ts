import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog'
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus'

/** The data sources, as infra/grafana/provisioning names them. */
export const prometheus = { type: 'prometheus', uid: 'prometheus' }
export const clickhouse = { type: 'grafana-clickhouse-datasource', uid: 'clickhouse' }

/** A question to Prometheus. `legend` names a series from its labels. */
export const promql = (expr: string, legend = '', refId = 'A') =>
  new DataqueryBuilder().refId(refId).datasource(prometheus).expr(expr).legendFormat(legend).range()

/** A question to Prometheus about this moment, as a table. */
export const promqlNow = (expr: string, refId = 'A') =>
  new DataqueryBuilder().refId(refId).datasource(prometheus).expr(expr).instant().format(PromQueryFormat.Table)

/** What the ClickHouse plugin reads; Grafana's library knows the queries of its own sources only. */
type ClickHouseQuery = Dataquery & { readonly refId: string; readonly datasource: object; readonly rawSql: string }

/** A question to ClickHouse. A series over time begins with a column `time`. */
export const sql = (rawSql: string, shape: 'table' | 'timeseries' = 'table', refId = 'A'): Builder<Dataquery> => {
  const query: ClickHouseQuery & Readonly<Record<string, unknown>> = {
    refId,
    datasource: clickhouse,
    editorType: 'sql',
    queryType: shape,
    format: shape === 'table' ? 1 : 0,
    rawSql: rawSql.replace(/^\n/, ''),
    _implementsDataqueryVariant: () => undefined,
  }
  return { build: () => query }
}
