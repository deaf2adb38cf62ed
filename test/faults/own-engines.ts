import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  brokerAt,
  endLocalEngines,
  freezePostgres,
  killBroker,
  killPostgres,
  postgresAt,
  startBroker,
  startLocalEngines,
  startPostgres,
  thawPostgres,
} from '@shouwang/engines'

/** An engine that may be killed, and comes back on the same data at the same address. */
export type KillableEngine = {
  readonly at: string
  readonly kill: () => Promise<void>
  readonly restart: () => Promise<void>
}

/** A broker and a PostgreSQL of a run's own. */
export type OwnEngines = {
  readonly broker: KillableEngine
  readonly postgres: KillableEngine & {
    /** Lets it hang, its connections open, until it is thawed. */
    readonly freeze: () => Promise<void>
    readonly thaw: () => Promise<void>
  }
  readonly end: () => Promise<void>
}

/** Starts both on this machine, or says which is missing and why. */
export const startOwnEngines = async (): Promise<OwnEngines | { readonly missing: string }> => {
  const local = await startLocalEngines(await mkdtemp(join(tmpdir(), 'shouwang-faults-')), ['kafka', 'postgres'])
  const { broker, postgres } = local
  if (broker === undefined || postgres === undefined) {
    await endLocalEngines(local)
    return { missing: Object.values(local.missing).join('; ') }
  }
  const pids = { broker: broker.pid, postgres: postgres.pid }
  return {
    broker: {
      at: brokerAt(broker.at),
      kill: () => killBroker(broker.at, pids.broker),
      restart: async () => {
        pids.broker = await startBroker(broker.at)
      },
    },
    postgres: {
      at: postgresAt(postgres.at),
      kill: () => killPostgres(postgres.at, pids.postgres),
      restart: async () => {
        pids.postgres = await startPostgres(postgres.at)
      },
      freeze: () => freezePostgres(pids.postgres),
      thaw: () => thawPostgres(pids.postgres),
    },
    end: () =>
      endLocalEngines({
        ...local,
        broker: { at: broker.at, pid: pids.broker },
        postgres: { at: postgres.at, pid: pids.postgres },
      }),
  }
}
