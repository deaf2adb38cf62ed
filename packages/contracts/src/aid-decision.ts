import { z } from 'zod'
import { Day } from './day.ts'
import { Fen } from './money.ts'
import { PersonId } from './person-id.ts'

/** How aid reached a family. Only what goes to the subsidy card can be seen again in a payment feed. */
export const AidForm = z.enum(['card', 'cash', 'goods', 'service'])
export type AidForm = z.infer<typeof AidForm>

export const DecisionResult = z.enum(['granted', 'adjusted', 'stopped', 'refused'])
export type DecisionResult = z.infer<typeof DecisionResult>

/** What was decided, with the lines that its amount adds up from. */
export const Decision = z.object({
  result: DecisionResult,
  programme: z.string().min(1),
  /** What may be paid by it in all; 0 where nothing is. */
  amountFen: Fen.min(0),
  lines: z.array(z.object({ label: z.string(), fen: Fen })),
  reasons: z.string().min(1),
  from: Day,
  to: Day.nullable(),
  /** Whom a programme for persons is decided for; the family's without one. */
  person: PersonId.nullable().optional(),
  /** Why it departs from what the check says: another sum than the formula's, or a programme that is not met or had already. */
  deviation: z.string().optional(),
  /** The check that it stands on, and what the formula came to there; filled in when it is decided. */
  checkNo: z.string().optional(),
  formula: z.object({ text: z.string(), leastFen: Fen, mostFen: Fen }).optional(),
})
export type Decision = z.infer<typeof Decision>

/** What was really given. `fund` is null where no fund of the place is on record. */
export const Aid = z.object({
  form: AidForm,
  programme: z.string().min(1),
  /** The money, or what goods and service are worth. */
  amountFen: Fen.min(0),
  /** Which goods, or how many hours of what. */
  what: z.string(),
  person: PersonId.nullable(),
  fund: z.string().nullable(),
})
export type Aid = z.infer<typeof Aid>

/** Money that came back, or was set off against a later payment; `waived` where it can't be had and an office says so. */
export const Recovery = z.object({
  way: z.enum(['paid-back', 'offset', 'waived']),
  amountFen: Fen.min(1),
  /** The aid of this case that it takes from; null where the money was not given by it. */
  aidId: z.string().nullable(),
  /** The settlement or payment that it was set off against, the receipt, or why it is waived. */
  against: z.string().min(1),
  /** The fund that it goes back to; null where no fund of the place is on record. */
  fund: z.string().nullable(),
})
export type Recovery = z.infer<typeof Recovery>
