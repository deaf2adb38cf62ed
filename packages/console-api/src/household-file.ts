import { Day, Dimension, Level } from '@shouwang/contracts'
import { z } from 'zod'
import { CaseItem, GivenAid, MadeDecision } from './cases.ts'
import { ExplanationAnswer, KnownThing } from './explanations.ts'

/** What is known of a household in one dimension; `help` is what it was given, and what visits found. */
const FileSection = z
  .object({
    section: z.enum([...Dimension.options, 'help']),
    score: z.number().nullable(),
    things: z.array(KnownThing),
  })
  .meta({ id: 'FileSection' })
export type FileSection = z.infer<typeof FileSection>

/** One line of what happened to a household: what a department told, a line of a task or of a case. */
const FileLine = z
  .object({
    at: z.string().meta({ description: 'A day, or an instant where it is known' }),
    kind: z.enum(['fact', 'task', 'case']),
    about: z.string().nullable().meta({ description: 'The task or the case' }),
    byName: z.string(),
    text: z.string(),
  })
  .meta({ id: 'FileLine' })
export type FileLine = z.infer<typeof FileLine>

/** 一户一档: everything of one household, as far as the asker's role may see it. */
export const HouseholdFileAnswer = ExplanationAnswer.omit({ known: true, tasks: true })
  .extend({
    headName: z.string(),
    sections: z.array(FileSection),
    tasks: z.array(
      z.object({
        taskId: z.string(),
        status: z.string(),
        level: Level,
        openedOn: Day,
        dueOn: Day,
        assigneeName: z.string().nullable(),
      }),
    ),
    cases: z.array(CaseItem),
    decisions: z.array(MadeDecision.extend({ caseId: z.string(), programmeName: z.string() })),
    aid: z.array(GivenAid.extend({ caseId: z.string(), programmeName: z.string() })),
    history: z.array(FileLine),
  })
  .meta({ id: 'HouseholdFile' })
export type HouseholdFileAnswer = z.infer<typeof HouseholdFileAnswer>
