import { fileURLToPath } from 'node:url'
import type { TopicUse } from '@shouwang/service-process'
import type { Manifest, Verified } from './backup/manifest.ts'
import type { Config } from './config.ts'
import type { KeysPlace } from './keys.ts'
import type { Reading } from './open-reading.ts'
import type { Standalone } from './open-standalone.ts'

export { readAtRest } from './at-rest.ts'
export type { Verified } from './backup/manifest.ts'
export { embeddedLog } from './embedded-log.ts'
export { DataFolderProblem, runningInstance } from './instance-lock.ts'
export { addSealingKey, addVaultKey, keysPlace, loadKeys, readSealingKeys } from './keys.ts'
export type { Reading } from './open-reading.ts'
export type { Standalone } from './open-standalone.ts'

/** The program that `pnpm start` runs. */
export const startProgram = fileURLToPath(new URL('./main.ts', import.meta.url))

/**
 * Opens a data folder and starts every service on it; `topicUsed` is told of every topic that one of them uses. The services and engines are loaded here, so that who asks for
 * nothing of them starts at once.
 * @throws DataFolderProblem when the folder is in use or cannot be written.
 */
export const openStandalone = async (config: Config, topicUsed?: (use: TopicUse) => void): Promise<Standalone> =>
  (await import('./open-standalone.ts')).openStandalone(config, topicUsed)

/**
 * Opens what a data folder keeps, to answer questions: its store, and its warehouse where it is asked for. No service
 * runs. Undefined where something waits to be judged, or may wait: then answers would be those of yesterday.
 * @throws DataFolderProblem when the folder is in use.
 */
export const openReading = async (
  config: Config,
  also: { readonly warehouse: boolean },
): Promise<Reading | undefined> => (await import('./open-reading.ts')).openReading(config, also)

/**
 * Opens a data folder and waits until all that older keys of the vault sealed is sealed with the newest one. Returns how many
 * texts that were; `at` is told how many are done, of how many.
 * @throws DataFolderProblem when the folder is in use, or its keys are not those of its store.
 */
export const untilResealed = async (config: Config, at: (done: number, of: number) => void): Promise<number> =>
  (await import('./until-resealed.ts')).untilResealed(config, at)

/** Reads a backup through, and compares it with what it says it holds. */
export const verifyBackup = async (folder: string): Promise<Verified> =>
  (await import('./backup/manifest.ts')).verifyBackup(folder)

/**
 * Puts a backup into a data folder that holds nothing yet. Nothing is written before it is sure that the backup is whole and that
 * its keys are here.
 * @throws DataFolderProblem with all that is missing.
 */
export const restoreBackup = async (folder: string, place: KeysPlace): Promise<Manifest> =>
  (await import('./backup/restore-backup.ts')).restoreBackup(folder, place)
