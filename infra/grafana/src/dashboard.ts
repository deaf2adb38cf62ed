import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import {
  type Dashboard,
  DashboardBuilder,
  type DataSourceRef,
  type Panel,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard'

export type Panels = readonly Builder<Panel>[]

type About = {
  readonly uid: string
  readonly title: string
  readonly datasource: DataSourceRef
  /** How far back it looks when it is opened, such as `now-6h`. */
  readonly from: string
  readonly refresh: string
}

/** A dashboard whose panels fill rows of twenty-four columns from left to right. Nobody edits it in Grafana. */
export const dashboard = (about: About, panels: Panels, variables: Builder<VariableModel>[] = []): Dashboard => {
  const builder = new DashboardBuilder(about.title)
    .uid(about.uid)
    .tags(['shouwang'])
    .timezone('Asia/Shanghai')
    .readonly()
    .time({ from: about.from, to: 'now' })
    .refresh(about.refresh)
    .variables(variables)
  // Links name a panel by its number, so it does not depend on what Grafana would give.
  for (const [index, panel] of panels.entries())
    builder.withPanel({ build: () => ({ ...panel.build(), id: index + 1, datasource: about.datasource }) })
  return builder.build()
}
