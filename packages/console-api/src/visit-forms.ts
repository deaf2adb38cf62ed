import { Authorisation, Day, PersonId, writtenText } from '@shouwang/contracts'
import { VisitForm } from '@shouwang/visit-forms'
import { z } from 'zod'

const Answers = z.record(
  z.string(),
  z.record(
    z.string(),
    z.record(
      z.string(),
      z.union([z.string().max(400_000), z.number(), z.boolean(), z.array(z.string().max(64)).max(20)]),
    ),
  ),
)

/** A signature as a browser's canvas draws it. */
const Drawn = z
  .string()
  .max(200_000)
  .regex(/^data:image\/png;base64,[A-Za-z0-9+/=]+$/)

/** When, and where it is known, a stamped photograph was taken. */
const Stamp = z.object({ at: z.string().max(40), place: z.string().max(60).nullable() })

/** What a family answered at a visit, and signed. */
export const FillFormBody = z
  .object({
    commandId: z.string().min(8).max(64).optional(),
    seenSeq: z.int().min(0).optional(),
    formId: z.string().max(64),
    version: z.int().min(1),
    answers: Answers,
    /** Who visited, by name. */
    visitors: z.array(writtenText(2, 30)).max(4),
    signature: Drawn.nullable().default(null),
    /** Why the family did not sign. */
    unsigned: z.string().trim().max(200).default(''),
    /** What the family lets offices be asked for; nobody is asked without. */
    letter: Authorisation.shape.scope.nullable().default(null),
    stamps: z.record(z.string(), Stamp).default({}),
  })
  .meta({ id: 'FillForm' })
export type FillFormBody = z.input<typeof FillFormBody>

/** The form for the household of a task: what is known, and what was filled in last. */
export const VisitFormAnswer = z
  .object({
    form: VisitForm.meta({ id: 'VisitForm' }),
    today: Day,
    householdNo: z.string(),
    regionName: z.string(),
    members: z.array(
      z.object({ person: PersonId, name: z.string(), relation: z.string().nullable(), age: z.number().nullable() }),
    ),
    /** What offices tell, as `section/row/question`; the words say as much of it as the asker may read. */
    known: z.array(z.object({ at: z.string(), words: z.string() })),
    visitor: z.string(),
    saved: z
      .object({
        filledOn: Day,
        answers: Answers,
        visitors: z.array(z.string()),
        signature: z.string().nullable(),
        unsigned: z.string(),
        letter: Authorisation.nullable(),
        stamps: z.record(z.string(), Stamp),
      })
      .nullable(),
  })
  .meta({ id: 'VisitFormToFill' })
export type VisitFormAnswer = z.infer<typeof VisitFormAnswer>
