import { QuarantineNotice } from '@shouwang/contracts'
import type { Received } from '@shouwang/flow'
import { type DeadLetter, quarantineIdOf, StorableDay } from '@shouwang/postgres'
import { z } from 'zod'

const longestWord = 200

/** The store can neither hold a zero character nor index a text without end. */
const word = z
  .string()
  .max(longestWord)
  .refine((text) => !text.includes('\0'))

/** What can still be told of a message that crashed the step; part by part, since any of them may be what is wrong. */
const Told = z.object({
  feed: word.catch('unknown'),
  delivery: word.nullable().catch(null),
  businessday: StorableDay.catch('1970-01-01'),
  id: word.nullable().catch(null),
  time: QuarantineNotice.shape.at.catch('1970-01-01T00:00:00Z'),
  type: word.nullable().catch(null),
})

/** What counts for no row of its delivery's account. */
const uncounted: readonly (string | null)[] = ['RollDelivered', 'RowSetAside']

/**
 * An event that a bug kept from being judged. Its delivery counts it as quarantined later, if it counts it at all; `marks`
 * is true of one that its delivery only waits for.
 */
export const crashed = (message: Received): DeadLetter & { readonly marks: boolean } => {
  const { topic, key, value, offset } = message
  const { feed, delivery, businessday, id, time, type } = toldBy(value)
  return {
    topic,
    key,
    value,
    counted: delivery !== null && !uncounted.includes(type),
    marks: delivery !== null && type === 'RowSetAside',
    notice: {
      quarantineId: quarantineIdOf(message, 'scoring'),
      feed,
      delivery: delivery ?? 'unknown',
      rowNo: offset,
      businessDay: businessday,
      stage: 'scoring',
      reason: 'crashed',
      field: id,
      at: time,
    },
  }
}

const toldBy = (value: string): z.infer<typeof Told> => {
  try {
    return Told.parse(JSON.parse(value))
  } catch {
    return Told.parse({})
  }
}
