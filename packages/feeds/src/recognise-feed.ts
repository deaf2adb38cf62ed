import type { Feed } from './feed.ts'
import { normalHeader } from './header.ts'
import { layoutFit } from './layout-fit.ts'

/** A feed that a file resembles: which required columns it lacks (by their first header), and why it was not taken. */
type NearFeed = { readonly feed: Feed; readonly missing: readonly string[]; readonly why: string }

export type Recognised = { readonly feed: Feed } | { readonly near: readonly NearFeed[] }

type Match = {
  readonly feed: Feed
  readonly missing: readonly string[]
  /** Columns found less headers that the feed does not know: the greater, the better it explains the file. */
  readonly fit: number
  readonly found: number
  readonly named: boolean
}

/**
 * Tells which feed a file belongs to by its headers; its name decides between layouts that look alike. Without a sure
 * answer it gives the three nearest, each with what is missing.
 */
export const recogniseFeed = (headers: readonly string[], feeds: readonly Feed[], fileName = ''): Recognised => {
  const matches = feeds.map((feed) => matchOf(feed, headers, fileName)).sort(byFit)
  const whole = matches.filter(({ missing }) => missing.length === 0)
  const [best, second] = whole
  const named = matches.some(({ named, missing, found }) => named && missing.length > 0 && found > 0)
  if (best !== undefined && (best.named || !named)) {
    const rival = second !== undefined && second.named === best.named && second.fit === best.fit
    if (!rival) return { feed: best.feed }
  }
  const candidates = matches.filter(({ found, named }) => found > 0 || named).slice(0, 3)
  return { near: candidates.map(({ feed, missing }) => ({ feed, missing, why: whyNot(feed, missing) })) }
}

const matchOf = (feed: Feed, headers: readonly string[], fileName: string): Match => {
  const { found, missing, strangers } = layoutFit(feed, headers)
  const file = normalHeader(fileName)
  const named = [feed.id, ...feed.fileNames].some((word) => file.includes(normalHeader(word)))
  return { feed, missing, found, named, fit: found - 2 * strangers.length }
}

const byFit = (a: Match, b: Match): number =>
  Number(b.named) - Number(a.named) ||
  a.missing.length - b.missing.length ||
  b.fit - a.fit ||
  (a.feed.id < b.feed.id ? -1 : 1)

const whyNot = ({ name, provider, columns }: Feed, missing: readonly string[]): string => {
  if (missing.length === 0) return `与“${name}”（${provider}）的表头相符，但不止一个接口相符，请指明接口`
  const spellings = missing.map((first) => {
    const column = Object.values(columns).find(({ headers }) => headers[0] === first)
    return (column?.headers ?? [first]).slice(0, 4).join('/')
  })
  return `像“${name}”（${provider}），但缺少列：${spellings.join('、')}`
}
