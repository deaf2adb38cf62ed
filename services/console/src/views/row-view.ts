import { maskAddress, maskIdNumber, maskName, maskPhone } from '@shouwang/identity'
import type { ColumnHolds, FeedCard } from '../backend/cards.ts'

/** What is shown of a message that crashed a stage without a purpose: which it is, not what it says. */
export const MESSAGE_COLUMNS: FeedCard['columns'] = [
  'id',
  'type',
  'feed',
  'delivery',
  'businessday',
  'time',
  'household',
  'day',
  'version',
].map((name) => ({ name, required: false, holds: 'plain' }))

/** A departmental row with every direct identifier masked. A column that the feed does not declare is hidden whole. */
export const maskRow = (
  row: Readonly<Record<string, string>>,
  columns: FeedCard['columns'],
): Record<string, string> => {
  const holds = new Map(columns.map((column) => [column.name, column.holds]))
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, maskValue(value, holds.get(column))]))
}

const maskValue = (value: string, holds: ColumnHolds | undefined): string => {
  if (value === '') return ''
  switch (holds) {
    case 'id-number':
      return maskIdNumber(value)
    case 'name':
      return maskName(value)
    case 'phone':
      return maskPhone(value)
    case 'address':
      return maskAddress(value)
    case 'plain':
      return value.replace(/\d{15,}[\dXx]?/g, maskIdNumber)
    case undefined:
      return '＊＊＊'
    default:
      return holds satisfies never
  }
}
