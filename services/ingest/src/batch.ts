import {
  type ChangeEvent,
  changeEventText,
  type QuarantineNotice,
  type RawRecord,
  type RegionCode,
  type RejectReason,
  topics,
} from '@shouwang/contracts'
import type { Decided } from '@shouwang/flow'
import type {
  Corrected,
  DeliveryProgress,
  DeliveryRecord,
  IngestChange,
  IngestState,
  ListedPerson,
  QuarantinedRow,
  UnnamedLead,
  VaultNote,
  VaultStatement,
} from '@shouwang/postgres'

/** What a batch adds to one delivery, while it is read. */
export type Account = {
  readonly known: DeliveryRecord
  /** How the account is to be opened, where no door announced the delivery. */
  readonly opens: DeliveryProgress['opens']
  lastRow: number
  received: number
  accepted: number
  mended: number
  readonly quarantined: Partial<Record<RejectReason, number>>
  nameless: number
  marked: number
  throughMonth: string | null
  ended: boolean
  wholeOf: DeliveryProgress['wholeOf']
  readonly remarks: Record<string, number>
  problem: string | null
}

/** Everything that a batch of rows comes to. */
export type Batch = {
  /** The account of a record's delivery; one that nobody announced is opened. */
  readonly accountOf: (record: RawRecord, feed: string) => Account
  readonly events: ChangeEvent[]
  readonly notices: QuarantineNotice[]
  readonly statements: VaultStatement[]
  readonly notes: VaultNote[]
  readonly quarantined: QuarantinedRow[]
  readonly listed: ListedPerson[]
  readonly corrected: Corrected[]
  readonly leads: UnnamedLead[]
  readonly decided: () => Decided<IngestChange>
}

/** An empty batch over the deliveries that were loaded. */
export const openBatch = ({ deliveries, households }: IngestState, region: RegionCode): Batch => {
  const accounts = new Map<string, Account>()
  const batch: Batch = {
    accountOf: ({ delivery, businessDay }, feed) => {
      const account = accounts.get(delivery)
      if (account !== undefined) return account
      const known = deliveries.get(delivery)
      const opened =
        known === undefined
          ? openAccount(unannounced(delivery, feed, region), { feed, businessDay, region })
          : openAccount(known, undefined)
      accounts.set(delivery, opened)
      return opened
    },
    events: [],
    notices: [],
    statements: [],
    notes: [],
    quarantined: [],
    listed: [],
    corrected: [],
    leads: [],
    decided: () => ({
      change: {
        progress: [...accounts.values()].map(progressOf),
        statements: batch.statements,
        notes: batch.notes,
        quarantined: batch.quarantined,
        listed: batch.listed,
        corrected: batch.corrected,
        leads: batch.leads,
      },
      outputs: [
        ...batch.events.map((event) => ({
          topic: topics.changeEvents,
          key: keyOf(event, households),
          value: changeEventText(event),
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

/**
 * Events of one household go to one partition, as far as it is known, so that scoring workers seldom wait for each other.
 * Any key would be right: whoever judges a household holds it.
 */
const keyOf = (event: ChangeEvent, households: IngestState['households']): string =>
  event.type === 'ResidentRegistered' ? event.data.householdNo : (households.get(event.subject) ?? event.subject)

const unannounced = (delivery: string, feed: string, region: RegionCode): DeliveryRecord => ({
  delivery,
  feed,
  region,
  lastRow: 0,
  received: 0,
  nameless: 0,
  throughMonth: null,
})

const openAccount = (known: DeliveryRecord, opens: DeliveryProgress['opens']): Account => ({
  known,
  opens,
  lastRow: known.lastRow,
  received: 0,
  accepted: 0,
  mended: 0,
  quarantined: {},
  nameless: 0,
  marked: 0,
  throughMonth: known.throughMonth,
  ended: false,
  wholeOf: null,
  remarks: {},
  problem: null,
})

const progressOf = ({ known, ...account }: Account): DeliveryProgress => ({ delivery: known.delivery, ...account })
