import { createHash } from 'node:crypto'
import type { EventFeed, SftpPull } from '@shouwang/feeds'
import { pause } from '@shouwang/flow'
import { type IntakeDependencies, receiveFile } from '@shouwang/intake'
import { readPulledFiles, savePullCursor, savePulledFile } from '@shouwang/postgres'
import { isUnfinished } from '../unfinished-name.ts'
import { PullRefused } from './page.ts'
import { openSftp, type RemoteFile, type SftpServer } from './sftp-server.ts'

/** What fetching a folder needs. */
export type SftpDependencies = {
  readonly intake: IntakeDependencies
  readonly today: () => string
  readonly secret: (name: string) => string | undefined
  readonly signal: AbortSignal
  /** Resolves when the folder is to be looked at a second time; after ten seconds where it is left out. */
  readonly untilSecondLook?: (signal: AbortSignal) => Promise<void>
}

/** So long one file may take before another process takes it for abandoned. */
const fileClaimSeconds = 3_600
const secondLookMs = 10_000
const tenSeconds = (signal: AbortSignal): Promise<void> => pause(secondLookMs, signal)

/**
 * Takes every file of a feed's folder that is new and looks the same twice, the oldest first; gives the rows that came. The
 * department's folder stays as it is: what was taken is remembered here. Throws `PullRefused` while a file lies there that
 * can't be read as the feed, once all others are taken.
 */
export const fetchFolder = async (dependencies: SftpDependencies, feed: EventFeed, pull: SftpPull): Promise<number> => {
  const { intake, secret, signal, untilSecondLook = tenSeconds } = dependencies
  const server = await openSftp(pull, secret, signal)
  try {
    const before = new Map(filesToTake(await server.files()).map((file) => [file.name, fingerprint(file)]))
    const known = await readPulledFiles(intake.sql, feed.id)
    const isNew = [...before.values()].some((file) => !known.has(file))
    if (isNew) await untilSecondLook(signal)
    const now = isNew ? await server.files() : []
    const refused = [...before.values()].flatMap((file) => known.get(file) ?? [])
    let rows = 0
    for (const file of filesToTake(now)) {
      const hash = fingerprint(file)
      if (before.get(file.name) !== hash || known.has(hash) || signal.aborted) continue
      const taken = await takeFile(dependencies, feed, server, file)
      rows += taken.rows
      if (taken.problem !== null) refused.push(taken.problem)
    }
    if (refused.length > 0) throw new PullRefused(`${refused.length} files were refused: ${refused.join(' ')}`)
    return rows
  } finally {
    await server.close()
  }
}

const filesToTake = (files: readonly RemoteFile[]): readonly RemoteFile[] =>
  files.filter(({ name }) => !isUnfinished(name))

const takeFile = async (
  { intake, today }: SftpDependencies,
  feed: EventFeed,
  server: SftpServer,
  file: RemoteFile,
): Promise<{ readonly rows: number; readonly problem: string | null }> => {
  await savePullCursor(intake.sql, feed.id, { cursor: null, seconds: fileClaimSeconds })
  const hash = fingerprint(file)
  const taken = await receiveFile(intake, server.read(file.name), {
    by: 'sftp',
    fileName: file.name,
    feed: feed.id,
    asOf: today(),
    contentHash: hash,
  })
  const problem = taken.kind === 'delivery' ? null : taken.detail
  await savePulledFile(intake.sql, feed.id, { file: hash, problem, seconds: fileClaimSeconds })
  return { rows: taken.kind === 'delivery' ? taken.rows : 0, problem }
}

/** Names a file as it is now: the same again is the same delivery. */
const fingerprint = ({ name, size, modifiedMs }: RemoteFile): string =>
  createHash('sha256')
    .update(JSON.stringify([name, size, modifiedMs]))
    .digest('hex')
