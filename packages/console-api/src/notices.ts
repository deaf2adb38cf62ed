import { z } from 'zod'
import { wholeNumber } from './whole-number.ts'

/** Whose notices: those not seen yet unless `all` is asked for. */
export const NoticeQuery = z.object({
  all: z.literal('true').optional(),
  limit: wholeNumber(1, 200).default(50),
})

/** What the asker is to be told of: the newest first. No name and no reason: these are one tap further. */
export const NoticeListAnswer = z
  .object({
    unseen: z.int(),
    notices: z.array(
      z.object({
        /** The task or the case that it is about. */
        about: z.string(),
        kind: z.enum(['assigned', 'raised', 'reminded', 'overdue', 'withdrawn', 'to-confirm', 'conflict']),
        householdNo: z.string().nullable(),
        text: z.string(),
        at: z.string(),
        seenAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'NoticePage' })
export type NoticeListAnswer = z.infer<typeof NoticeListAnswer>

/** Everything up to this moment was seen. */
export const SeenBody = z
  .strictObject({
    // As UTC: no database takes an offset of most of a day, which ISO 8601 can write.
    until: z.iso.datetime({ offset: true }).transform((instant) => new Date(instant).toISOString()),
  })
  .meta({ id: 'Seen' })
