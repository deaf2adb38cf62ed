import { z } from 'zod'

/** A text that says something: blanks alone are none. */
export const WrittenText = z.string().regex(/\S/, '是空的')
