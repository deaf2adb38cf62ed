import { z } from 'zod'
import type { Day } from './day.ts'

/**
 * How a household stands to 近亲属备案: nobody of it was declared as kin of an official; somebody was and it receives nothing;
 * it receives help and is not on record; all who were declared are.
 */
export const OfficialKinState = z.enum(['none', 'declared', 'needed', 'recorded'])
export type OfficialKinState = z.infer<typeof OfficialKinState>

/** The state on a day, and the next day on which time alone may change it. */
export type OfficialKinStanding = { readonly state: OfficialKinState; readonly changesOn: Day | null }
