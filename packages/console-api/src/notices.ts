import { z } from 'zod'

/** Whose notices: those not seen yet unless `all` is asked for. */
export const NoticeQuery = z.object({
  all: z.literal('true').optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What the asker is to be told of: the newest first. No name and no reason: these are one tap further. */
export const NoticeListAnswer = z
  .object({
    unseen: z.int(),
    notices: z.array(
      z.object({
        /** The task or the case that it is about. */
        about: z.string(),
        kind: z.enum(['assigned', 'raised', 'reminded', 'overdue', 'withdrawn']),
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
export const SeenBody = z.strictObject({ until: z.iso.datetime({ offset: true }) }).meta({ id: 'Seen' })
