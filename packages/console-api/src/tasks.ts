import {
  Aid,
  DataFault,
  Day,
  Department,
  Direction,
  Level,
  Outcome,
  PersonId,
  RegionCode,
  TaskStatus,
  writtenText,
} from '@shouwang/contracts'
import { z } from 'zod'
import { listOf } from './list-of.ts'
import { MaskedPerson } from './people.ts'
import { ReportedLeadCard } from './reported-leads.ts'
import { wholeNumber } from './whole-number.ts'

/** Which tasks to list: those of a region, someone, a level … */
export const TaskQuery = z.object({
  status: listOf(TaskStatus).optional().meta({ description: 'Comma-separated; open,accepted when omitted' }),
  direction: listOf(Direction).optional(),
  level: listOf(Level).optional(),
  region: RegionCode.optional().meta({ description: 'A region; its whole subtree is listed' }),
  assignee: z.string().max(64).optional().meta({ description: '`me`, `none` or a staff number' }),
  indicator: z.string().optional(),
  due: z.enum(['overdue', 'today', 'week']).optional(),
  openedFrom: Day.optional(),
  openedTo: Day.optional(),
  awaits: z.literal('second-person').optional().meta({ description: 'Results that a second person is to agree to' }),
  q: z.string().trim().max(64).optional().meta({ description: 'Beginning of a household number' }),
  sort: z.enum(['due', 'level', 'score', 'opened', 'region', 'assignee', 'household']).default('due'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: wholeNumber(1, 200).default(50),
  offset: wholeNumber(0, 100_000).default(0),
})

/** Why a household was found, in words for a worker. */
const ShownReason = z
  .object({
    indicator: z.string(),
    indicatorName: z.string(),
    level: Level,
    /** Plain Chinese; persons by masked name. */
    text: z.string(),
    sources: z.array(z.object({ provider: z.string(), feed: z.string(), feedName: z.string(), day: Day })),
  })
  .meta({ id: 'Reason' })

const item = {
  taskId: z.string(),
  householdNo: z.string(),
  household: z.string(),
  headName: z.string(),
  regionCode: RegionCode.nullable(),
  regionName: z.string(),
  direction: Direction,
  level: Level,
  indicators: z.array(z.string()),
  reasons: z.array(ShownReason),
  dueOn: Day,
  openedOn: Day,
  assignee: z.object({ staffNo: z.string(), name: z.string() }).nullable(),
  status: TaskStatus,
  flags: z.array(z.string()),
  /** Of a red task: until when its result is due; `dueOn` is the day of contact until that was made. */
  resultOn: Day.nullable(),
  contactedOn: Day.nullable(),
  /** The last time that somebody above heard that it is late. */
  escalated: z
    .object({ percent: z.int(), day: Day, to: z.object({ staffNo: z.string(), name: z.string() }).nullable() })
    .nullable(),
}

/** One task in a list. */
export const TaskItem = z.object(item).meta({ id: 'TaskItem' })

/** How many tasks the filter matches, by what a worker chooses by. */
const TaskCounts = z
  .object({
    overdue: z.int(),
    today: z.int(),
    byLevel: z.partialRecord(Level, z.int()),
    byDirection: z.partialRecord(Direction, z.int()),
    byStatus: z.partialRecord(TaskStatus, z.int()),
  })
  .meta({ id: 'TaskCounts' })
export type TaskItem = z.infer<typeof TaskItem>

/** One page of tasks with the counts of all that match. */
export const TaskListAnswer = z
  .object({
    tasks: z.array(TaskItem),
    total: z.int(),
    counts: TaskCounts,
    today: Day,
    /** Households that by today were to be judged or reported again, and were not yet: their tasks may change. */
    due: z.int(),
  })
  .meta({ id: 'TaskPage' })
export type TaskListAnswer = z.infer<typeof TaskListAnswer>

/** One value beside the rule that it was held against. */
const ShownObservation = z
  .object({
    label: z.string(),
    observed: z.union([z.number(), z.string(), z.boolean()]),
    threshold: z.union([z.number(), z.string(), z.boolean()]).nullable(),
    unit: z.string(),
    rule: z.object({ id: z.string(), from: Day, source: z.string() }).nullable(),
  })
  .meta({ id: 'Observation' })

/** A reason with what was observed; detail as far as the role may see it. */
export const ShownLead = ShownReason.extend({
  confidence: z.number(),
  observations: z.array(ShownObservation),
  advice: z.array(z.string()),
  cleared: z.boolean(),
}).meta({ id: 'Lead' })

/** An aid programme that the household has, or likely should have. */
export const ShownEntitlement = z
  .object({
    programme: z.string(),
    name: z.string(),
    personName: z.string().nullable(),
    standing: z.enum(['held', 'likely-owed', 'possibly-owed', 'wrongly-held']),
    monthlyFen: z.int().nullable(),
    why: z.string(),
    source: z.string().nullable(),
  })
  .meta({ id: 'Entitlement' })
export type ShownEntitlement = z.infer<typeof ShownEntitlement>
export type ShownLead = z.infer<typeof ShownLead>

/** One line of a task's history, in words. */
const TaskHistoryEntry = z
  .object({
    seq: z.int(),
    type: z.string(),
    at: z.string(),
    day: Day,
    by: z.string(),
    byName: z.string(),
    text: z.string(),
    /** The command of a phone that led to it. */
    command: z.string().nullable(),
  })
  .meta({ id: 'TaskHappening' })

/** Whom to find, where, and whom to call: for the worker of the task alone, after one look that the audit keeps. */
const VisitCard = z
  .object({
    /** Every address on record, the head's first. */
    addresses: z.array(z.string()),
    /** Full names; of children under fourteen the masked one, and no telephone. */
    people: z.array(
      z.object({ person: PersonId, name: z.string(), relation: z.string().nullable(), phone: z.string().nullable() }),
    ),
  })
  .meta({ id: 'VisitCard' })
export type VisitCard = z.infer<typeof VisitCard>

/** What somebody wrote about the family on an earlier task. */
const EarlierVisit = z.object({ day: Day, byName: z.string(), text: z.string() }).meta({ id: 'EarlierVisit' })

/** One outcome that may be recorded. */
const OutcomeOption = z
  .object({ outcome: Outcome, zh: z.string(), en: z.string(), noteRequired: z.boolean() })
  .meta({ id: 'OutcomeOption' })

/** One task in full. */
export const TaskDetailAnswer = z
  .object({
    ...item,
    history: z.array(TaskHistoryEntry),
    leads: z.array(ShownLead),
    entitlements: z.array(ShownEntitlement),
    members: z.array(MaskedPerson),
    programmes: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        summary: z.string(),
        papers: z.array(z.string()),
        ask: z.array(z.string()),
        source: z.string().nullable(),
      }),
    ),
    outcomes: z.array(OutcomeOption),
    /** How often nobody was met on this task. */
    tries: z.int(),
    /** The day of the next try, where one was given. */
    nextTryOn: Day.nullable(),
    /** The last line of its history. */
    seq: z.int(),
    /** The result may still be taken back by the asker. */
    mayUndo: z.boolean(),
    /** A second person is to agree to the result; the asker may. */
    secondPerson: z.object({ restUntil: Day, mayConfirm: z.boolean() }).nullable(),
    earlier: z.array(EarlierVisit),
    /** What somebody told of, where the task asks who it is about. */
    reported: ReportedLeadCard.nullable(),
    visit: VisitCard.nullable().meta({ description: 'null until its worker opens the visit' }),
    /** True where the asker may open it. */
    mayVisit: z.boolean(),
    unknown: z.array(z.object({ indicatorName: z.string(), missing: z.array(z.string()) })),
    queue: z.array(z.string()).meta({ description: 'Why it stands where it does when sorted by score, in words' }),
  })
  .meta({ id: 'TaskDetail' })
export type TaskDetailAnswer = z.infer<typeof TaskDetailAnswer>

const commandId = z.string().min(8).max(64).optional().meta({ description: 'The same id again does nothing' })

/** What is asked of a task in its address alone. */
export const TaskCommandQuery = z.object({ commandId })

/** What a phone sends with an entry that may have waited for a network. */
const entry = {
  commandId,
  seenSeq: z.int().min(0).optional().meta({
    description: 'The last line of the history that the writer had seen; what happened since is never overwritten',
  }),
}

/** What was found on the visit; closes the task. */
export const RecordOutcomeBody = z
  .object({
    ...entry,
    outcome: Outcome,
    note: z.string().trim().max(1000).default(''),
    livesInHouseholdNo: z.string().max(64).nullable().default(null),
    declaredMonthlyFen: z.int().min(0).max(100_000_000).nullable().default(null).meta({
      description: 'What the family declares that all who live together earn a month, in 分',
    }),
    /** For `transfer`: who is to do something about it. */
    department: Department.nullable().default(null),
    /** For `temp-aid-given`: what was given on the spot. */
    aid: Aid.nullable().default(null),
    /** For `moved`: where the family went; its task goes on there. */
    movedTo: RegionCode.nullable().default(null),
    /** For `keep-watching`: the day to look again. */
    watchUntil: Day.nullable().default(null),
    /** For `nobody-home` and `not-found`: the day of the next try. */
    nextTryOn: Day.nullable().default(null),
    /** For `data-wrong`: what is wrong in whose record. */
    dataFault: DataFault.nullable().default(null),
  })
  .meta({ id: 'RecordOutcome' })

/** Takes a result back, or sends it back, with a reason. */
export const ReviseOutcomeBody = z
  .object({ commandId, why: z.string().trim().max(500).default('') })
  .meta({ id: 'ReviseOutcome' })

/** That the family of a red task was reached, and what was said. */
export const RecordContactBody = z
  .object({ ...entry, note: z.string().trim().max(1000).default('') })
  .meta({ id: 'RecordContact' })

/** A note on a task. */
export const AddNoteBody = z.object({ ...entry, note: writtenText(1, 1000) }).meta({ id: 'AddNote' })
/** Whom the task goes to, and why. */
export const ReassignBody = z
  .object({ commandId, assignee: z.string().min(1).max(64), why: writtenText(2, 200) })
  .meta({ id: 'Reassign' })
