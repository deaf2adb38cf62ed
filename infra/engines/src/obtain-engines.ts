import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endContainers, hasDocker, startContainers } from './containers.ts'
import { type Addresses, type Engine, engineNames, engineVariables } from './engine.ts'
import { addressesOf, endLocalEngines, type LocalEngines, startLocalEngines } from './local-engines.ts'
import { readState } from './state.ts'

/** Engines for a while: where they are, why the others are not there, and how to end those that were started for this. */
export type Obtained = {
  readonly addresses: Addresses
  /** The first processes of those that run on this machine as processes of their own. */
  readonly processes: { readonly kafka?: number; readonly postgres?: number }
  readonly missing: { readonly [E in Engine]?: string }
  readonly end: () => Promise<void>
}

/**
 * Takes each engine from the first place that has it: an address in the environment, Docker, this machine (what
 * `pnpm engines up` left running, else processes of its own).
 */
export const obtainEngines = async (environment: NodeJS.ProcessEnv): Promise<Obtained> => {
  const given = givenBy(environment)
  const wanted = engineNames.filter((engine) => given[engine] === undefined)
  if (wanted.length === 0) return { addresses: given, processes: {}, missing: {}, end: async () => undefined }
  if (await hasDocker()) {
    const { addresses, ids } = await startContainers(wanted)
    return { addresses: { ...addresses, ...given }, processes: {}, missing: {}, end: () => endContainers(ids) }
  }
  const known = await readState()
  const up = known?.addresses ?? {}
  const local = await startLocalEngines(
    await mkdtemp(join(tmpdir(), 'shouwang-engines-')),
    (['kafka', 'postgres'] as const).filter((engine) => wanted.includes(engine) && up[engine] === undefined),
  )
  const addresses = { ...up, ...addressesOf(local), ...given }
  return {
    addresses,
    processes: processesOf({ ...known?.local, ...local }, given),
    missing: {
      ...local.missing,
      ...(addresses.clickhouse === undefined ? { clickhouse: 'a ClickHouse server needs Docker or an address' } : {}),
    },
    end: () => endLocalEngines(local),
  }
}

const processesOf = (local: Pick<LocalEngines, 'broker' | 'postgres'>, given: Addresses): Obtained['processes'] => ({
  ...(local.broker === undefined || given.kafka !== undefined ? {} : { kafka: local.broker.pid }),
  ...(local.postgres === undefined || given.postgres !== undefined ? {} : { postgres: local.postgres.pid }),
})

const givenBy = (environment: NodeJS.ProcessEnv): Addresses =>
  Object.fromEntries(
    engineNames.flatMap((engine) => {
      const address = environment[engineVariables[engine]]
      return address === undefined || address === '' ? [] : [[engine, address]]
    }),
  )
