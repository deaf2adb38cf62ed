/** One query of a panel, for Prometheus (`expr`) or for ClickHouse (`rawSql`). */
export type Target = {
  readonly refId: string
  readonly datasource: DataSource
  readonly expr?: string
  readonly legendFormat?: string
  readonly instant?: boolean
  readonly rawSql?: string
  readonly [setting: string]: unknown
}

type DataSource = { readonly type: string; readonly uid: string }

export type Panel = {
  readonly id: number
  readonly title: string
  readonly description: string
  readonly type: string
  readonly targets: readonly Target[]
  readonly [setting: string]: unknown
}

export type Dashboard = {
  readonly uid: string
  readonly title: string
  readonly panels: readonly Panel[]
  readonly [setting: string]: unknown
}

/** A panel before its place is known. Widths are columns of twenty-four. */
export type Draft = {
  readonly title: string
  /** What the numbers mean, in the words of those who look at them. */
  readonly description: string
  readonly type: 'timeseries' | 'stat' | 'table' | 'barchart' | 'bargauge'
  readonly width: number
  readonly targets: readonly Target[]
  readonly unit?: string
  /** Names for what the engines call by a code. */
  readonly names?: Readonly<Record<string, string>>
  readonly colours?: Readonly<Record<string, string>>
  /** Columns that show a code by its name. */
  readonly named?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly stacked?: boolean
  readonly thresholds?: readonly { readonly from: number | null; readonly colour: string }[]
  readonly transformations?: readonly unknown[]
  readonly columnUnits?: Readonly<Record<string, string>>
}

const prometheus: DataSource = { type: 'prometheus', uid: 'prometheus' }
const clickhouse: DataSource = { type: 'grafana-clickhouse-datasource', uid: 'clickhouse' }

/** A question to Prometheus. `legend` names a series from its labels. */
export const promql = (expr: string, legend = '', refId = 'A'): Target => ({
  refId,
  datasource: prometheus,
  expr,
  legendFormat: legend,
  range: true,
})

/** A question to Prometheus about this moment, as a table. */
export const promqlNow = (expr: string, refId = 'A'): Target => ({
  refId,
  datasource: prometheus,
  expr,
  instant: true,
  range: false,
  format: 'table',
})

/** A question to ClickHouse. A series over time begins with a column `time`. */
export const sql = (rawSql: string, shape: 'table' | 'timeseries' = 'table', refId = 'A'): Target => ({
  refId,
  datasource: clickhouse,
  editorType: 'sql',
  queryType: shape,
  format: shape === 'table' ? 1 : 0,
  rawSql: rawSql.replace(/^\n/, ''),
})

const height: Readonly<Record<Draft['type'], number>> = { timeseries: 8, stat: 4, table: 9, barchart: 9, bargauge: 9 }
const columns = 24

/** A dashboard of rows of panels, each row as high as its highest panel. */
export const dashboard = (
  about: { readonly uid: string; readonly title: string; readonly from: string; readonly refresh: string },
  rows: readonly (readonly Draft[])[],
  variables: readonly unknown[] = [],
): Dashboard => ({
  uid: about.uid,
  title: about.title,
  tags: ['shouwang'],
  timezone: 'Asia/Shanghai',
  schemaVersion: 39,
  editable: false,
  time: { from: about.from, to: 'now' },
  refresh: about.refresh,
  templating: { list: variables },
  panels: placed(rows),
})

const placed = (rows: readonly (readonly Draft[])[]): Panel[] => {
  const panels: Panel[] = []
  let y = 0
  for (const row of rows) {
    const tall = Math.max(...row.map(({ type }) => height[type]))
    let x = 0
    for (const draft of row) {
      if (x + draft.width > columns)
        throw new RangeError(`the row of "${draft.title}" is wider than ${columns} columns`)
      panels.push(panelOf(draft, panels.length + 1, { x, y, w: draft.width, h: tall }))
      x += draft.width
    }
    y += tall
  }
  return panels
}

const panelOf = (draft: Draft, id: number, gridPos: Record<string, number>): Panel => ({
  id,
  title: draft.title,
  description: draft.description,
  type: draft.type,
  gridPos,
  datasource: draft.targets[0]?.datasource,
  targets: draft.targets,
  fieldConfig: {
    defaults: {
      ...(draft.unit === undefined ? {} : { unit: draft.unit }),
      ...(draft.thresholds === undefined ? {} : { thresholds: thresholdsOf(draft.thresholds) }),
      ...(draft.stacked === true ? { custom: { stacking: { mode: 'normal' }, fillOpacity: 60 } } : {}),
    },
    overrides: overridesOf(draft),
  },
  options: optionsOf(draft),
  ...(draft.transformations === undefined ? {} : { transformations: draft.transformations }),
})

const thresholdsOf = (steps: NonNullable<Draft['thresholds']>) => ({
  mode: 'absolute',
  steps: steps.map(({ from, colour }) => ({ value: from, color: colour })),
})

/** One override for each column or series, since a second one would not find it under its new name. */
const overridesOf = ({ names = {}, colours = {}, named = {}, columnUnits = {} }: Draft): readonly unknown[] => {
  const columns = new Set([names, colours, named, columnUnits].flatMap((words) => Object.keys(words)))
  const property = (id: string, value: unknown) => (value === undefined ? [] : [{ id, value }])
  return [...columns].map((column) => {
    const [colour, words] = [colours[column], named[column]]
    return {
      matcher: { id: 'byName', options: column },
      properties: [
        ...property('displayName', names[column]),
        ...property('color', colour && { mode: 'fixed', fixedColor: colour }),
        ...property('mappings', words && [mappingOf(words)]),
        ...property('unit', columnUnits[column]),
      ],
    }
  })
}

const mappingOf = (words: Readonly<Record<string, string>>) => ({
  type: 'value',
  options: Object.fromEntries(Object.entries(words).map(([code, text], index) => [code, { text, index }])),
})

const optionsOf = ({ type, stacked }: Draft): Record<string, unknown> => {
  if (type === 'timeseries')
    return {
      legend: { displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] },
      tooltip: { mode: 'multi' },
    }
  if (type === 'barchart') return { stacking: stacked === true ? 'normal' : 'none', legend: { displayMode: 'list' } }
  if (type === 'table') return { showHeader: true }
  return { reduceOptions: { calcs: ['lastNotNull'] } }
}
