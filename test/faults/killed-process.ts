import type { RunningService, ServiceName, Services } from '../journeys/services.ts'
import { type KillPoint, openStatementProxy } from './statement-proxy.ts'

/** A service that is killed between two of its effects, and comes back on what it left. */
export type KilledProcess = {
  readonly name: ServiceName
  /** Where it listens, if it does; undefined while it is dead. */
  readonly address: () => string | undefined
  /** Kills it where it next comes to this point and starts it again. False where `over` came first. */
  readonly killAt: (point: KillPoint, over: AbortSignal) => Promise<boolean>
  /** Asks it to end; gives what it did wrong. */
  readonly end: () => Promise<readonly string[]>
}

/** Starts a service whose way to PostgreSQL is watched. */
export const startKilledProcess = async (services: Services, name: ServiceName): Promise<KilledProcess> => {
  const proxy = await openStatementProxy(String(services.environment.SHOUWANG_POSTGRES_URL))
  const start = () => services.start(name, undefined, { SHOUWANG_POSTGRES_URL: proxy.url })
  const failures: string[] = []
  let running: RunningService | undefined
  const watched = async (): Promise<void> => {
    const service = await start()
    running = service
    service.child.once('exit', (code) => {
      if (running !== service) return
      running = undefined
      failures.push(`${name} ended by itself with ${code}`)
    })
  }
  await watched()
  return {
    name,
    address: () => running?.address,
    killAt: async (point, over) => {
      const met = new Promise<boolean>((resolve) => {
        proxy.arm(point, () => resolve(true))
        over.addEventListener('abort', () => resolve(false), { once: true })
        if (over.aborted) resolve(false)
      })
      if (!(await met)) {
        proxy.disarm()
        return false
      }
      const victim = running
      running = undefined
      await victim?.stop('SIGKILL')
      await watched()
      return true
    },
    end: async () => {
      const last = running
      running = undefined
      const code = await last?.stop()
      await proxy.close()
      return code === 0 ? failures : [...failures, `${name} ended with ${code} when it was asked to end`]
    },
  }
}
