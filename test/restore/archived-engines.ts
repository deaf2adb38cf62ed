import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  archivingTo,
  brokerAt,
  endLocalEngines,
  killPostgres,
  layBaseBackup,
  postgresAt,
  preparePostgres,
  startLocalEngines,
  startPostgres,
  takeBaseBackup,
  whyMissing,
} from '@shouwang/engines'

/** A broker, and a PostgreSQL that archives what it writes, of which a base backup can be taken and brought back. */
export type ArchivedEngines = {
  readonly at: { readonly kafka: string; readonly postgres: string }
  readonly takeBackup: () => Promise<void>
  /** Whether the archive holds a segment of WAL, by its name. */
  readonly isArchived: (segment: string) => Promise<boolean>
  /** Kills the server with all its processes. */
  readonly killPostgres: () => Promise<void>
  /** Deletes its folder and brings the backup back, with what the archive holds or without it; resolves once it answers. */
  readonly restorePostgres: (archive: boolean) => Promise<void>
  readonly end: () => Promise<void>
}

/** A minute in production; so little here that a drill of minutes sees several. */
const archiveEverySeconds = 5

/** Starts both on this machine, or says which is missing and why. */
export const startArchivedEngines = async (): Promise<ArchivedEngines | { readonly missing: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'shouwang-restore-'))
  const local = await startLocalEngines(folder, ['kafka'])
  const { broker } = local
  if (broker === undefined) {
    await endLocalEngines(local)
    return { missing: local.missing.kafka ?? 'Kafka' }
  }
  const [archive, backup] = [join(folder, 'archive'), join(folder, 'backup')]
  const end = async (): Promise<void> => {
    if (running !== undefined) await killPostgres(running.server, running.pid, 'SIGINT')
    await endLocalEngines(local)
  }
  let running: { readonly server: Awaited<ReturnType<typeof preparePostgres>>; readonly pid: number } | undefined
  try {
    const archiving = await archivingTo(archive, archiveEverySeconds)
    const server = await preparePostgres(join(folder, 'postgres'))
    const start = async (more: Readonly<Record<string, string>>): Promise<void> => {
      running = { server, pid: await startPostgres(server, { ...archiving, ...more }) }
    }
    await start({})
    return {
      at: { kafka: brokerAt(broker.at), postgres: postgresAt(server) },
      takeBackup: () => takeBaseBackup(server, backup),
      isArchived: async (segment) => (await readdir(archive)).includes(segment),
      killPostgres: async () => {
        if (running !== undefined) await killPostgres(server, running.pid)
      },
      restorePostgres: async (withArchive) =>
        start(await layBaseBackup(server, backup, withArchive ? archive : undefined)),
      end,
    }
  } catch (error) {
    await end()
    return { missing: whyMissing(error) }
  }
}
