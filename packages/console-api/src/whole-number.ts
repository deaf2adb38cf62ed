import { z } from 'zod'

/** A whole number in an address: its digits, and nothing that a program could take for a number (an empty text is no zero). */
export const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum))
    .meta({ type: 'integer', minimum, maximum })
