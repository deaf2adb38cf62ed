import { cleanCode } from '@shouwang/identity'
import { cellText } from './cell-text.ts'
import type { Feed } from './feed.ts'
import { findCells } from './row-cells.ts'

/**
 * Whether the ID number of a row ends as a spreadsheet leaves it after rounding, in 000; undefined where the row has no
 * whole ID number. One may end so by chance; many in a file do not.
 */
export const isRoundedIdNumber = (feed: Feed): ((cells: Readonly<Record<string, unknown>>) => boolean | undefined) => {
  const persons = Object.values(feed.columns).filter(({ kind, required }) => kind === 'id-number' && required)
  const find = findCells(persons.map(({ headers }) => headers))
  return (cells) => {
    const text = find(cells as Record<string, unknown>)?.texts[0]
    if (text === undefined || text === '') return undefined
    const number = cleanCode(cellText(text) ?? '')
    return wholeNumber.test(number) ? number.endsWith('000') : undefined
  }
}

const wholeNumber = /^\d{17}[\dX]$/
