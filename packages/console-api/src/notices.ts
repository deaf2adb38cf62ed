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

/** Which messages: those that did not arrive, or may not have, where `failed` is asked for. */
export const MessageQuery = z.object({
  failed: z.literal('true').optional(),
  limit: wholeNumber(1, 1000).default(100),
})

/** Messages that told staff of notices outside the console: when, on which way, and what became of each. */
export const MessageListAnswer = z
  .object({
    messages: z.array(
      z.object({
        messageId: z.string(),
        channel: z.enum(['wecom-app', 'wecom-robot', 'dingtalk-robot', 'sms', 'webhook']),
        channelName: z.string(),
        /** Whom it is for; null for a group. */
        staffNo: z.string().nullable(),
        name: z.string().nullable(),
        notices: z.int(),
        urgent: z.int(),
        state: z.enum(['waiting', 'sending', 'sent', 'failed', 'unsure', 'seen']),
        stateName: z.string(),
        madeAt: z.string(),
        sentAt: z.string().nullable(),
        nextAt: z.string(),
        attempts: z.int(),
        repeated: z
          .boolean()
          .meta({ description: 'No answer came once, so it was sent again: it may have come twice' }),
        fault: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'NoticeMessagePage' })

/** How many messages are tried again. */
export const MessagesRetriedAnswer = z.object({ retried: z.int() }).meta({ id: 'NoticeMessagesRetried' })
