import { z } from 'zod'
import { Fen } from '../money.ts'

// 教育.

/** School enrolment, fee and aid for one school year. */
export const EnrolmentReported = z.object({
  stage: z.enum([
    'kindergarten',
    'primary',
    'junior',
    'senior',
    'vocational',
    'undergraduate',
    'postgraduate',
    'other',
  ]),
  status: z.enum(['enrolled', 'suspended', 'dropped-out', 'graduated']),
  yearlyFeeFen: Fen,
  aidFen: Fen,
  term: z.string(),
})

/** What a student was charged and given for one term, as the office that gives it says. */
export const StudentAided = z.object({ term: z.string(), yearlyFeeFen: Fen, aidFen: Fen })
