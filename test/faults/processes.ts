import type { RunningService, ServiceName, Services } from '../journeys/services.ts'

/** Keeps services running, however often they are killed, and notes each that ended without being asked to. */
export type Processes = {
  /** Starts one more process of a service, and waits until it is ready. */
  readonly start: (name: ServiceName) => Promise<RunningService>
  /** Ends one process of a service, the last that was started. Gives its exit code; null when a signal killed it. */
  readonly stop: (name: ServiceName, signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null>
  /** Where the console listens now; undefined while there is none. */
  readonly console: () => string | undefined
  /** What ended by itself, or did not end cleanly. */
  readonly failures: readonly string[]
  /** Asks everyone to end. */
  readonly stopAll: () => Promise<void>
}

/** Engines that a service waits for may be away this long. */
const readyWithinMs = 240_000

export const superviseProcesses = (services: Services): Processes => {
  const working = new Map<ServiceName, RunningService[]>()
  const failures: string[] = []
  const of = (name: ServiceName): RunningService[] => {
    const known = working.get(name) ?? []
    working.set(name, known)
    return known
  }
  const stop: Processes['stop'] = async (name, signal) => {
    const service = of(name).pop()
    if (service === undefined) throw new Error(`no process of ${name} is running`)
    const code = await service.stop(signal)
    if (signal === 'SIGTERM' && code !== 0) failures.push(`${name} ended with ${code} when it was asked to end`)
    return code
  }
  return {
    start: async (name) => {
      const service = await services.start(name, readyWithinMs)
      of(name).push(service)
      service.child.once('exit', (code) => {
        if (!of(name).includes(service)) return
        of(name).splice(of(name).indexOf(service), 1)
        failures.push(`${name} ended by itself with ${code}`)
      })
      return service
    },
    stop,
    console: () => of('console').at(-1)?.address,
    failures,
    stopAll: async () => {
      for (const [name, some] of working) for (const _ of [...some]) await stop(name, 'SIGTERM')
    },
  }
}
