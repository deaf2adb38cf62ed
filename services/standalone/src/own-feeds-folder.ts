import { join } from 'node:path'
import type { Config } from './config.ts'

/** The folder of the installation's own feeds. */
export const ownFeedsFolder = ({ SHOUWANG_FEEDS, SHOUWANG_DATA }: Config): string =>
  SHOUWANG_FEEDS ?? join(SHOUWANG_DATA, 'feeds')
