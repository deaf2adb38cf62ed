import type { NoticeChannel } from '@shouwang/postgres'
import type { Outcome } from '../attempt.ts'

/** A message as it goes out. */
export type Outgoing = {
  /** The same for every attempt. */
  readonly messageId: string
  /** Whom it is for; null for a group. */
  readonly staffNo: string | null
  readonly text: string
  readonly notices: number
  readonly urgent: number
  readonly link: string
}

/** One way to tell people. */
export type Channel = {
  readonly name: NoticeChannel
  readonly to: 'person' | 'group'
  /** The other side drops a message that it has had: sending again does no harm. */
  readonly knowsRepeats: boolean
  readonly send: (message: Outgoing) => Promise<Outcome>
}
