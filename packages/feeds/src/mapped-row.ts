import type {
  ChangeEvent,
  ChangeEventOf,
  Day,
  LeadChannel,
  LeadKind,
  LeadUrgency,
  PersonId,
  RegionCode,
  RejectReason,
} from '@shouwang/contracts'
import type { VaultEntry } from '@shouwang/identity'

/** Where a row came from, and the days by which it is judged. */
export type RowContext = {
  readonly delivery: string
  /** Its place in the delivery, from 1. */
  readonly rowNo: number
  /** The day that the delivery counts for. */
  readonly businessDay: Day
  /** ISO instant with offset. */
  readonly receivedAt: string
  /** The day of receipt, where a snapshot's business day lies before it: days up to it are not in the future. */
  readonly today?: Day
}

export type AcceptedRow = {
  readonly kind: 'accepted'
  readonly event: ChangeEvent
  /** True when anything was not as the standard writes it. */
  readonly mended: boolean
  /** What people should know of it, in Chinese: a cell that was not read, a birth date that differs from the ID number. */
  readonly remarks?: readonly string[]
  /** What the vault is to know of each person whom the row names. */
  readonly vault: readonly { readonly person: PersonId; readonly entry: VaultEntry }[]
  /** Words that only the vault may keep. */
  readonly notes?: readonly { readonly person: PersonId; readonly sourceKey: string; readonly text: string }[]
}

/** What a row tells of somebody whom it does not name by number. */
export type UnnamedRow = {
  readonly sourceKey: string
  readonly day: Day
  readonly channel: LeadChannel
  readonly kind: LeadKind
  readonly urgency: LeadUrgency
  /** Where it says its region by code. */
  readonly region: RegionCode | null
  readonly who: string
  readonly phone: string
  readonly place: string
  readonly words: string
}

export type RefusedRow = {
  readonly kind: 'quarantined'
  readonly reason: RejectReason
  /** The header as the row has it, else as the catalogue has it first; null when it is the row as a whole. */
  readonly field: string | null
  /** Tells of it under the name of the person whom it names, where absence from the feed would tell something. */
  readonly event?: ChangeEventOf<'RowSetAside'>
  /** What it tells nevertheless, where only the person is missing. */
  readonly unnamed?: UnnamedRow
}

export type MappedRow = AcceptedRow | RefusedRow
