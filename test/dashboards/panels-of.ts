import { z } from 'zod'

const DataSource = z.object({ type: z.string(), uid: z.string() })

/** One question of a panel: `expr` to Prometheus, `rawSql` to ClickHouse. */
const Target = z.object({
  refId: z.string(),
  datasource: DataSource,
  expr: z.string().optional(),
  rawSql: z.string().optional(),
})
export type Target = z.infer<typeof Target>

const Override = z.object({
  matcher: z.object({ options: z.string() }),
  properties: z.array(z.object({ id: z.string(), value: z.unknown() })),
})

const Panel = z.object({
  id: z.int(),
  title: z.string(),
  description: z.string(),
  datasource: DataSource,
  fieldConfig: z.object({ defaults: z.object({ unit: z.string() }), overrides: z.array(Override) }),
  gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
  targets: z.array(Target),
})
export type Panel = z.infer<typeof Panel>

/** The panels of a dashboard as Grafana reads them. */
export const panelsOf = (dashboard: unknown): readonly Panel[] =>
  z.object({ panels: z.array(Panel) }).parse(JSON.parse(JSON.stringify(dashboard))).panels
