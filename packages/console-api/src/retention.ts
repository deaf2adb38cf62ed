import { Day, PersonId, writtenText } from '@shouwang/contracts'
import { z } from 'zod'
import { WrittenPerson } from './people.ts'
import { wholeNumber } from './whole-number.ts'

const term = z
  .object({
    kind: z.string(),
    label: z.string().meta({ description: 'What is kept, in words (Chinese)' }),
    months: z.int().nullable().meta({ description: 'Null is for ever' }),
    feeds: z.record(z.string(), z.int()).meta({ description: 'Months by feed, where one differs' }),
    kafkaDays: z.int().nullable(),
    orderDays: z
      .int()
      .nullable()
      .meta({ description: 'So many days after an order goes what can’t be freed of one person alone' }),
    basis: z.string(),
  })
  .meta({ id: 'RetentionTerm' })

const looked = z.object({
  kind: z.string(),
  place: z.enum(['store', 'warehouse', 'log']),
  /** The first day that is still kept; null where everything is. */
  since: Day.nullable(),
  /** How much there is; null of a log, which is not counted through. */
  kept: z.int().nullable(),
  due: z.int(),
  held: z.int(),
})

const hold = z
  .object({
    id: z.int(),
    kind: z.enum(['person', 'household', 'feed']),
    subject: z.string(),
    orderNo: z.string(),
    why: z.string(),
    region: z.string(),
    until: Day.nullable(),
    placedBy: z.string(),
    placedAt: z.string(),
  })
  .meta({ id: 'LegalHold' })

const erasure = z
  .object({
    orderNo: z.string(),
    why: z.string(),
    region: z.string(),
    later: z.enum(['refuse', 'take']),
    proposedBy: z.string(),
    confirmedBy: z.string(),
    leads: z.array(z.string()).meta({ description: 'Leads that nobody joined to anybody and that go with it' }),
    orderedAt: z.string(),
    logDue: Day.nullable().meta({ description: 'When topics on Kafka are emptied; the stores are done then' }),
    doneAt: z.string().nullable(),
    counts: z.record(z.string(), z.int()),
  })
  .meta({ id: 'Erasure' })

/** What is kept how long, what would go next, what is held, and which orders to delete there are. */
export const RetentionAnswer = z.object({
  terms: z.array(term),
  looked: z.array(looked),
  runs: z.array(z.object({ kind: z.string(), ranOn: Day, gone: z.int(), held: z.int() })),
  holds: z.array(hold),
  erasures: z.array(erasure),
})
export type RetentionAnswer = z.infer<typeof RetentionAnswer>

/** The number of an order, and why. */
const order = {
  orderNo: writtenText(2, 64).meta({ description: 'The number of the order or letter' }),
  why: writtenText(2, 200),
}

/** A hold on a person (by ID number or pseudonym), a household or a feed. */
export const HoldBody = z
  .object({
    kind: z.enum(['person', 'household', 'feed']),
    subject: writtenText(1, 64),
    until: Day.optional(),
    ...order,
  })
  .meta({ id: 'Hold' })

export const HoldPlacedAnswer = z.object({ id: z.int() })
export type HoldPlacedAnswer = z.infer<typeof HoldPlacedAnswer>

export const HoldId = wholeNumber(1, 2_147_483_647)

export const LiftHoldBody = z.object({ why: order.why }).meta({ id: 'LiftHold' })

/** An order to delete what is kept of a person. */
export const EraseBody = z
  .object({
    person: z.union([PersonId, WrittenPerson]),
    later: z
      .enum(['refuse', 'take'])
      .default('refuse')
      .meta({ description: 'Whether later rows of the same person are refused, or taken as those of somebody new' }),
    leads: z
      .array(z.string().regex(/^\d{12}$/))
      .max(50)
      .default([])
      .meta({ description: 'Leads that nobody joined to anybody, and that are about this person' }),
    ...order,
  })
  .meta({ id: 'Erase' })

/** The proposal, and leads that have the person’s name alone: whoever proposes looks whether they are about him. */
export const EraseProposedAnswer = z.object({ proposal: z.int(), perhaps: z.array(z.string()) })
export type EraseProposedAnswer = z.infer<typeof EraseProposedAnswer>
