import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Feed } from './feed.ts'
import { installedFeeds } from './load-feeds.ts'

/** The feeds of a process, and how it hears of those that are saved while it runs, by itself or by another process. */
export type OpenedFeeds = {
  /** The same list as long as the process runs: what is saved is found in it. */
  readonly feeds: readonly Feed[]
  /** Aborted at the next change, for who does something with all feeds at once; a new one from then on. */
  readonly untilChanged: () => AbortSignal
  /** Reads the installation's own folder again where a file of it changed. @throws Error that names each problem, and all stays as it was */
  readonly refresh: () => void
}

/** Opens the feeds of the program and of an installation's own folder. @throws Error where one can't be used */
export const openFeeds = (own: string | undefined): OpenedFeeds => {
  const feeds = [...installedFeeds(own)]
  let seen = filesOf(own)
  let change = new AbortController()
  return {
    feeds,
    untilChanged: () => change.signal,
    refresh: () => {
      const now = filesOf(own)
      if (now === seen) return
      const next = installedFeeds(own)
      seen = now
      feeds.splice(0, feeds.length, ...next)
      change.abort()
      change = new AbortController()
    },
  }
}

/** Does something with all feeds until the signal aborts, and begins it anew whenever one was saved. */
export const whileFeeds = async (
  { feeds, untilChanged }: Pick<OpenedFeeds, 'feeds' | 'untilChanged'>,
  signal: AbortSignal,
  work: (feeds: readonly Feed[], until: AbortSignal) => Promise<void>,
): Promise<void> => {
  while (!signal.aborted) await work([...feeds], AbortSignal.any([signal, untilChanged()]))
}

/** Which files a folder holds, and when each was written. */
const filesOf = (folder: string | undefined): string => {
  if (folder === undefined || !existsSync(folder)) return ''
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  return names
    .sort()
    .map((name) => {
      const { mtimeMs, size } = statSync(join(folder, name))
      return `${name} ${mtimeMs} ${size}`
    })
    .join('\n')
}

/** Keeps a declaration in an installation's own folder, whole or not at all. Returns where it lies. */
export const saveDeclaration = (folder: string, id: string, text: string): string => {
  mkdirSync(folder, { recursive: true })
  const place = join(folder, `${id}.yaml`)
  const unfinished = join(folder, `.${id}.${randomUUID()}`)
  writeFileSync(unfinished, text, { flush: true })
  renameSync(unfinished, place)
  return place
}
