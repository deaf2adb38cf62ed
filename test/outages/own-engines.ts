import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  addressesOf,
  endLocalEngines,
  freezePostgres,
  killBroker,
  killPostgres,
  startBroker,
  startLocalEngines,
  startPostgres,
  thawPostgres,
} from '@shouwang/engines'

/** A broker and a PostgreSQL that nobody else uses, which may be taken away and come back on the same data and ports. */
export type OwnEngines = {
  readonly kafka: string
  readonly postgres: string
  readonly broker: Away
  readonly frozenPostgres: Away
  readonly killedPostgres: Away
  readonly end: () => Promise<void>
}

/** A way in which an engine is away. */
export type Away = { readonly go: () => Promise<void>; readonly comeBack: () => Promise<void> }

/** Starts the engines; what this machine lacks is told instead. */
export const startOwnEngines = async (): Promise<OwnEngines | { readonly missing: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'shouwang-outages-'))
  await chmod(folder, 0o755)
  let engines = await startLocalEngines(folder, ['kafka', 'postgres'])
  const end = () => endLocalEngines(engines)
  const { broker, postgres } = engines
  const { kafka: kafkaAt, postgres: postgresAt } = addressesOf(engines)
  if (broker === undefined || postgres === undefined || kafkaAt === undefined || postgresAt === undefined) {
    await end()
    return { missing: Object.values(engines.missing).join('; ') }
  }
  let [brokerPid, postgresPid] = [broker.pid, postgres.pid]
  return {
    kafka: kafkaAt,
    postgres: postgresAt,
    broker: {
      go: () => killBroker(broker.at, brokerPid),
      comeBack: async () => {
        brokerPid = await startBroker(broker.at)
        engines = { ...engines, broker: { at: broker.at, pid: brokerPid } }
      },
    },
    frozenPostgres: { go: () => freezePostgres(postgresPid), comeBack: () => thawPostgres(postgresPid) },
    killedPostgres: {
      go: () => killPostgres(postgres.at, postgresPid),
      comeBack: async () => {
        postgresPid = await startPostgres(postgres.at)
        engines = { ...engines, postgres: { at: postgres.at, pid: postgresPid } }
      },
    },
    end,
  }
}
