import { z } from 'zod'

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower case letters, digits and hyphens')

/** What offices may tell already, so that nobody asks it again: of a member, or of the household as a whole. */
const KnownReading = z.enum(['member-income', 'member-insured', 'vehicles', 'homes', 'home-area', 'businesses'])

const question = z.strictObject({
  id: Id,
  /** The question, as one asks it at the door. */
  ask: z.string().min(2).max(60),
  kind: z.enum(['text', 'choice', 'choices', 'yes-no', 'number', 'yuan', 'photo']),
  options: z.record(Id, z.string().min(1).max(30)).optional(),
  required: z.boolean().default(false),
  /** Not asked where an office tells it. */
  known: KnownReading.optional(),
  /** The answer is what the family declares as the income of all of it in a month: it becomes a fact. */
  declares: z.literal('income').optional(),
  /** Of a photograph: the time and place are kept with it. Only where the form cannot do without. */
  stamped: z.boolean().optional(),
  hint: z.string().max(80).optional(),
})
export type FormQuestion = z.infer<typeof question>

const section = z.strictObject({
  id: Id,
  title: z.string().min(2).max(20),
  /** Asked of each member, or of each supporter outside the household; once where it is left out. */
  each: z.enum(['member', 'supporter']).optional(),
  questions: z.array(question).min(1),
})
export type FormSection = z.infer<typeof section>

/** One form of a visit, as its file declares it. Unknown keys are refused. */
export const VisitForm = z
  .strictObject({
    id: Id,
    version: z.int().min(1),
    name: z.string().min(2).max(30),
    /** Where its questions come from. */
    source: z.string().min(4),
    /** The kind of household that it is for. */
    for: z.enum(['any', 'lone-elder', 'child']),
    /** How many visit together. */
    visitors: z.int().min(1).max(4),
    /** The family signs it. */
    signature: z.boolean(),
    /** How long the family's letter holds that it may sign with it (核对授权书), in days; 0 where there is none. */
    letterDays: z.int().min(0).max(3650),
    sections: z.array(section).min(1),
  })
  .superRefine(({ sections }, context) => {
    const say = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    for (const twice of repeated(sections.map(({ id }) => id))) say(['sections'], `two sections are called "${twice}"`)
    const declaring = sections.flatMap(({ questions }) => questions.filter(({ declares }) => declares !== undefined))
    if (declaring.length > 1) say(['sections'], 'only one question may declare the income')
    for (const [at, { questions, each }] of sections.entries()) {
      const place = ['sections', at, 'questions']
      for (const twice of repeated(questions.map(({ id }) => id))) say(place, `two questions are called "${twice}"`)
      for (const [no, { kind, options, declares, known, stamped }] of questions.entries()) {
        const chosen = kind === 'choice' || kind === 'choices'
        if (chosen !== (options !== undefined)) say([...place, no], 'a choice, and nothing else, has options')
        if (declares !== undefined && (kind !== 'yuan' || each !== undefined))
          say([...place, no], 'what declares the income is one amount of the whole family')
        if (known !== undefined && known.startsWith('member-') !== (each === 'member'))
          say([...place, no], `"${known}" is known of ${each === 'member' ? 'a household' : 'a member'}`)
        if (stamped !== undefined && kind !== 'photo') say([...place, no], 'only a photograph is stamped')
      }
    }
  })
export type VisitForm = z.infer<typeof VisitForm>

const repeated = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id, at) => ids.indexOf(id) !== at)),
]
