import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningService } from '../journeys/services.ts'

/** What operators see of a service at one moment. `retries`, `ready` and `residentBytes` are its metrics. */
export type Look = {
  readonly status: number
  readonly parts: Readonly<Record<string, string>>
  readonly retries: number
  readonly ready: boolean
  readonly residentBytes: number
}

export type Watching = {
  /** What was seen of a service since the watching began, the oldest first. */
  readonly seen: (service: RunningService) => readonly Look[]
  /** Resolves once each of these was seen not to be ready, on both of what operators look at, or after the limit. */
  readonly untilUnready: (services: readonly RunningService[], limitMs: number) => Promise<void>
  readonly end: () => Promise<void>
}

const lookEveryMs = 500

/** Looks at services again and again, as Prometheus and a load balancer would. */
export const watch = (services: readonly RunningService[]): Watching => {
  const looks = new Map<RunningService, Look[]>(services.map((service) => [service, []]))
  let ended = false
  const watchOne = async (service: RunningService): Promise<void> => {
    while (!ended) {
      looks.get(service)?.push(await lookAt(service))
      await sleep(lookEveryMs)
    }
  }
  const watching = Promise.all(services.map(watchOne))
  const seen = (service: RunningService): readonly Look[] => looks.get(service) ?? []
  const wasUnready = (service: RunningService): boolean =>
    seen(service).some(({ status }) => status === 503) && seen(service).some(({ ready }) => !ready)
  return {
    seen,
    untilUnready: async (services, limitMs) => {
      for (const until = performance.now() + limitMs; performance.now() < until && !services.every(wasUnready); )
        await sleep(lookEveryMs)
    },
    end: async () => {
      ended = true
      await watching
    },
  }
}

/** Looks once. */
export const lookAt = async ({ operations }: RunningService): Promise<Look> => {
  const readiness = await fetch(`${operations}/readyz`)
  const { parts } = (await readiness.json()) as { parts: Record<string, string> }
  const metrics = await (await fetch(`${operations}/metrics`)).text()
  return {
    status: readiness.status,
    parts,
    retries: valuesOf(metrics, 'flow_outages_total').reduce((sum, value) => sum + value, 0),
    ready: valuesOf(metrics, 'flow_stage_ready').every((value) => value === 1),
    residentBytes: valuesOf(metrics, 'process_resident_memory_bytes')[0] ?? 0,
  }
}

/** The values of all series of a metric. */
const valuesOf = (metrics: string, name: string): number[] =>
  metrics
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .map((line) => Number(line.slice(line.lastIndexOf(' '))))

/** Resolves once every service is ready. */
export const untilReady = async (services: readonly RunningService[], limitMs: number): Promise<void> => {
  for (const until = performance.now() + limitMs; ; await sleep(100)) {
    const looks = await Promise.all(services.map(lookAt))
    if (looks.every(({ status, ready }) => status === 200 && ready)) return
    if (performance.now() > until)
      throw new Error(`not ready again: ${JSON.stringify(looks.map(({ parts }) => parts))}`)
  }
}
