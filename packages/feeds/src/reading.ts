import type { Day } from '@shouwang/contracts'
import type { Pseudonymiser } from '@shouwang/identity'
import type { RowContext } from './mapped-row.ts'

/** What reading one row knows and notes down: a reader that changes what was sent sets `mended`. */
export type RowReading = {
  mended: boolean
  /** What people should know of the row, in Chinese. */
  remarks?: readonly string[]
  /** Days after this one lie in the future. */
  readonly limit: Day
  readonly identity: Pseudonymiser
}

/** The reading of one row: what lies behind its delivery's day and the day of its receipt is in the future. */
export const readingIn = ({ businessDay, today = businessDay }: RowContext, identity: Pseudonymiser): RowReading => ({
  mended: false,
  limit: today > businessDay ? today : businessDay,
  identity,
})
