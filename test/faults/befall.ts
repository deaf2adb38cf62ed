import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { serialQueue } from '@shouwang/flow'
import type { Crew } from './crew.ts'
import type { Mishap } from './mishaps.ts'
import type { MortalEngine, OwnEngines } from './own-engines.ts'

/** What mishaps happen to. */
export type Scene = {
  readonly crew: Crew
  readonly engines: OwnEngines
  /** The folder of the embedded warehouse. */
  readonly warehouse: string
  /** Sends again what was sent at these shares of the load up to `at`. */
  readonly repeat: (at: number, shares: readonly number[]) => Promise<void>
}

/** Lets a mishap happen; resolves once what it broke is whole again. Those of one target wait for each other. */
export const openFate = ({ crew, engines, warehouse, repeat }: Scene): ((mishap: Mishap) => Promise<void>) => {
  const turns = new Map<string, ReturnType<typeof serialQueue>>()
  const inTurn = (target: string, work: () => Promise<void>): Promise<void> => {
    const turn = turns.get(target) ?? serialQueue()
    turns.set(target, turn)
    return turn(work)
  }

  const strike = async ({ kill, revive }: MortalEngine, seconds: number): Promise<void> => {
    await kill()
    await sleep(seconds * 1_000)
    await revive()
  }

  return async (mishap) => {
    switch (mishap.kind) {
      case 'service-killed':
        return inTurn(mishap.service, async () => {
          await crew.dismiss(mishap.service, 'SIGKILL')
          await sleep(mishap.seconds * 1_000)
          await crew.hire(mishap.service)
        })
      case 'broker-killed':
        return inTurn('broker', () => strike(engines.broker, mishap.seconds))
      case 'postgres-killed':
        return inTurn('postgres', () => strike(engines.postgres, mishap.seconds))
      case 'warehouse-stopped':
        return inTurn('warehouse', async () => {
          await crew.dismiss('warehouse', 'SIGTERM')
          await sleep(mishap.seconds * 1_000)
          await crew.hire('warehouse')
        })
      case 'warehouse-locked':
        return inTurn('warehouse', async () => {
          await crew.dismiss('warehouse', 'SIGTERM')
          const holder = await hold(warehouse)
          const hired = crew.hire('warehouse')
          await sleep(mishap.seconds * 1_000)
          holder.kill('SIGKILL')
          await hired
        })
      case 'scoring-shared':
        await Promise.all([crew.hire('scoring'), crew.hire('scoring')])
        await sleep(mishap.seconds * 1_000)
        await Promise.all([crew.dismiss('scoring', mishap.leave), crew.dismiss('scoring', mishap.leave)])
        return
      case 'parcels-repeated':
        return repeat(mishap.at, mishap.shares)
      default:
        return mishap satisfies never
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
