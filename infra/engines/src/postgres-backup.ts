import { chown, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dataOf, type PostgresServer, postgresAt, postgresOwner } from './postgres-server.ts'
import { runToEnd } from './process.ts'

/** Makes a folder for finished WAL, and gives the settings under which a server copies it there, at the latest every `seconds`. */
export const archivingTo = async (folder: string, seconds: number): Promise<Readonly<Record<string, string>>> => {
  await ownedFolder(folder)
  return {
    archive_mode: 'on',
    archive_command: `cp %p ${folder}/%f.part && mv ${folder}/%f.part ${folder}/%f`,
    archive_timeout: `${seconds}s`,
  }
}

/** Takes a base backup of a running server with the WAL that it needs; others write meanwhile. */
export const takeBaseBackup = async (server: PostgresServer, folder: string): Promise<void> => {
  await ownedFolder(folder)
  const args = ['-D', folder, '-d', postgresAt(server, 'postgres'), '-X', 'stream', '--checkpoint=fast', '--no-sync']
  await runToEnd(join(server.bin, 'pg_basebackup'), args, await postgresOwner())
}

/**
 * Lays a base backup in the place of a server's data, which is deleted. With an archive the server goes on to the end of that when
 * it starts with the settings given back; without one it is what it was at the end of the backup.
 */
export const layBaseBackup = async (
  server: PostgresServer,
  backup: string,
  archive: string | undefined,
): Promise<Readonly<Record<string, string>>> => {
  const data = dataOf(server)
  await rm(data, { recursive: true, force: true })
  await runToEnd('cp', ['-a', backup, data])
  if (archive === undefined) return {}
  await writeFile(join(data, 'recovery.signal'), '')
  return { restore_command: `cp ${archive}/%f %p` }
}

const ownedFolder = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { uid, gid } = await postgresOwner()
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid)
}
