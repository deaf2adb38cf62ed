import { z } from 'zod'
import { FeedCheckAnswer } from './feeds.ts'

/** Feeds are named as their files are. */
export const FeedId = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9-]*$/)

/** What somebody decided of a draft: which header a column reads, or none; and what words of the file mean, by table. */
export const FeedDraftChoices = z.object({
  columns: z.record(z.string(), z.string().nullable()).default({}),
  words: z.record(z.string(), z.record(z.string(), z.string())).default({}),
})
export type FeedDraftChoices = z.infer<typeof FeedDraftChoices>

/** A feed drafted from a sample file that is kept nowhere, and what its first rows tell under it. */
export const FeedDraftAnswer = z
  .object({
    like: z.string().meta({ description: 'The feed that tells the same kind of fact' }),
    likeName: z.string(),
    feed: z.string(),
    taken: z.boolean().meta({ description: 'A feed of this name is there and would be replaced' }),
    declaration: z.string().meta({ description: 'The YAML as it would be saved' }),
    problems: z.array(z.string()).meta({ description: 'Why the declaration cannot be used' }),
    headers: z.array(z.string()),
    columns: z.array(
      z.object({
        column: z.string(),
        meaning: z.string(),
        required: z.boolean(),
        header: z.string().nullable(),
        guessed: z.boolean(),
      }),
    ),
    words: z.array(
      z.object({
        table: z.string(),
        word: z.string(),
        meaning: z.string().nullable(),
        meanings: z.array(z.object({ code: z.string(), words: z.string() })),
      }),
    ),
    checked: FeedCheckAnswer.nullable(),
    rows: z.array(
      z.object({
        rowNo: z.int(),
        fact: z.string().nullable().meta({ description: 'What the row tells; null where it would be set aside' }),
        says: z.string(),
        field: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'FeedDraft' })
export type FeedDraftAnswer = z.infer<typeof FeedDraftAnswer>

const mostCharacters = 200_000

/** A declaration that is to be used from now on; `replace` where one of this name is there. */
export const FeedDeclarationBody = z
  .object({ declaration: z.string().min(1).max(mostCharacters), replace: z.boolean().default(false) })
  .meta({ id: 'FeedDeclaration' })

export const FeedSavedAnswer = z.object({ feed: z.string() })
export type FeedSavedAnswer = z.infer<typeof FeedSavedAnswer>
