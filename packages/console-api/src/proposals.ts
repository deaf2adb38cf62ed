import { z } from 'zod'
import { wholeNumber } from './whole-number.ts'

/** What a second person can be asked to confirm. */
const kind = z.enum(['staff', 'region', 'operator-key', 'unmask', 'open-row', 'policy', 'erase', 'lift-hold'])
const state = z.enum(['waiting', 'confirmed', 'refused'])

/** A change, or a look, that one person asks for and another decides. */
export const Proposal = z
  .object({
    id: z.int(),
    kind,
    subject: z.string(),
    /** In words (Chinese): what would be so afterwards. */
    what: z.string(),
    why: z.string(),
    region: z.string(),
    proposedBy: z.string(),
    proposedAt: z.string(),
    state,
    decidedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
    mayDecide: z.boolean().meta({ description: 'Whether the asker may decide it: never their own' }),
  })
  .meta({ id: 'Proposal' })
export type Proposal = z.infer<typeof Proposal>

export const ProposalQuery = z.object({ state: state.default('waiting') })

export const ProposalListAnswer = z.object({ proposals: z.array(Proposal) })
export type ProposalListAnswer = z.infer<typeof ProposalListAnswer>

export const ProposalId = wholeNumber(1, 2_147_483_647)
