import { join } from 'node:path'
import { type Feed, installedFeeds } from '@shouwang/feeds'
import type { Config } from './config.ts'

/** The feeds of the program, and those of the installation's own folder. */
export const ownAndOurs = ({ SHOUWANG_FEEDS, SHOUWANG_DATA }: Config): readonly Feed[] =>
  installedFeeds(SHOUWANG_FEEDS ?? join(SHOUWANG_DATA, 'feeds'))
