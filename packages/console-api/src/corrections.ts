import { ChangeEventType, Day, PersonId, writtenText } from '@shouwang/contracts'
import { z } from 'zod'
import { wholeNumber } from './whole-number.ts'

/** Asks a department to correct what it said of a person, as an explanation shows it. */
export const AskCorrectionBody = z
  .object({
    person: PersonId,
    type: ChangeEventType,
    feed: z.string().min(1).max(64),
    day: Day,
    what: writtenText(2, 500).meta({ description: 'What is wrong, and what is right (Chinese)' }),
  })
  .meta({ id: 'AskCorrection' })

const Correction = z
  .object({
    id: z.int(),
    feed: z.string(),
    feedName: z.string(),
    provider: z.string(),
    person: z.string(),
    /** The kind of fact, in words. */
    label: z.string(),
    sourceKey: z.string(),
    what: z.string(),
    askedBy: z.string(),
    askedAt: z.string(),
    state: z.enum(['open', 'corrected', 'answered']),
    answer: z.string(),
    closedBy: z.string().nullable(),
    closedAt: z.string().nullable(),
  })
  .meta({ id: 'Correction' })

export const CorrectionQuery = z.object({
  feed: z.string().max(64).optional(),
  state: z.enum(['open', 'all']).default('open'),
})

export const CorrectionListAnswer = z.object({ corrections: z.array(Correction) })
export type CorrectionListAnswer = z.infer<typeof CorrectionListAnswer>

export const CorrectionAskedAnswer = z.object({ id: z.int() })

export const CorrectionId = wholeNumber(1, 2_147_483_647)

/** A department says that what it said holds. */
export const AnswerCorrectionBody = z.object({ answer: writtenText(2, 500) }).meta({ id: 'AnswerCorrection' })

export const CorrectionClosedAnswer = z.object({ closed: z.boolean() })
