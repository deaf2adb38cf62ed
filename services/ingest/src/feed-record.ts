import type { RawRecord, RegionCode } from '@shouwang/contracts'
import type { EventFeed, MappedRow } from '@shouwang/feeds'
import type { StreamClock } from './stream-row.ts'

/** A record with the feed that its topic names, and its row as that feed reads it; the end of a delivery has none. */
export type FeedRecord = {
  readonly feed: EventFeed
  readonly record: RawRecord
  readonly row: ReadRow | null
  /** A department produced it itself: its delivery has no end, and is complete whenever all of it is judged. */
  readonly bare: boolean
}

/** `words` are what the row said, where that can't be told from its record. */
export type ReadRow = { readonly words: string | null; readonly mapped: MappedRow }

/** What mapping needs beside the rows: the catalogue, the vault's cipher, and names for rows set aside. */
export type Mapping = {
  readonly feedOf: (topic: string) => EventFeed
  readonly mapRow: (feed: EventFeed, row: Record<string, unknown>, record: RawRecord) => MappedRow
  readonly open: (sealed: string, about: string) => string
  readonly seal: (plain: string, about: string) => string
  /** A keyed name for a row set aside: the same row has the same name. */
  readonly rowName: (feed: string, plain: string) => string
  /** A keyed name for a person's name: the same name has the same key, however it is spaced. */
  readonly nameKey: (name: string) => string
  /** The same for a telephone; null where the text is none. */
  readonly phoneKey: (phone: string) => string | null
  /** The number of a lead that a row of a feed tells, by the row's own key. */
  readonly leadNo: (feed: string, key: string) => string
  readonly clock: StreamClock
  /** The region of a delivery that no door announced. */
  readonly region: RegionCode
}
