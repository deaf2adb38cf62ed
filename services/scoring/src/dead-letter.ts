import { QuarantineNotice, topics } from '@shouwang/contracts'
import { type Received, textFields } from '@shouwang/flow'
import { type DeadLetter, quarantineIdOf, StorableDay } from '@shouwang/postgres'

/** Types of events that count for no row in the account of their delivery. */
const uncounted: readonly (string | undefined)[] = ['RollDelivered', 'RowSetAside']

/** What is kept and told of an event that a bug kept from being judged. */
export type DeadEvent = {
  readonly message: DeadLetter
  /** True of an event for which its delivery only waits: that a row was set aside by ingest. */
  readonly marks: boolean
  readonly output: { readonly topic: string; readonly key: string; readonly value: string }
}

/**
 * Makes an event that crashed the step a dead letter. Its delivery counts it as quarantined later, if it counts it at all:
 * otherwise received and judged rows of that delivery would never add up, and it would stay under way for ever.
 */
export const deadEvent = (event: Received): DeadEvent => {
  const { topic, key, value, offset } = event
  const field = textFields(value)
  const [delivery, type] = [field('delivery'), field('type')]
  const notice: QuarantineNotice = {
    quarantineId: quarantineIdOf(event, 'scoring'),
    feed: field('feed') ?? 'unknown',
    delivery: delivery ?? 'unknown',
    rowNo: offset,
    businessDay: StorableDay.safeParse(field('businessday')).data ?? '1970-01-01',
    stage: 'scoring',
    reason: 'crashed',
    field: field('id') ?? null,
    at: QuarantineNotice.shape.at.safeParse(field('time')).data ?? '1970-01-01T00:00:00Z',
  }
  return {
    message: { topic, key, value, counted: delivery !== undefined && !uncounted.includes(type), notice },
    marks: delivery !== undefined && type === 'RowSetAside',
    output: { topic: topics.quarantine, key: notice.feed, value: JSON.stringify(notice) },
  }
}
