import type { Day } from '@shouwang/contracts'
import { businessDayFromFileName, type Feed } from '@shouwang/feeds'
import type { LocalFile } from './file-to-send.ts'

export type RecognisedFile = LocalFile & { readonly feed: Feed }

/**
 * The files of one feed that say together what it has to say for one day: a roll may come in pieces. Keeps the order of
 * their first files. A reference file is a word of its own.
 */
export const groupsOf = (
  files: readonly RecognisedFile[],
  snapshotDay: Day | undefined,
): readonly (readonly RecognisedFile[])[] => {
  const groups = new Map<string, RecognisedFile[]>()
  for (const file of files) {
    const key = `${file.feed.id}/${wordOf(file, snapshotDay)}`
    groups.set(key, [...(groups.get(key) ?? []), file])
  }
  return [...groups.values()]
}

const wordOf = ({ feed, name, path }: RecognisedFile, snapshotDay: Day | undefined): string => {
  if (feed.delivers === 'reference') return path
  return feed.delivers === 'snapshot' ? (snapshotDay ?? businessDayFromFileName(name) ?? '') : ''
}
