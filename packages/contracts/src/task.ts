import { z } from 'zod'
import { Direction, FiringVerdict, Level } from './assessment.ts'
import { Day } from './day.ts'
import { PersonId } from './person-id.ts'
import { RegionCode } from './region.ts'

/** Outcome codes of docs/domain.md §7. */
export const Outcome = z.enum([
  'eligible-apply',
  'already-covered',
  'temp-aid-given',
  'transfer',
  'yishi-yiyi',
  'not-eligible',
  'data-wrong',
  'refused',
  'not-found',
  'moved',
  'deceased',
  'self-resolved',
  'keep-watching',
  'confirmed-stop',
  'confirmed-reduce',
  'confirmed-raise',
  'grace',
  'exempt-asset',
  'false-match',
  'recover-funds',
])
export type Outcome = z.infer<typeof Outcome>

export const TaskStatus = z.enum(['open', 'accepted', 'closed', 'withdrawn'])
export type TaskStatus = z.infer<typeof TaskStatus>

/** One line of a task's append-only history. */
const happening = {
  taskId: z.string(),
  seq: z.int().min(1),
  at: z.iso.datetime({ offset: true }),
  day: Day,
  by: z.string(),
}
const Lead = z.object({ indicator: z.string(), person: PersonId.nullable(), level: Level, reason: z.string() })

export const TaskEvent = z.discriminatedUnion('type', [
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
    level: Level.optional(),
    dueOn: Day.optional(),
  }),
  z.object({ ...happening, type: z.literal('LevelRaised'), level: Level, dueOn: Day }),
  /** A lead with a shorter limit joined a task without raising its level. */
  z.object({ ...happening, type: z.literal('DeadlineBroughtForward'), dueOn: Day }),
  z.object({
    ...happening,
    type: z.literal('TaskAssigned'),
    assignee: z.string().nullable(),
    region: RegionCode.nullable(),
    why: z.string(),
  }),
  z.object({ ...happening, type: z.literal('TaskAccepted') }),
  z.object({ ...happening, type: z.literal('NoteAdded'), note: z.string() }),
  z.object({ ...happening, type: z.literal('TaskEscalated'), percent: z.int(), to: z.string().nullable() }),
  z.object({
    ...happening,
    type: z.literal('OutcomeRecorded'),
    outcome: Outcome,
    note: z.string(),
    leads: z.array(Lead),
    /** False where the task goes on: nobody was found, or the family moved and the task went after it. */
    closes: z.boolean(),
    suppressUntil: Day.nullable(),
  }),
  z.object({ ...happening, type: z.literal('TaskWithdrawn'), why: z.string() }),
])
export type TaskEvent = z.infer<typeof TaskEvent>
export type TaskEventType = TaskEvent['type']
