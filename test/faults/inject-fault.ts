import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { serialQueue } from '@shouwang/flow'
import type { KillableEngine, OwnEngines } from './own-engines.ts'
import type { PlannedFault } from './planned-faults.ts'
import type { Processes } from './processes.ts'

/** What faults happen to. */
export type FaultTargets = {
  readonly processes: Processes
  readonly engines: OwnEngines
  /** The folder of the embedded warehouse. */
  readonly warehouse: string
  /** Sends again what was sent at these shares of the load up to `at`. */
  readonly repeat: (at: number, shares: readonly number[]) => Promise<void>
}

/** Lets a fault happen; resolves once what it broke is whole again. Those of one target wait for each other. */
export const faultInjector = ({
  processes,
  engines,
  warehouse,
  repeat,
}: FaultTargets): ((fault: PlannedFault) => Promise<void>) => {
  const turns = new Map<string, ReturnType<typeof serialQueue>>()
  const queued = (target: string, work: () => Promise<void>): Promise<void> => {
    const turn = turns.get(target) ?? serialQueue()
    turns.set(target, turn)
    return turn(work)
  }

  const killAndRestart = async ({ kill, restart }: KillableEngine, seconds: number): Promise<void> => {
    await kill()
    await sleep(seconds * 1_000)
    await restart()
  }

  return async (fault) => {
    switch (fault.kind) {
      case 'service-killed':
        return queued(fault.service, async () => {
          await processes.stop(fault.service, 'SIGKILL')
          await sleep(fault.seconds * 1_000)
          await processes.start(fault.service)
        })
      case 'broker-killed':
        return queued('broker', () => killAndRestart(engines.broker, fault.seconds))
      case 'postgres-killed':
        return queued('postgres', () => killAndRestart(engines.postgres, fault.seconds))
      case 'warehouse-stopped':
        return queued('warehouse', async () => {
          await processes.stop('warehouse', 'SIGTERM')
          await sleep(fault.seconds * 1_000)
          await processes.start('warehouse')
        })
      case 'warehouse-locked':
        return queued('warehouse', async () => {
          await processes.stop('warehouse', 'SIGTERM')
          const holder = await hold(warehouse)
          const started = processes.start('warehouse')
          await sleep(fault.seconds * 1_000)
          holder.kill('SIGKILL')
          await started
        })
      case 'scoring-shared':
        await Promise.all([processes.start('scoring'), processes.start('scoring')])
        await sleep(fault.seconds * 1_000)
        await Promise.all([processes.stop('scoring', fault.leave), processes.stop('scoring', fault.leave)])
        return
      case 'parcels-repeated':
        return repeat(fault.at, fault.shares)
      default:
        return fault satisfies never
    }
  }
}

/** A process that has the warehouse open, so that nobody else can. */
const hold = async (folder: string): Promise<ChildProcess> => {
  const script = fileURLToPath(new URL('hold-warehouse.ts', import.meta.url))
  const holder = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (holder.stdout === null) throw new Error('the holder has no output')
  await Promise.race([
    once(holder.stdout, 'data'),
    once(holder, 'exit').then(([code]) => {
      throw new Error(`the warehouse could not be held: its holder ended with ${code}`)
    }),
  ])
  return holder
}
