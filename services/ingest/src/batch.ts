import { type ChangeEvent, type QuarantineNotice, type RejectReason, topics } from '@shouwang/contracts'
import type { Decided } from '@shouwang/flow'
import type {
  DeliveryProgress,
  DeliveryRecord,
  IngestChange,
  IngestState,
  QuarantinedRow,
  VaultNote,
  VaultStatement,
} from '@shouwang/postgres'

/** What a batch adds to one delivery, while it is read. */
export type Account = {
  readonly known: DeliveryRecord
  lastRow: number
  received: number
  accepted: number
  mended: number
  readonly quarantined: Partial<Record<RejectReason, number>>
  throughMonth: string | null
  ended: boolean
}

/** Everything that a batch of rows comes to. */
export type Batch = {
  /** Undefined for a delivery that nobody announced. */
  readonly accountOf: (delivery: string) => Account | undefined
  readonly events: ChangeEvent[]
  readonly notices: QuarantineNotice[]
  readonly statements: VaultStatement[]
  readonly notes: VaultNote[]
  readonly quarantined: QuarantinedRow[]
  readonly decided: () => Decided<IngestChange>
}

/** An empty batch over the deliveries that were loaded. */
export const openBatch = ({ deliveries }: IngestState): Batch => {
  const accounts = new Map<string, Account>()
  const batch: Batch = {
    accountOf: (delivery) => {
      const known = deliveries.get(delivery)
      const account = accounts.get(delivery)
      if (account !== undefined || known === undefined) return account
      const opened = openAccount(known)
      accounts.set(delivery, opened)
      return opened
    },
    events: [],
    notices: [],
    statements: [],
    notes: [],
    quarantined: [],
    decided: () => ({
      change: {
        progress: [...accounts.values()].map(progressOf),
        statements: batch.statements,
        notes: batch.notes,
        quarantined: batch.quarantined,
      },
      outputs: [
        ...batch.events.map((event) => ({
          topic: topics.changeEvents,
          key: event.subject,
          value: JSON.stringify(event),
        })),
        ...batch.notices.map((notice) => ({
          topic: topics.quarantine,
          key: notice.feed,
          value: JSON.stringify(notice),
        })),
      ],
    }),
  }
  return batch
}

const openAccount = (known: DeliveryRecord): Account => ({
  known,
  lastRow: known.lastRow,
  received: 0,
  accepted: 0,
  mended: 0,
  quarantined: {},
  throughMonth: known.throughMonth,
  ended: false,
})

const progressOf = ({ known, ...account }: Account): DeliveryProgress => ({ delivery: known.delivery, ...account })
