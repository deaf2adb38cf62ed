import type { PersonId } from '@shouwang/contracts'
import type { EventFeed } from './feed.ts'
import type { RowContext } from './mapped-row.ts'

/** What every event says of the row that it comes from. */
export const envelope = (
  feed: EventFeed,
  { delivery, rowNo, businessDay, receivedAt, today = businessDay }: RowContext,
  subject: PersonId,
) => ({
  specversion: '1.0' as const,
  id: `${delivery}/${rowNo}`,
  source: `/feeds/${feed.id}`,
  subject,
  time: receivedAt,
  feed: feed.id,
  provider: feed.provider,
  delivery,
  businessday: businessDay,
  asof: today,
})
