import { cleanCode } from '@shouwang/identity'
import { cellText } from './cell-text.ts'
import type { Feed } from './feed.ts'
import { findCells } from './row-cells.ts'

/**
 * Whether a row says that it is of a region other than the one whose codes begin with `within`. A feed that names no
 * region, and a row that leaves it empty or writes none, say nothing.
 */
export const namesElsewhere = (feed: Feed, within: string): ((cells: Readonly<Record<string, unknown>>) => boolean) => {
  const regions = Object.values(feed.columns).filter((column) => column.kind === 'region' && !column.elsewhere)
  if (within === '' || regions.length === 0) return () => false
  const find = findCells(regions.map(({ headers }) => headers))
  return (cells) =>
    (find(cells as Record<string, unknown>)?.texts ?? []).some((text) => {
      const code = cleanCode(cellText(text) ?? '')
      return regionCode.test(code) && !code.startsWith(within)
    })
}

const regionCode = /^\d{6,12}$/
