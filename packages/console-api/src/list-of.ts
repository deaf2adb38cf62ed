import { z } from 'zod'

/** Text that is a list of words of a closed set: `?status=open,accepted`. */
export const listOf = <Word extends string>(words: z.ZodType<Word, Word> & { readonly options: readonly Word[] }) => {
  const one = words.options.join('|')
  return z
    .string()
    .regex(new RegExp(`^(${one})(,(${one}))*$`))
    .transform((text) => text.split(','))
    .pipe(z.array(words))
}
