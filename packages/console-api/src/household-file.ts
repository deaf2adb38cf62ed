import { Day, Dimension, Level } from '@shouwang/contracts'
import { z } from 'zod'
import { CaseItem, GivenAid, MadeDecision } from './cases.ts'
import { ExplanationAnswer, KnownThing } from './explanations.ts'
import { FileHardship } from './hardship.ts'

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

/** What of the way from a row of a department to the end of a case one line is. */
const TraceKind = z.enum([
  'row',
  'fact',
  'verdict',
  'task',
  'visit',
  'case',
  'check',
  'referral',
  'conference',
  'decision',
  'payment',
  'return-visit',
])
export type TraceKind = z.infer<typeof TraceKind>

/** Only what belongs to one case of the household, and to the visits that led to it. */
export const TraceQuery = z.object({ case: z.string().max(200).optional() })

/** 全程追溯: from the department's row to 销号, each step with when and who. */
export const TraceAnswer = z
  .object({
    householdNo: z.string(),
    headName: z.string(),
    regionName: z.string(),
    steps: z.array(
      z.object({
        kind: TraceKind,
        at: z.string().meta({ description: 'A day, or an instant where it is known' }),
        byName: z.string(),
        text: z.string(),
        about: z.string().nullable().meta({ description: 'The delivery, the task or the case' }),
        days: z.int().nullable().meta({ description: 'Days after the first row came' }),
      }),
    ),
  })
  .meta({ id: 'Trace' })
export type TraceAnswer = z.infer<typeof TraceAnswer>

/** 一户一档: everything of one household, as far as the asker's role may see it. */
export const HouseholdFileAnswer = ExplanationAnswer.omit({ known: true, tasks: true })
  .extend({
    headName: z.string(),
    sections: z.array(FileSection),
    hardship: FileHardship,
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
