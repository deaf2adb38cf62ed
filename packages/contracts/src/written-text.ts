import { z } from 'zod'

const invisible =
  '\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff'

/**
 * Text that a person wrote: `least` to `most` characters, of which `least` can be seen. Its pattern says what spaces and control
 * characters alone are, so that the published schema refuses what the server refuses.
 */
export const writtenText = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(new RegExp(`^(?:[${invisible}]*[^${invisible}]){${least}}`, 'u'))
    .refine((text) => [...text].length <= most, { error: `more than ${most} characters` })
    .meta({ minLength: least, maxLength: most })
