import { z } from 'zod'
import { Day } from '../day.ts'
import { PersonId } from '../person-id.ts'

/** A marriage or divorce; one event for each of the two. */
export const MarriageRegistered = z.object({ spouse: PersonId, kind: z.enum(['marriage', 'divorce']), day: Day })
