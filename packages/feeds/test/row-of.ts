import { pseudonymiser } from '@shouwang/identity'
import { type EventFeed, feedById, loadFeeds, type MappedRow, mapRow, type RowContext } from '../src/index.ts'

export const feeds = loadFeeds()
export const identity = pseudonymiser(new Uint8Array(32).fill(7))

export const context: RowContext = {
  delivery: 'delivery-1',
  rowNo: 1,
  businessDay: '2026-10-31',
  receivedAt: '2026-10-31T08:00:00+08:00',
}

const eventFeed = (id: string): EventFeed => {
  const feed = feedById(feeds, id)
  if (feed === undefined || feed.delivers === 'reference') throw new RangeError(`no feed of events is called "${id}"`)
  return feed
}

/** Maps one row of a feed as if it came on 31 October 2026. */
export const mapped = (id: string, row: Record<string, unknown>, about: Partial<RowContext> = {}): MappedRow =>
  mapRow(eventFeed(id), row, { ...context, ...about }, identity)

/** The accepted row, or an error that says why it was refused. */
export const accepted = (id: string, row: Record<string, unknown>, about: Partial<RowContext> = {}) => {
  const result = mapped(id, row, about)
  if (result.kind === 'quarantined') throw new Error(`refused: ${result.reason} of ${result.field}`)
  return result
}
