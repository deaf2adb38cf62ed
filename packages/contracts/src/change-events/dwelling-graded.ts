import { z } from 'zod'
import { Day } from '../day.ts'

/** Safety grade of a dwelling: A and B are safe, C partly and D wholly dangerous. */
export const DwellingGraded = z.object({ grade: z.enum(['A', 'B', 'C', 'D']), day: Day })
