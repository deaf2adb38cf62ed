import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { load, loadAll } from 'js-yaml'
import { Deployment } from 'kubernetes-models/apps/v1/Deployment'
import { StatefulSet } from 'kubernetes-models/apps/v1/StatefulSet'
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler'
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress'
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget'
import { Role } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role'
import { RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding'
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap'
import { Namespace } from 'kubernetes-models/v1/Namespace'
import { Secret } from 'kubernetes-models/v1/Secret'
import { Service } from 'kubernetes-models/v1/Service'
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../../infra/kubernetes/', import.meta.url))
const read = (path: string): string => readFileSync(folder + path, 'utf8')

type Container = {
  name: string
  image: string
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[]
  env?: { valueFrom?: { secretKeyRef?: { name: string; key: string } } }[]
  securityContext?: { allowPrivilegeEscalation?: boolean; capabilities?: { drop?: string[] } }
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> }
  readinessProbe?: object
}
type Workload = {
  spec: {
    selector: { matchLabels: Record<string, string> }
    template: {
      metadata: { labels: Record<string, string> }
      spec: {
        securityContext?: { runAsNonRoot?: boolean }
        containers: Container[]
        volumes?: { configMap?: { name: string } }[]
      }
    }
  }
}
type Manifest = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
  readonly [field: string]: unknown
}

const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const notManifests = ['kustomization.yaml', 'prometheus-adapter.values.yaml']
const manifestsIn = (name: string): Manifest[] => loadAll(read(name)) as Manifest[]
const manifests = files.filter((name) => !notManifests.includes(name)).flatMap(manifestsIn)
const kindsOf = (...kinds: string[]): Manifest[] => manifests.filter(({ kind }) => kinds.includes(kind))
const workloads = kindsOf('Deployment', 'StatefulSet') as (Manifest & Workload)[]

const models: Readonly<Record<string, new (manifest: never) => { validate: () => void }>> = {
  'apps/v1 Deployment': Deployment,
  'apps/v1 StatefulSet': StatefulSet,
  'autoscaling/v2 HorizontalPodAutoscaler': HorizontalPodAutoscaler,
  'networking.k8s.io/v1 Ingress': Ingress,
  'networking.k8s.io/v1 NetworkPolicy': NetworkPolicy,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
  'rbac.authorization.k8s.io/v1 Role': Role,
  'rbac.authorization.k8s.io/v1 RoleBinding': RoleBinding,
  'v1 ConfigMap': ConfigMap,
  'v1 Namespace': Namespace,
  'v1 Secret': Secret,
  'v1 Service': Service,
  'v1 ServiceAccount': ServiceAccount,
}

test.for(manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest] as const))(
  '%s is as Kubernetes wants it',
  ([, manifest]) => {
    const Model = models[`${manifest.apiVersion} ${manifest.kind}`]
    if (Model === undefined) throw new Error(`no schema is imported for ${manifest.apiVersion} ${manifest.kind}`)
    new Model(manifest as never).validate()
    if (manifest.kind !== 'Namespace') expect(manifest.metadata.namespace).toBe('shouwang')
  },
)

test.for(workloads.map((workload) => [workload.metadata.name, workload] as const))(
  '%s runs with little power, says when it is ready, and has its share of the machine',
  ([, { spec }]) => {
    expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels)
    expect(spec.template.spec.securityContext?.runAsNonRoot).toBe(true)
    for (const container of spec.template.spec.containers) {
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      })
      expect(container.readinessProbe).toBeDefined()
      expect(container.resources).toMatchObject({
        requests: { cpu: expect.any(String) },
        limits: { memory: expect.any(String) },
      })
      expect(container.image).toMatch(/^shouwang$|:v?\d/)
    }
  },
)

test('whatever a pod refers to is there', () => {
  const named = (kind: string): string[] => kindsOf(kind).map(({ metadata }) => metadata.name)
  const generated = ['prometheus', 'grafana', 'compose'].flatMap((name) =>
    (
      load(read(`../${name}/kustomization.yaml`)) as { configMapGenerator: { name: string; files: string[] }[] }
    ).configMapGenerator.map(({ name: map, files: from }) => {
      for (const file of from) expect(existsSync(`${folder}../${name}/${file.split('=').at(-1)}`), file).toBe(true)
      return map
    }),
  )
  const secrets = new Map(
    kindsOf('Secret').map(({ metadata, stringData }) => [metadata.name, Object.keys(stringData as object)]),
  )
  for (const { spec } of workloads.map(({ spec: { template } }) => template)) {
    for (const { envFrom = [], env = [] } of spec.containers) {
      for (const { configMapRef, secretRef } of envFrom) {
        if (configMapRef !== undefined) expect(named('ConfigMap')).toContain(configMapRef.name)
        if (secretRef !== undefined) expect(named('Secret')).toContain(secretRef.name)
      }
      for (const { valueFrom } of env)
        if (valueFrom?.secretKeyRef !== undefined)
          expect(secrets.get(valueFrom.secretKeyRef.name)).toContain(valueFrom.secretKeyRef.key)
    }
    for (const { configMap } of spec.volumes ?? [])
      if (configMap !== undefined) expect([...named('ConfigMap'), ...generated]).toContain(configMap.name)
  }
})

test('the example of secrets gives none away, and is not applied by itself', () => {
  const values = kindsOf('Secret').flatMap(({ stringData }) => Object.values(stringData as Record<string, string>))
  expect(new Set(values)).toEqual(new Set(['']))
  const { resources } = load(read('kustomization.yaml')) as { resources: string[] }
  expect(resources).not.toContain('secrets.example.yaml')
  const applied = files.filter((name) => ![...notManifests, 'secrets.example.yaml'].includes(name))
  expect(resources.filter((name) => name.endsWith('.yaml')).sort()).toEqual(applied.sort())
})

test('workers are scaled by a lag that Prometheus records and the adapter passes on', () => {
  const { rules } = load(read('prometheus-adapter.values.yaml')) as {
    rules: { external: { seriesQuery: string; name: { as: string } }[] }
  }
  const [lag] = rules.external
  expect(read('../prometheus/rules/recording.yml')).toContain(`record: ${lag?.seriesQuery}\n`)
  for (const { spec, metadata } of kindsOf('HorizontalPodAutoscaler') as (Manifest & { spec: Scaling })[]) {
    expect(workloads.map((workload) => workload.metadata.name)).toContain(spec.scaleTargetRef.name)
    expect(spec.metrics).toMatchObject([
      { external: { metric: { name: lag?.name.as, selector: { matchLabels: { group: metadata.name } } } } },
    ])
  }
})

type Scaling = { readonly scaleTargetRef: { readonly name: string }; readonly metrics: readonly object[] }

test('every pod is fit for a restricted namespace, and every service has a disruption budget', () => {
  const [namespace] = kindsOf('Namespace')
  expect(namespace?.metadata).toMatchObject({ labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } })
  const unconfined = workloads.filter(
    ({ spec }) =>
      (spec.template.spec.securityContext as { seccompProfile?: { type: string } }).seccompProfile?.type !==
      'RuntimeDefault',
  )
  expect(unconfined.map(({ metadata }) => metadata.name)).toEqual([])
  const budgets = kindsOf('PodDisruptionBudget').map(({ metadata }) => metadata.name)
  expect(budgets.toSorted()).toEqual(['alert', 'console', 'ingest', 'scoring', 'warehouse'])
})

test('no pod talks to the world but ingest, which pulls', () => {
  const leaving = (kindsOf('NetworkPolicy') as (Manifest & { spec: { policyTypes: string[] } })[]).filter(({ spec }) =>
    spec.policyTypes.includes('Egress'),
  )
  expect(leaving.map(({ metadata }) => metadata.name)).toEqual(['within-only', 'pulls'])
})

const secretOf = (workload: Manifest & Workload): string[] =>
  workload.spec.template.spec.containers.flatMap(({ envFrom = [] }) =>
    envFrom.flatMap(({ secretRef }) => (secretRef === undefined ? [] : [secretRef.name])),
  )

test('scoring could read the keys of the vault: each process has a secret of its own, with what it needs alone', () => {
  const services = ['ingest', 'scoring', 'alert', 'warehouse', 'console']
  for (const workload of workloads.filter(({ metadata }) => services.includes(metadata.name)))
    expect(secretOf(workload)).toEqual([`shouwang-${workload.metadata.name}`])
  const given = Object.fromEntries(
    kindsOf('Secret').map(({ metadata, stringData }) => [metadata.name, Object.keys(stringData as object)]),
  )
  const holding = (setting: string): string[] => services.filter((name) => given[`shouwang-${name}`]?.includes(setting))
  expect(holding('SHOUWANG_VAULT_KEY')).toEqual(['ingest', 'console'])
  expect(holding('SHOUWANG_PSEUDONYM_KEY')).toEqual(['ingest', 'console'])
  expect(holding('SHOUWANG_CLICKHOUSE_URL')).toEqual(['warehouse', 'console'])
  expect(holding('SHOUWANG_OPERATOR_TOKEN')).toEqual(['console'])
})

test('what is public is the console’s page alone, by TLS under the name that it answers to; no operations port is', () => {
  const [ingress] = kindsOf('Ingress') as (Manifest & { spec: Public })[]
  if (ingress === undefined) throw new Error('nothing is public')
  const { tls, rules } = ingress.spec
  const { data } = kindsOf('ConfigMap')[0] as Manifest & { data: Record<string, string> }
  const name = new URL(data.SHOUWANG_PUBLIC_URL ?? '').hostname
  expect(rules.map(({ host }) => host)).toEqual([name])
  expect(tls.flatMap(({ hosts }) => hosts)).toEqual([name])
  const backends = rules.flatMap(({ http }) => http.paths.map(({ backend }) => backend.service))
  expect(backends).toEqual([{ name: 'console', port: { name: 'http' } }])
  const named = (kind: string, name: string): unknown[] =>
    kindsOf(kind).flatMap(({ metadata, spec }) => (metadata.name === name ? [spec] : []))
  expect(named('Service', 'console')).toMatchObject([{ ports: [{ name: 'http', port: 80, targetPort: 'http' }] }])
  expect(named('NetworkPolicy', 'pages')).toMatchObject([{ ingress: [{ ports: [{ port: 'http' }] }] }])
})

type Public = {
  readonly tls: readonly { readonly hosts: readonly string[] }[]
  readonly rules: readonly {
    readonly host: string
    readonly http: { readonly paths: readonly { readonly backend: { readonly service: object } }[] }
  }[]
}
