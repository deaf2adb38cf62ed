import * as barchart from '@grafana/grafana-foundation-sdk/barchart'
import * as bargauge from '@grafana/grafana-foundation-sdk/bargauge'
import {
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import {
  type DynamicConfigValue,
  MappingType,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard'
import * as statPanel from '@grafana/grafana-foundation-sdk/stat'
import * as tablePanel from '@grafana/grafana-foundation-sdk/table'
import * as timeseriesPanel from '@grafana/grafana-foundation-sdk/timeseries'

/** Lines over time, their last and highest values below. `description` says what the numbers mean to those who look. */
export const timeseries = (title: string, description: string, columns: number) =>
  new timeseriesPanel.PanelBuilder()
    .title(title)
    .description(description)
    .span(columns)
    .height(8)
    .unit(plain)
    .legend(legendOf(LegendDisplayMode.Table).placement(LegendPlacement.Bottom).calcs(['lastNotNull', 'max']))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))

/** One number. */
export const stat = (title: string, description: string, columns: number) =>
  new statPanel.PanelBuilder()
    .title(title)
    .description(description)
    .span(columns)
    .height(4)
    .unit(plain)
    .reduceOptions(lastValue())

/** As high as a table, for what stands beside one. */
export const tableHeight = 9

/** Rows and columns. */
export const table = (title: string, description: string, columns: number) =>
  new tablePanel.PanelBuilder().title(title).description(description).span(columns).height(tableHeight).unit(plain)

/** Upright bars, one group for each row of the answer. */
export const barChart = (title: string, description: string, columns: number) =>
  new barchart.PanelBuilder()
    .title(title)
    .description(description)
    .span(columns)
    .height(tableHeight)
    .unit(plain)
    .legend(legendOf(LegendDisplayMode.List))

/** A bar for each series, as long as its last value. */
export const barGauge = (title: string, description: string, columns: number) =>
  new bargauge.PanelBuilder()
    .title(title)
    .description(description)
    .span(columns)
    .height(tableHeight)
    .unit(plain)
    .reduceOptions(lastValue())

/** What Grafana shows where no unit is named. */
const plain = 'none'

const legendOf = (mode: LegendDisplayMode) => new VizLegendOptionsBuilder().displayMode(mode).showLegend(true)

const lastValue = () => new ReduceDataOptionsBuilder().calcs(['lastNotNull'])

/** Green, and red from a value on. */
export const redFrom = (value: number) =>
  new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    { value: null, color: 'green' },
    { value, color: 'red' },
  ])

type Words = Readonly<Record<string, string>>

/** How columns or series are shown, by the code that the engine calls them. */
type Shown = {
  readonly names?: Words
  readonly colours?: Words
  /** Words for the codes in a column. */
  readonly named?: Readonly<Record<string, Words>>
  readonly columnUnits?: Words
}

/** One override for each column or series, since a second one would not find it under its new name. */
export const overridesOf = ({ names = {}, colours = {}, named = {}, columnUnits = {} }: Shown) => {
  const columns = new Set([names, colours, named, columnUnits].flatMap((words) => Object.keys(words)))
  const property = (id: string, value: unknown): DynamicConfigValue[] => (value === undefined ? [] : [{ id, value }])
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

const mappingOf = (words: Words): ValueMapping => ({
  type: MappingType.ValueToText,
  options: Object.fromEntries(Object.entries(words).map(([code, text], index) => [code, { text, index }])),
})
