import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { topology } from '@shouwang/contracts'
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml'
import { afterAll, expect, test } from 'vitest'

const withMerge = CORE_SCHEMA.withTags(mergeTag)

const folder = fileURLToPath(new URL('../../infra/compose/', import.meta.url))
const text = readFileSync(`${folder}compose.yaml`, 'utf8')

type Service = {
  readonly image: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly volumes?: readonly string[]
  readonly ports?: readonly string[]
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
}
const untold = text.replace(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1')
const { services, volumes } = load(untold, { schema: withMerge }) as {
  services: Readonly<Record<string, Service>>
  volumes: Readonly<Record<string, unknown>>
}
const each = Object.entries(services)
const own = each.filter(([, { image }]) => image === 'shouwang')

const copies: string[] = []
const freshEnv = (): { folder: string; run: (region?: string) => ReturnType<typeof spawnSync> } => {
  const copy = mkdtempSync(join(tmpdir(), 'shouwang-compose-'))
  copies.push(copy)
  cpSync(folder, copy, { recursive: true, filter: (path) => !path.endsWith('/.env') })
  return {
    folder: copy,
    run: (region) => spawnSync(join(copy, 'write-env'), region === undefined ? [] : [region], { encoding: 'utf8' }),
  }
}
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true })
})

const settingsIn = (path: string): Map<string, string> =>
  new Map(
    [...readFileSync(path, 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  )

test('every service of the topology runs', () => {
  expect(own.map(([name]) => name).sort()).toEqual(topology.map(({ service }) => service).sort())
  for (const [name, { command }] of own) {
    expect(command).toEqual([`services/${name}/src/main.ts`])
    expect(existsSync(resolve(folder, '../..', command?.[0] ?? ''))).toBe(true)
  }
})

test.for(each)('%s says whether it is healthy, and waits for what it needs', ([, service]) => {
  expect(service.healthcheck?.test[0]).toBe('CMD')
  for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
    expect(services[name]).toBeDefined()
    expect(condition).toBe('service_healthy')
  }
  expect(service.image).toMatch(/^shouwang$|:v?\d+\.?\d*/)
  for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/)
})

test.for(own)('%s runs with little power', ([, service]) => {
  expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
})

test('whatever is mounted is there', () => {
  for (const mount of each.flatMap(([, service]) => service.volumes ?? [])) {
    const [source = ''] = mount.split(':')
    if (source.startsWith('.')) expect(existsSync(resolve(folder, source)), source).toBe(true)
    else expect(Object.keys(volumes)).toContain(source)
  }
})

test('files that are laid into the folder of the host, or its volume, are taken by the one ingest', () => {
  const { environment, volumes: mounts } = services.ingest ?? {}
  expect(mounts).toEqual([`drop:${environment?.SHOUWANG_DROP_FOLDER}`, `feeds:${environment?.SHOUWANG_FEEDS}`])
  expect(text).toContain(`\${DROP_FOLDER:-drop}:${environment?.SHOUWANG_DROP_FOLDER}"`)
  const image = readFileSync(resolve(folder, '../images/Dockerfile'), 'utf8')
  expect(image).toContain(
    `install -d -o node -g node ${environment?.SHOUWANG_DROP_FOLDER} ${environment?.SHOUWANG_FEEDS}\n`,
  )
})

test('feeds that are saved in the console lie where ingest reads them', () => {
  const { environment, volumes: mounts } = services.console ?? {}
  expect(environment?.SHOUWANG_FEEDS).toBe(services.ingest?.environment?.SHOUWANG_FEEDS)
  expect(mounts).toEqual([`feeds:${environment?.SHOUWANG_FEEDS}`])
})

test('nothing secret has a default: what is not told stops the start, and the example tells nothing', () => {
  const required = new Set([...text.matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name))
  const mayBeUntold = [...text.matchAll(/\$\{([A-Z_]+)(?::-|-|\})/g)].map(([, name]) => name)
  expect(mayBeUntold.filter((name = '') => !/^SHOUWANG_(PUBLIC_URL|PROXIES|OIDC_\w+|SEALING_KEY)$/.test(name))).toEqual(
    ['DROP_FOLDER'],
  )
  const example = settingsIn(`${folder}.env.example`)
  expect([...example.keys()].sort()).toEqual([...required].sort())
  expect(new Set(example.values())).toEqual(new Set(['']))
})

test('write-env makes a secret for each, for the owner alone, and never over another', () => {
  const { folder: copy, run } = freshEnv()
  expect(run().status).toBe(2)
  expect(run('350200000000').status).toBe(0)
  const made = settingsIn(join(copy, '.env'))
  const secrets = [...made].filter(([name]) => name !== 'SHOUWANG_REGION').map(([, value]) => value)
  for (const secret of secrets) expect(secret).toMatch(/^[0-9a-f]{64}$/)
  expect(new Set(secrets).size).toBe(secrets.length)
  expect(made.get('SHOUWANG_REGION')).toBe('350200000000')
  expect(statSync(join(copy, '.env')).mode & 0o077).toBe(0)
  expect(run('350200000000').status).toBe(1)
})

const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0

test('docker compose takes it', ({ skip }) => {
  skip(!hasCompose, 'docker compose: there is none on this machine, see docs.docker.com/compose/install')
  const { folder: copy, run } = freshEnv()
  run('350200000000')
  execFileSync('docker', [
    'compose',
    '--file',
    `${folder}compose.yaml`,
    '--env-file',
    join(copy, '.env'),
    'config',
    '--quiet',
  ])
})

test('Prometheus scrapes every service, and Grafana finds both data sources', () => {
  const config = readFileSync(resolve(folder, '../prometheus/prometheus.yml'), 'utf8')
  const { scrape_configs: jobs } = load(config) as { scrape_configs: { job_name: string }[] }
  expect(
    jobs
      .map(({ job_name }) => job_name)
      .filter((name) => name !== 'prometheus')
      .sort(),
  ).toEqual(own.map(([name]) => name).sort())
  const provisioning = resolve(folder, '../grafana/provisioning')
  const sources = readFileSync(join(provisioning, 'datasources/datasources.yaml'), 'utf8')
  const given = Object.keys(services.grafana?.environment ?? {})
  for (const [, name] of sources.matchAll(/\$\{([A-Z_]+)\}/g)) expect(given).toContain(name)
  const path = /path: (.+)/.exec(readFileSync(join(provisioning, 'dashboards/dashboards.yaml'), 'utf8'))?.[1]
  expect(services.grafana?.volumes).toContain(`../grafana/dashboards:${path}:ro`)
})

test('nobody could set the city’s own sign-in: compose passed none of the settings that the README names on to the console', () => {
  const readme = readFileSync(resolve(folder, '../README.md'), 'utf8')
  const told = [...readme.matchAll(/^(SHOUWANG_[A-Z_]+)=/gm)].map(([, name = '']) => name)
  expect(told).toContain('SHOUWANG_OIDC_ISSUER')
  expect(Object.keys(services.console?.environment ?? {})).toEqual(expect.arrayContaining(told))
})
