import { Direction, Level, Receipt, TaskStatus } from '@shouwang/contracts'
import { z } from 'zod'

/** What this program reads of the answers of the HTTP API; what else they hold is passed on as it is. */
const reason = z.looseObject({ indicator: z.string(), indicatorName: z.string(), text: z.string() })

export const Task = z.looseObject({
  taskId: z.string(),
  householdNo: z.string(),
  headName: z.string(),
  regionCode: z.string().nullable(),
  regionName: z.string(),
  direction: Direction,
  level: Level,
  indicators: z.array(z.string()),
  reasons: z.array(reason),
  openedOn: z.string(),
  dueOn: z.string(),
  assignee: z.object({ staffNo: z.string(), name: z.string() }).nullable(),
  status: TaskStatus,
  flags: z.array(z.string()),
})
export type Task = z.infer<typeof Task>

export const TaskPage = z.object({ tasks: z.array(Task), total: z.int() })

export const Sent = z.object({ delivery: z.string() })
export const Resent = z.object({ delivery: z.string().nullable() })
export const Checked = z.object({
  feed: z.string().nullable(),
  businessDay: z.string().nullable(),
  rows: z.int(),
  acceptable: z.int(),
  problems: z.array(
    z.object({ rowNo: z.int(), reason: z.string(), reasonText: z.string(), field: z.string().nullable() }),
  ),
  detail: z.string(),
})
export type Checked = z.infer<typeof Checked>
export const Progress = z.object({ settled: z.boolean() })
export { Receipt }

export const QuarantineItem = z.looseObject({
  quarantineId: z.string(),
  feed: z.string(),
  feedName: z.string(),
  fileName: z.string().nullable(),
  rowNo: z.int(),
  businessDay: z.string(),
  stage: z.string(),
  reason: z.string(),
  reasonText: z.string(),
  field: z.string().nullable(),
  state: z.string(),
})
export const QuarantinePage = z.object({
  items: z.array(QuarantineItem),
  total: z.int(),
  counts: z.array(
    z.object({ feed: z.string(), feedName: z.string(), reason: z.string(), reasonText: z.string(), waiting: z.int() }),
  ),
})
export const QuarantineDetail = QuarantineItem.extend({
  masked: z.boolean(),
  row: z.record(z.string(), z.string()).nullable(),
  text: z.string().nullable(),
  advice: z.string(),
})

const observed = z.union([z.number(), z.string(), z.boolean()])
const Known = z.looseObject({
  person: z.string(),
  personName: z.string(),
  label: z.string(),
  feedName: z.string(),
  provider: z.string(),
  day: z.string(),
  words: z.string(),
})
const Fires = reason.extend({
  level: Level,
  confidence: z.number(),
  sources: z.array(z.object({ provider: z.string(), feedName: z.string(), day: z.string() })),
  observations: z.array(
    z.object({
      label: z.string(),
      observed,
      threshold: observed.nullable(),
      unit: z.string(),
      rule: z.object({ id: z.string(), from: z.string(), source: z.string() }).nullable(),
    }),
  ),
  advice: z.array(z.string()),
})

export const Explanation = z.looseObject({
  householdNo: z.string(),
  regionName: z.string(),
  day: z.string(),
  policy: z.string(),
  level: Level,
  levelToday: Level,
  score: z.number(),
  scores: z.record(z.string(), z.number()),
  confidence: z.number(),
  reviewOn: z.string().nullable(),
  members: z.array(
    z.looseObject({
      person: z.string(),
      name: z.string(),
      relation: z.string().nullable(),
      sex: z.string(),
      age: z.number().nullable(),
      deathReportedOn: z.string().nullable(),
    }),
  ),
  fires: z.array(Fires),
  unknown: z.array(
    z.object({
      indicator: z.string(),
      indicatorName: z.string(),
      missing: z.array(z.string()),
      awaits: z.array(z.object({ feed: z.string(), name: z.string(), provider: z.string() })),
    }),
  ),
  clear: z.array(z.object({ indicator: z.string(), indicatorName: z.string() })),
  entitlements: z.array(
    z.object({
      programme: z.string(),
      name: z.string(),
      personName: z.string().nullable(),
      standing: z.enum(['held', 'likely-owed', 'possibly-owed', 'wrongly-held']),
      monthlyFen: z.int().nullable(),
      why: z.string(),
      source: z.string().nullable(),
    }),
  ),
  known: z.array(Known),
  tasks: z.array(
    z.object({ taskId: z.string(), status: z.string(), level: Level, openedOn: z.string(), dueOn: z.string() }),
  ),
})
export type Explanation = z.infer<typeof Explanation>

export const Feeds = z.object({
  feeds: z.array(
    z.looseObject({
      feed: z.string(),
      name: z.string(),
      provider: z.string(),
      cadence: z.string(),
      overdue: z.boolean(),
      waiting: z.int(),
      last: Receipt.nullable(),
    }),
  ),
})

export const Policy = z.object({
  region: z.string(),
  numbersOf: z.string(),
  day: z.string(),
  version: z.string(),
  numbers: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      value: z.union([z.number(), z.array(z.string())]),
      unit: z.string(),
      from: z.string(),
      source: z.string(),
      region: z.string(),
    }),
  ),
})

export const Weekly = z.looseObject({
  from: z.string(),
  to: z.string(),
  regions: z.array(
    z.looseObject({
      name: z.string(),
      opened: z.int(),
      closed: z.int(),
      overdue: z.int(),
      helped: z.int(),
    }),
  ),
  indicators: z.array(z.looseObject({ name: z.string(), judged: z.int(), confirmed: z.int(), refuted: z.int() })),
})

export const Ledger = z.object({
  from: z.string(),
  to: z.string(),
  balanced: z.boolean(),
  lines: z.array(
    z.object({
      feed: z.string(),
      feedName: z.string(),
      day: z.string(),
      received: z.int(),
      accepted: z.int(),
      quarantined: z.int(),
      applied: z.int(),
      duplicate: z.int(),
      stale: z.int(),
      quarantinedLater: z.int(),
      balanced: z.boolean(),
    }),
  ),
  standing: z.array(
    z.looseObject({
      delivery: z.string(),
      feedName: z.string(),
      fileName: z.string().nullable(),
      businessDay: z.string(),
      status: z.enum(['receiving', 'processing']),
      received: z.int(),
      accepted: z.int(),
      settled: z.int(),
      standingMinutes: z.int(),
    }),
  ),
})
export type Standing = z.infer<typeof Ledger>['standing'][number]
export type LedgerLine = z.infer<typeof Ledger>['lines'][number]
