import { z } from 'zod'
import { Direction, FiringVerdict, Level } from './assessment.ts'
import { Day } from './day.ts'
import { Fen } from './money.ts'
import { Outcome } from './outcome.ts'
import { PersonId } from './person-id.ts'
import { RegionCode } from './region.ts'

export const TaskStatus = z.enum(['open', 'accepted', 'closed', 'withdrawn'])
export type TaskStatus = z.infer<typeof TaskStatus>

/**
 * Why a task came to somebody: `reassigned` by a person, whose words are the event's `note`; all others are the
 * system's own doing. The words for them are in casework's `words/`.
 */
export const AssignmentReason = z.enum([
  'household-moved',
  'moved-away',
  'whereabouts-unknown',
  'taken-over',
  'staff-changed',
  'reassigned',
])
export type AssignmentReason = z.infer<typeof AssignmentReason>

/** Why the system took a task back. */
export const WithdrawalReason = z.enum([
  'leads-cleared',
  'leads-expired',
  'supporting-left',
  'household-gone',
  'found-who',
])
export type WithdrawalReason = z.infer<typeof WithdrawalReason>

/** What the system notes on a task that somebody works on, instead of taking it back. */
export const SystemNote = z.enum([
  'leads-cleared-in-progress',
  'leads-expired-in-progress',
  'household-gone-in-progress',
])
export type SystemNote = z.infer<typeof SystemNote>

/** One line of a task's append-only history. */
const happening = {
  taskId: z.string(),
  seq: z.int().min(1),
  at: z.iso.datetime({ offset: true }),
  day: Day,
  by: z.string(),
  /** The command that asked for it: the same one again does nothing. */
  command: z.string().optional(),
}

/** What a department's record says wrongly of a family, as a visit found it. */
export const DataFault = z.object({
  feed: z.string().min(1).max(64),
  /** The column, by the department's own name; empty where it is the whole record. */
  field: z.string().max(64),
  /** What is true instead. */
  truth: z.string().min(1).max(500),
})
export type DataFault = z.infer<typeof DataFault>

const Lead = z.object({ indicator: z.string(), person: PersonId.nullable(), level: Level, reason: z.string() })

const taskEvent = z.discriminatedUnion('type', [
  z.object({
    ...happening,
    type: z.literal('TaskOpened'),
    household: z.string(),
    householdNo: z.string(),
    region: RegionCode.nullable(),
    direction: Direction,
    level: Level,
    leads: z.array(FiringVerdict),
    dueOn: Day,
    /** Of a red task `dueOn` is the last day to have been in contact, and this the last one for the result. */
    resultOn: Day.optional(),
    assignee: z.string().nullable(),
    flags: z.array(z.string()),
  }),
  z.object({ ...happening, type: z.literal('LeadJoined'), lead: FiringVerdict }),
  z.object({ ...happening, type: z.literal('LeadWorsened'), lead: FiringVerdict }),
  /** `level` and `dueOn`: what the task goes back to, where the lead came and went within a day. */
  z.object({
    ...happening,
    type: z.literal('LeadCleared'),
    indicator: z.string(),
    person: PersonId.nullable(),
    /** No record led to it: time passed, or a number of the policy changed. */
    expired: z.literal(true).optional(),
    level: Level.optional(),
    dueOn: Day.optional(),
  }),
  z.object({ ...happening, type: z.literal('LevelRaised'), level: Level, dueOn: Day, resultOn: Day.optional() }),
  /** A lead with a shorter limit joined a task without raising its level. */
  z.object({ ...happening, type: z.literal('DeadlineBroughtForward'), dueOn: Day, resultOn: Day.optional() }),
  z.object({
    ...happening,
    type: z.literal('TaskAssigned'),
    assignee: z.string().nullable(),
    region: RegionCode.nullable(),
    why: AssignmentReason,
    /** The words of the person who reassigned it. */
    note: z.string().optional(),
  }),
  z.object({ ...happening, type: z.literal('TaskAccepted') }),
  /** Somebody spoke with the family of a red task; from now on the limit for the result counts. */
  z.object({ ...happening, type: z.literal('ContactMade'), note: z.string(), dueOn: Day }),
  /** `why` where the system wrote the note: `note` then has the Chinese words for it. */
  z.object({ ...happening, type: z.literal('NoteAdded'), note: z.string(), why: SystemNote.optional() }),
  /** A superior asked for it to be done (催办). */
  z.object({ ...happening, type: z.literal('TaskReminded'), to: z.string(), note: z.string() }),
  z.object({ ...happening, type: z.literal('TaskEscalated'), percent: z.int(), to: z.string().nullable() }),
  z.object({
    ...happening,
    type: z.literal('OutcomeRecorded'),
    outcome: Outcome,
    note: z.string(),
    leads: z.array(Lead),
    /** False where the task goes on: nobody was found, or the family moved and the task went after it. */
    closes: z.boolean(),
    /** Until when its leads stay quiet; null where they do not, and where a case has them in hand. */
    suppressUntil: Day.nullable(),
    /** The case that goes on with it; absent where nothing is left to do, and in what was written before there were cases. */
    caseId: z.string().optional(),
    /** What the family declared as its income of a month, 分; absent where nobody asked. */
    declaredMonthlyFen: Fen.optional(),
    /** When the worker comes again, where nobody was met. */
    nextTryOn: Day.optional(),
    dataFault: DataFault.optional(),
    /** Until when the leads rest once a second person agrees; absent where none is asked. */
    restUntil: Day.optional(),
    /** Who is asked to agree; null where nobody has the post. */
    secondPerson: z.string().nullable().optional(),
  }),
  /** A second person agreed that the leads rest so long. */
  z.object({ ...happening, type: z.literal('OutcomeConfirmed'), suppressUntil: Day }),
  /** A result was taken back: by whoever recorded it, on the same day, or by the second person, who does not agree. */
  z.object({
    ...happening,
    type: z.literal('OutcomeUndone'),
    /** The place of the result in this history. */
    undoes: z.int(),
    /** True where the task goes on that the result had closed. */
    reopens: z.boolean(),
    /** Its limit from now on, where a second person sent it back. */
    dueOn: Day.optional(),
    note: z.string(),
  }),
  /** Somebody wrote, without a network, what no longer fitted when it arrived: it changes nothing and is not lost. */
  z.object({
    ...happening,
    type: z.literal('EntryConflicted'),
    outcome: Outcome.nullable(),
    note: z.string(),
    /** The last line that its writer had seen. */
    seenSeq: z.int(),
    /** Who above is told. */
    to: z.string().nullable(),
  }),
  z.object({ ...happening, type: z.literal('TaskWithdrawn'), why: WithdrawalReason }),
])

/**
 * An event as it is written today. Until 2026-11, `TaskAssigned.why` held either a code or the words of the person who
 * reassigned the task; logs and `task_events` still hold such lines, and they read as `reassigned` with a note.
 */
const asWrittenToday = (written: unknown): unknown => {
  if (typeof written !== 'object' || written === null) return written
  const { type, why } = written as { readonly type?: unknown; readonly why?: unknown }
  if (type !== 'TaskAssigned' || typeof why !== 'string' || AssignmentReason.safeParse(why).success) return written
  return { ...written, why: 'reassigned', note: why }
}

/** One line of a task's history; also reads lines that earlier versions wrote. */
export const TaskEvent = z.preprocess(asWrittenToday, taskEvent)
export type TaskEvent = z.infer<typeof TaskEvent>
export type TaskEventType = TaskEvent['type']
