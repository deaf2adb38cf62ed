import { join } from 'node:path'
import { type Feed, feedById, installedFeeds } from '@shouwang/feeds'
import { exitCodes, Refusal } from './refusal.ts'
import type { GlobalOptions } from './shell.ts'

/** The folder of an installation's own feeds, unless SHOUWANG_FEEDS names another. */
export const ownFeedsFolder = ({ data, feeds }: Pick<GlobalOptions, 'data' | 'feeds'>): string =>
  feeds ?? join(data, 'feeds')

/** The feeds of the installation: the program's, and its own. */
export const feedsOf = (options: Pick<GlobalOptions, 'data' | 'feeds'>): readonly Feed[] =>
  installedFeeds(ownFeedsFolder(options))

/**
 * What rows in quarantine are filed under: a feed of the installation, or what stages behind ingest set aside without one.
 * @throws Refusal for a stranger.
 */
export const checkQuarantinedFeed = (options: GlobalOptions, feed: string | undefined): void => {
  if (feed === undefined || feed === 'assessments' || feed === 'unknown') return
  if (feedById(feedsOf(options), feed) === undefined)
    throw new Refusal(`没有这个数据接口，全部接口见 pnpm shouwang feeds list：${feed}。`, exitCodes.usage)
}
