import type { Day } from '@shouwang/contracts'
import type { Pseudonymiser } from '@shouwang/identity'

/** What reading one row knows and notes down: a reader that changes what was sent sets `mended`. */
export type Reading = {
  mended: boolean
  /** Days after this one lie in the future. */
  readonly limit: Day
  readonly identity: Pseudonymiser
}
