import { type Feed, isDeclared, isUnit, layoutFit, recogniseFeed, titledHeaders } from '@shouwang/feeds'
import type { Layouts } from './files/table.ts'

/** What the catalogue knows of a file's headers: all of it, or the one feed that its sender names. */
export const layoutsOf = (feeds: readonly Feed[], about: { fileName: string; feed?: string | undefined }): Layouts => {
  const named = feeds.find(({ id }) => id === about.feed)
  const possible = named === undefined ? feeds : [named]
  return {
    isDeclared: isDeclared(possible),
    isUnit,
    layoutOf: (headers) => {
      if (named !== undefined) return layoutFit(named, headers).missing.length === 0 ? named.id : undefined
      const told = recogniseFeed(headers, feeds, about.fileName)
      return 'feed' in told ? told.feed.id : undefined
    },
    explained: (headers, titles) => titledHeaders(possible, headers, titles),
  }
}
