import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FAILSAFE_SCHEMA, load } from 'js-yaml'
import { checkFeed } from './check-feed.ts'
import { Feed } from './feed.ts'
import { withUsualHeaders } from './usual-headers.ts'

const catalogue = fileURLToPath(new URL('../catalogue/', import.meta.url))

/**
 * Reads every `<id>.yaml` of a catalogue, ours unless another directory is given, in the order of their ids.
 * Throws one Error that names each problem with its file and key.
 */
export const loadFeeds = (directory: string = catalogue): readonly Feed[] => {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
  const read = files.map((file) => readFeed(file, readFileSync(join(directory, file), 'utf8')))
  const problems = read.flatMap(({ problems }) => problems)
  if (problems.length > 0) throw new Error(`the catalogue of feeds can't be used:\n${problems.join('\n')}`)
  return read.flatMap(({ feed }) => feed ?? [])
}

/**
 * The feeds of an installation: ours, and those of its own folder, where a file of the same id takes the place of ours. A
 * folder that is not there holds none.
 */
export const installedFeeds = (own: string | undefined): readonly Feed[] => {
  if (own === undefined || !existsSync(own)) return loadFeeds()
  const theirs = loadFeeds(own)
  const taken = new Set(theirs.map(({ id }) => id))
  return [...loadFeeds().filter(({ id }) => !taken.has(id)), ...theirs].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The text that declares a feed of an installation; undefined for a stranger. */
export const declarationText = (id: string, own: string | undefined): string | undefined => {
  const places = [...(own === undefined ? [] : [own]), catalogue].map((folder) => join(folder, `${id}.yaml`))
  const place = places.find((file) => existsSync(file))
  return place === undefined ? undefined : readFileSync(place, 'utf8')
}

/** A feed as its file declares it, or what is wrong with the file. */
export const readDeclaration = (
  id: string,
  text: string,
): { readonly feed?: Feed; readonly problems: readonly string[] } => readFeed(`${id}.yaml`, text)

/** The feed with this id; undefined for a stranger. */
export const feedById = (feeds: readonly Feed[], id: string): Feed | undefined => feeds.find((feed) => feed.id === id)

/** Every scalar is read as text: a code 01 stays 01. */
const readFeed = (file: string, text: string): { feed?: Feed; problems: readonly string[] } => {
  let declared: unknown
  try {
    declared = load(text, { maxAliases: 0, schema: FAILSAFE_SCHEMA })
  } catch (error) {
    return { problems: [`${file}: ${error instanceof Error ? error.message : String(error)}`] }
  }
  const parsed = Feed.safeParse(declared)
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map(({ path, message }) => `${file}: ${path.join('.') || 'top'}: ${message}`),
    }
  }
  const feed = { ...parsed.data, columns: withUsualHeaders(parsed.data.columns) }
  const named =
    file === `${feed.id}.yaml` ? [] : [{ key: 'id', problem: `the file of "${feed.id}" is ${feed.id}.yaml` }]
  const problems = [...named, ...checkFeed(feed)].map(({ key, problem }) => `${file}: ${key}: ${problem}`)
  return { feed, problems }
}
