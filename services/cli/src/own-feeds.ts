import { join } from 'node:path'
import { type Feed, installedFeeds } from '@shouwang/feeds'
import type { GlobalOptions } from './shell.ts'

/** The folder of an installation's own feeds, unless SHOUWANG_FEEDS names another. */
export const ownFeedsFolder = ({ data, feeds }: Pick<GlobalOptions, 'data' | 'feeds'>): string =>
  feeds ?? join(data, 'feeds')

/** The feeds of the installation: the program's, and its own. */
export const feedsOf = (options: Pick<GlobalOptions, 'data' | 'feeds'>): readonly Feed[] =>
  installedFeeds(ownFeedsFolder(options))
