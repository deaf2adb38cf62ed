import { z } from '@hono/zod-openapi'
import { Day, Direction, Level, Outcome, RegionCode, TaskStatus } from '@shouwang/contracts'
import { MaskedPerson } from './people.ts'

/** Text that may be a list: `?status=open,accepted`. */
const listOf = <Item extends z.ZodType<string, string>>(item: Item) =>
  z
    .string()
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(item))

export const TaskQuery = z.object({
  status: listOf(TaskStatus)
    .optional()
    .openapi({ type: 'string', description: 'Comma-separated; open,accepted when omitted' }),
  direction: listOf(Direction).optional().openapi({ type: 'string' }),
  level: listOf(Level).optional().openapi({ type: 'string' }),
  region: RegionCode.optional().openapi({ description: 'A region; its whole subtree is listed' }),
  assignee: z.string().optional().openapi({ description: '`me` or a staff number' }),
  indicator: z.string().optional(),
  due: z.enum(['overdue', 'today', 'week']).optional(),
  q: z.string().trim().max(64).optional().openapi({ description: 'Beginning of a household number' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

export const Reason = z
  .object({
    indicator: z.string(),
    indicatorName: z.string(),
    level: Level,
    /** Plain Chinese; persons by masked name. */
    text: z.string(),
    sources: z.array(z.object({ provider: z.string(), feed: z.string(), feedName: z.string(), day: Day })),
  })
  .openapi('Reason')

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
  reasons: z.array(Reason),
  dueOn: Day,
  openedOn: Day,
  assignee: z.object({ staffNo: z.string(), name: z.string() }).nullable(),
  status: TaskStatus,
  flags: z.array(z.string()),
}

export const TaskItem = z.object(item).openapi('TaskItem')

export const TaskCounts = z
  .object({
    overdue: z.int(),
    today: z.int(),
    byLevel: z.partialRecord(Level, z.int()),
    byDirection: z.partialRecord(Direction, z.int()),
    byStatus: z.partialRecord(TaskStatus, z.int()),
  })
  .openapi('TaskCounts')

export const TaskPage = z
  .object({ tasks: z.array(TaskItem), total: z.int(), counts: TaskCounts, today: Day })
  .openapi('TaskPage')

export const SeenObservation = z
  .object({
    label: z.string(),
    observed: z.union([z.number(), z.string(), z.boolean()]),
    threshold: z.union([z.number(), z.string(), z.boolean()]).nullable(),
    unit: z.string(),
    rule: z.object({ id: z.string(), from: Day, source: z.string() }).nullable(),
  })
  .openapi('Observation')

export const SeenLead = Reason.extend({
  confidence: z.number(),
  observations: z.array(SeenObservation),
  advice: z.array(z.string()),
  cleared: z.boolean(),
}).openapi('Lead')

export const SeenEntitlement = z
  .object({
    programme: z.string(),
    name: z.string(),
    personName: z.string().nullable(),
    standing: z.enum(['held', 'likely-owed', 'possibly-owed', 'wrongly-held']),
    monthlyFen: z.int().nullable(),
    why: z.string(),
    source: z.string().nullable(),
  })
  .openapi('Entitlement')

export const TaskHappening = z
  .object({
    seq: z.int(),
    type: z.string(),
    at: z.string(),
    day: Day,
    by: z.string(),
    byName: z.string(),
    text: z.string(),
  })
  .openapi('TaskHappening')

export const OutcomeOption = z
  .object({ outcome: Outcome, zh: z.string(), en: z.string(), noteRequired: z.boolean() })
  .openapi('OutcomeOption')

export const TaskDetail = z
  .object({
    ...item,
    history: z.array(TaskHappening),
    leads: z.array(SeenLead),
    entitlements: z.array(SeenEntitlement),
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
    unknown: z.array(z.object({ indicatorName: z.string(), missing: z.array(z.string()) })),
  })
  .openapi('TaskDetail')

export const RecordOutcome = z
  .object({
    outcome: Outcome,
    note: z.string().trim().max(1000).default(''),
    livesInHouseholdNo: z.string().max(64).nullable().default(null),
  })
  .openapi('RecordOutcome')
export const AddNote = z.object({ note: z.string().trim().min(1).max(1000) }).openapi('AddNote')
export const Reassign = z
  .object({ assignee: z.string().min(1).max(64), why: z.string().trim().min(2).max(200) })
  .openapi('Reassign')
