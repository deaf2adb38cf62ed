import { z } from 'zod'

const invisible =
  '\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff'
const visible = new RegExp(`[^${invisible}]`, 'u')

/**
 * Text that a person wrote: `least` to `most` characters, of which `least` can be seen. Its pattern says what spaces and control
 * characters alone are, so that the published schema refuses what the server refuses. The pattern has no flag, which the writer
 * of the schema would take for a part of it; so characters beyond the first 65,536 are counted apart. Spaces around it count, as
 * in the schema, and are not kept.
 */
export const writtenText = (least: number, most: number) =>
  z
    .string()
    .regex(new RegExp(`^(?:[${invisible}]*[^${invisible}]){${least}}`))
    .refine((text) => isWritten([...text], least, most), { error: `${least} to ${most} characters that can be seen` })
    .trim()
    .meta({ minLength: least, maxLength: most })

const isWritten = (characters: readonly string[], least: number, most: number): boolean =>
  characters.length <= most && characters.filter((each) => visible.test(each)).length >= least
