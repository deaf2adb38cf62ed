import { z } from 'zod'
import { Day } from './day.ts'
import { Fen } from './money.ts'
import { PersonId } from './person-id.ts'

const CheckedState = z.enum(['met', 'not-met', 'not-known'])

/** What a programme would give by its formula; both bounds in 分, equal where it is exact, null where it can't be told. */
const CheckedAmount = z.object({
  every: z.enum(['month', 'year', 'once']),
  leastFen: Fen.nullable(),
  mostFen: Fen.nullable(),
  text: z.string(),
})

/** One programme as it was held against the household that day. Persons in texts are written `{p_…}`. */
export const CheckedProgramme = z.object({
  programme: z.string(),
  person: PersonId.nullable(),
  standing: z.enum(['held', 'behind', 'met', 'not-known', 'not-met']),
  conditions: z.array(
    z.object({
      text: z.string(),
      state: CheckedState,
      seen: z.string().nullable(),
      needs: z.enum(['visit', 'authorisation', 'delivery', 'standard']).nullable(),
    }),
  ),
  amount: CheckedAmount.nullable(),
})
export type CheckedProgramme = z.infer<typeof CheckedProgramme>

/**
 * 核对 as a case keeps it: the household as it was that day. Another `digest` is another household: what the check says has
 * changed since.
 */
export const CaseCheck = z.object({
  checkNo: z.string(),
  day: Day,
  /** The version of the policy that it was held against. */
  policy: z.string(),
  digest: z.string(),
  programmes: z.array(CheckedProgramme),
})
export type CaseCheck = z.infer<typeof CaseCheck>
