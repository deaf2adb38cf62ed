import { readFileSync } from 'node:fs'
import * as units from '@grafana/grafana-foundation-sdk/units'
import { pipelineDashboard, programmeDashboard } from '@shouwang/grafana'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { panelsOf } from './panels-of.ts'

/**
 * What Grafana's dashboard linter would say, which is no package (docs/decisions/0016). Whether each PromQL query is valid
 * and finds data is seen on a real Prometheus beside. Its rules on variables for data source, job and instance are left out:
 * the sources are provisioned under fixed names, and the pipeline is looked at as a whole.
 */
describe.each([pipelineDashboard, programmeDashboard])('$title', (dashboard) => {
  const panels = panelsOf(dashboard)
  const targets = panels.flatMap((panel) => panel.targets.map((target) => ({ title: panel.title, ...target })))
  const titlesWhere = (wrong: (panel: (typeof panels)[number]) => boolean): string[] =>
    panels.filter(wrong).map(({ title }) => title)

  test('every panel has a title, says what its numbers mean, and asks something', () => {
    expect(titlesWhere(({ title }) => title === '')).toEqual([])
    expect(titlesWhere(({ description }) => !description.endsWith('。'))).toEqual([])
    expect(titlesWhere(({ targets }) => targets.length === 0)).toEqual([])
  })

  test('every unit is one that Grafana knows', () => {
    const known: ReadonlySet<unknown> = new Set(Object.values(units))
    const unitsOf = ({ fieldConfig: { defaults, overrides } }: (typeof panels)[number]) => [
      defaults.unit,
      ...overrides.flatMap(({ properties }) => properties.filter(({ id }) => id === 'unit').map(({ value }) => value)),
    ]
    expect(titlesWhere((panel) => unitsOf(panel).some((unit) => !known.has(unit)))).toEqual([])
  })

  test('every panel and question uses a data source that is provisioned', () => {
    const provisioned = load(
      readFileSync(new URL('../../infra/grafana/provisioning/datasources/datasources.yaml', import.meta.url), 'utf8'),
    ) as { datasources: { uid: string; type: string }[] }
    const known = provisioned.datasources.map(({ uid, type }) => `${type} ${uid}`)
    expect(
      [...panels, ...targets].filter(({ datasource: { type, uid } }) => !known.includes(`${type} ${uid}`)),
    ).toEqual([])
  })

  test('a rate is taken over the interval that fits the scrapes', () => {
    const windows = targets.flatMap(({ expr = '' }) =>
      [...expr.matchAll(/\bi?rate\([^[]*\[([^\]]+)\]/g)].map(([, window]) => window),
    )
    expect(windows.filter((window) => window !== '$__rate_interval')).toEqual([])
  })

  test('a counter is never shown as it stands, only how fast it grows', () => {
    const standing = /(?<!\b(?:rate|irate|increase)\()\b\w+_(?:total|bucket)\b/
    expect(targets.filter(({ expr = '' }) => standing.test(expr))).toEqual([])
  })

  test('panels have numbers of their own, lie on the grid and do not overlap', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => ({ column: x + (i % w), row: y + Math.floor(i / w) })),
    )
    expect(cells.filter(({ column }) => column >= 24)).toEqual([])
    expect(new Set(cells.map(({ column, row }) => `${column} ${row}`)).size).toBe(cells.length)
  })

  test('nobody edits it in Grafana, where the next start would undo it', () => {
    expect(dashboard.editable).toBe(false)
  })
})
