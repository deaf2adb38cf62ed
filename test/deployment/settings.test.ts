import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Config as AlertConfig } from '@shouwang/alert'
import { Config as ConsoleConfig } from '@shouwang/console'
import { Config as IngestConfig } from '@shouwang/ingest'
import { Config as ScoringConfig } from '@shouwang/scoring'
import { Config as WarehouseConfig } from '@shouwang/warehouse'
import { CORE_SCHEMA, load, loadAll, mergeTag } from 'js-yaml'
import { expect, test } from 'vitest'

const withMerge = CORE_SCHEMA.withTags(mergeTag)

const infra = fileURLToPath(new URL('../../infra/', import.meta.url))
const read = (path: string): string => readFileSync(infra + path, 'utf8')

const configs = {
  ingest: IngestConfig,
  scoring: ScoringConfig,
  alert: AlertConfig,
  warehouse: WarehouseConfig,
  console: ConsoleConfig,
}
const names = Object.keys(configs) as (keyof typeof configs)[]

/** A value that is fit for a setting of that name. */
const told = (name: string): string => {
  if (name.endsWith('REGION')) return '350200000000'
  if (name.endsWith('URL')) return `${name.includes('POSTGRES') ? 'postgres' : 'http'}://user:password@host:1/database`
  return 'ab'.repeat(32)
}

test('whatever compose and Kubernetes tell is a setting that a service reads', () => {
  const known = new Set(Object.values(configs).flatMap(({ shape }) => Object.keys(shape)))
  const { services } = load(read('compose/compose.yaml'), { schema: withMerge }) as Composed
  const composed = names.flatMap((name) => Object.keys(services[name]?.environment ?? {}))
  const documents = ['kubernetes/config.yaml', 'kubernetes/secrets.example.yaml'].flatMap((path) =>
    loadAll(read(path)).map((document) => document as { data?: object; stringData?: object }),
  )
  const mapped = documents.flatMap(({ data, stringData }) => Object.keys(data ?? stringData ?? {}))
  const told = [...composed, ...mapped].filter((name) => /^(SHOUWANG|CONSOLE|METRICS)_/.test(name))
  expect(told.filter((name) => !known.has(name))).toEqual([])
})

type Composed = {
  readonly services: Readonly<Record<string, { readonly environment?: Record<string, string | number> }>>
}

test.for(names)('compose tells %s all that it must know', (name) => {
  const text = read('compose/compose.yaml').replace(/\$\{([A-Z_]+):\?[^}]*\}/g, (_, setting: string) => told(setting))
  const { services } = load(text, { schema: withMerge }) as Composed
  const environment = Object.entries(services[name]?.environment ?? {}).map(([setting, value]) => [
    setting,
    String(value).replace(/^\$\{[A-Z_]+:-\}$/, ''),
  ])
  const given = environment.filter(([, value]) => value !== '')
  expect(configs[name].safeParse(Object.fromEntries(given)).error?.issues ?? []).toEqual([])
})

type Named = { readonly metadata: { readonly name: string } }
type Pod = { readonly spec: { readonly template: { readonly spec: { readonly containers: readonly Container[] } } } }
type Container = { readonly envFrom: readonly Record<string, { readonly name: string }>[] }

test.for(names)('Kubernetes tells %s all that it must know', (name) => {
  const all = (path: string) => loadAll(read(`kubernetes/${path}`))
  const given = new Map<string, Record<string, string>>()
  for (const { metadata, data, stringData } of [...all('config.yaml'), ...all('secrets.example.yaml')] as (Named & {
    data?: Record<string, string>
    stringData?: Record<string, string>
  })[])
    given.set(
      metadata.name,
      data ?? Object.fromEntries(Object.keys(stringData ?? {}).map((setting) => [setting, told(setting)])),
    )
  const [deployment] = all(`${name}.yaml`) as Pod[]
  const from = deployment?.spec.template.spec.containers[0]?.envFrom ?? []
  const environment = from.flatMap((source) => Object.values(source)).map((source) => given.get(source.name))
  expect(configs[name].safeParse(Object.assign({}, ...environment)).error?.issues ?? []).toEqual([])
})
