import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pipelineDashboard, programmeDashboard } from '@shouwang/grafana'
import { load } from 'js-yaml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asClickHouse, asPromql } from './macros.ts'
import { type Panel, panelsOf, type Target } from './panels-of.ts'
import { type RunningProgram, runProgram } from './running-program.ts'
import {
  hasPrometheus,
  needsPrometheus,
  promtool,
  type RunningPrometheus,
  startPrometheus,
} from './running-prometheus.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string): string => readFileSync(root + path, 'utf8')
const namesIn = (path: string, end: string): string[] => readdirSync(root + path).filter((name) => name.endsWith(end))

const targetsOf = (panels: readonly Panel[]): { name: string; target: Target }[] =>
  panels.flatMap(({ title, targets }) => targets.map((target) => ({ name: `${title} ${target.refId}`, target })))

let program: RunningProgram
let prometheus: RunningPrometheus
let concluded: number
const began = Date.now()

beforeAll(async () => {
  program = await runProgram()
  await program.importCounty()
  if (hasPrometheus) {
    prometheus = await startPrometheus(program.address)
    await prometheus.nextScrapes(2)
  }
  concluded = await program.conclude([
    'eligible-apply',
    'temp-aid-given',
    'not-eligible',
    'confirmed-stop',
    'not-found',
  ])
  if (!hasPrometheus) return
  await program.importCounty()
  await program.reportFires(3)
  await prometheus.nextScrapes(4)
}, 180_000)
afterAll(async () => {
  await prometheus?.close()
  await program?.close()
})

test('the dashboards that Grafana is given are those that are written here', () => {
  const given = namesIn('infra/grafana/dashboards', '.json').map((name) =>
    JSON.parse(read(`infra/grafana/dashboards/${name}`)),
  )
  expect(given).toEqual(JSON.parse(JSON.stringify([pipelineDashboard, programmeDashboard])))
})

test.for(targetsOf(panelsOf(pipelineDashboard)).map(({ name, target }) => [name, target] as const))(
  'Prometheus has data for %s',
  async ([, { expr }], context) => {
    needsPrometheus(context)
    const series = await prometheus.overLast((Date.now() - began) / 1000, asPromql(expr ?? '', '10s'))
    expect(series.flatMap(({ values }) => values).filter(Number.isFinite)).not.toEqual([])
  },
)

test.for(targetsOf(panelsOf(programmeDashboard)).map(({ name, target }) => [name, target] as const))(
  'ClickHouse has rows for %s',
  async ([, { rawSql }]) => {
    const values = (await rowsOf(rawSql ?? '')).flatMap((row) => Object.values(row))
    expect(values.filter((value) => value !== null)).not.toEqual([])
  },
)

test('the warehouse counts the same open tasks as the operational store, and every result once', async () => {
  const [stored] = await program.standalone.engines.sql.query<{ open: number }>(
    `select count(*) as open from tasks where status in ('open', 'accepted')`,
  )
  const [open] = await rowsOf(queryOf('在办任务'))
  expect(Number(open?.open)).toBe(Number(stored?.open))
  const results = await rowsOf(queryOf('核查结果'))
  expect(results.reduce((sum, row) => sum + Number(row.results), 0)).toBe(concluded)
  const [families] = await rowsOf(queryOf('帮到家庭'))
  expect(Number(families?.families)).toBe(1)
})

test('every rule is well formed, passes its tests and can be evaluated', async (context) => {
  needsPrometheus(context)
  promtool('check', 'config', 'prometheus.yml')
  promtool('test', 'rules', ...namesIn('infra/prometheus/tests', '.yml').map((name) => `tests/${name}`))
  const rules = await prometheus.rules()
  expect(rules.length).toBeGreaterThan(0)
  expect(rules.filter(({ health }) => health !== 'ok')).toEqual([])
})

type Rule = { alert?: string; annotations?: { runbook?: string } }
const alerts = namesIn('infra/prometheus/rules', '.yml')
  .flatMap((name) => (load(read(`infra/prometheus/rules/${name}`)) as { groups: { rules: Rule[] }[] }).groups)
  .flatMap(({ rules }) => rules.filter(({ alert }) => alert !== undefined))

test('every alert has a test and a runbook of its own that says what to do, and no runbook is left over', () => {
  const tests = namesIn('infra/prometheus/tests', '.yml').map((name) => read(`infra/prometheus/tests/${name}`))
  for (const { alert, annotations } of alerts) {
    expect(tests.join(), `a test that lets ${alert} fire`).toContain(`alertname: ${alert}\n        exp_alerts:`)
    const page = read(annotations?.runbook ?? '')
    expect(page).toMatch(new RegExp(`^# ${alert}：`))
    for (const part of ['## 意味着什么', '## 看什么', '## 做什么']) expect(page).toContain(part)
  }
  expect(namesIn('docs/runbooks', '.md')).toHaveLength(alerts.length)
})

const queryOf = (title: string): string =>
  panelsOf(programmeDashboard).find((panel) => panel.title === title)?.targets[0]?.rawSql ?? ''

const rowsOf = async (rawSql: string): Promise<Record<string, unknown>[]> => {
  const span = { from: new Date(Date.now() - 90 * 86_400_000), to: new Date() }
  const answer = await program.standalone.engines.warehouse.query({
    query: asClickHouse(rawSql, span),
    format: 'JSONEachRow',
  })
  return answer.json<Record<string, unknown>>()
}
