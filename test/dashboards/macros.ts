/** The span of a dashboard, as Grafana would ask for it. */
export type Span = { readonly from: Date; readonly to: Date }

const seconds = (moment: Date): number => Math.floor(moment.getTime() / 1000)

/** Writes out the macros and variables that our ClickHouse panels use, all districts chosen. Throws on any other. */
export const asClickHouse = (rawSql: string, { from, to }: Span): string =>
  whole(
    rawSql
      .replaceAll('$__fromTime', `toDateTime(${seconds(from)})`)
      .replaceAll('$__toTime', `toDateTime(${seconds(to)})`)
      .replaceAll(`\${district}`, '.*'),
  )

/** Writes out the one macro that our Prometheus panels use. Throws on any other. */
export const asPromql = (expr: string, rateInterval: string): string =>
  whole(expr.replaceAll('$__rate_interval', rateInterval))

const whole = (query: string): string => {
  const left = /\$\{?\w+/.exec(query)?.[0]
  if (left !== undefined)
    throw new Error(`the query has "${left}", which this test does not write out; add it to macros.ts`)
  return query
}
