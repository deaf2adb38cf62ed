import { Assessment, ChangeEvent, QuarantineNotice, TaskEvent, topics } from '@shouwang/contracts'
import type { Received } from '@shouwang/flow'

/** Rows by table, ready to be inserted. The same message always gives the same rows, so a repeat replaces itself. */
export type Rows = ReadonlyMap<string, readonly Record<string, unknown>[]>

/** What each message becomes in the warehouse. One that cannot be read is kept as a row of `unreadable`. */
export const rowsOf = (messages: readonly Received[]): Rows => {
  const rows = new Map<string, Record<string, unknown>[]>()
  for (const message of messages)
    for (const [table, row] of rowsOfMessage(message)) {
      const known = rows.get(table)
      if (known === undefined) rows.set(table, [row])
      else known.push(row)
    }
  return rows
}

type TableRow = readonly [table: string, row: Record<string, unknown>]

const rowsOfMessage = (message: Received): readonly TableRow[] => {
  const { topic, partition, offset } = message
  try {
    return readers[topic]?.(JSON.parse(message.value)) ?? []
  } catch (error) {
    return [
      ['unreadable', { topic, partition, offset, problem: error instanceof Error ? error.message : String(error) }],
    ]
  }
}

const changeEventRows = (value: unknown): readonly TableRow[] => {
  const event = ChangeEvent.parse(value)
  return [
    [
      'change_events',
      {
        event_id: event.id,
        type: event.type,
        feed: event.feed,
        provider: event.provider,
        subject: event.subject,
        source_key: event.sourcekey,
        revision: event.revision,
        retracted: event.retracted,
        business_day: event.businessday,
        happened_at: momentOf(event.time),
        delivery: event.delivery,
        data: JSON.stringify(event.data),
      },
    ],
  ]
}

const quarantineRows = (value: unknown): readonly TableRow[] => {
  const notice = QuarantineNotice.parse(value)
  return [
    [
      'quarantine',
      {
        quarantine_id: notice.quarantineId,
        feed: notice.feed,
        delivery: notice.delivery,
        row_no: notice.rowNo,
        business_day: notice.businessDay,
        stage: notice.stage,
        reason: notice.reason,
        field: notice.field,
        at: momentOf(notice.at),
      },
    ],
  ]
}

const assessmentRows = (value: unknown): readonly TableRow[] => {
  const { household, version, day, scores, fires, unknown, ...rest } = Assessment.parse(value)
  const region = rest.region ?? ''
  const assessment = {
    household,
    version,
    household_no: rest.householdNo,
    region,
    day,
    policy: rest.policy,
    level: rest.level,
    score: rest.score,
    ...Object.fromEntries(Object.entries(scores).map(([dimension, score]) => [`${dimension}_score`, score])),
    confidence: rest.confidence,
    members: rest.members.length,
    fires: fires.map((verdict) => verdict.indicator),
    unknown: unknown.map((verdict) => verdict.indicator),
    review_on: rest.reviewOn,
  }
  const verdicts = fires.map(
    ({ indicator, direction, level, confidence }): TableRow => [
      'verdicts',
      { household, version, day, region, indicator, direction, level, confidence },
    ],
  )
  return [['assessments', assessment], ...verdicts]
}

const taskEventRows = (value: unknown): readonly TableRow[] => {
  const event = TaskEvent.parse(value)
  const detail = {
    household: '',
    household_no: '',
    region: '',
    direction: '',
    level: '',
    indicators: [] as string[],
    outcome: '',
    assignee: '',
    due_on: null as string | null,
    closes: event.type === 'TaskWithdrawn',
  }
  if ('householdNo' in event) Object.assign(detail, { household: event.household, household_no: event.householdNo })
  if ('region' in event) detail.region = event.region ?? ''
  if ('direction' in event) detail.direction = event.direction
  if ('level' in event && event.level !== undefined) detail.level = event.level
  if ('leads' in event) detail.indicators = event.leads.map((lead) => lead.indicator)
  if ('lead' in event) detail.indicators = [event.lead.indicator]
  if ('outcome' in event) Object.assign(detail, { outcome: event.outcome, closes: event.closes })
  if ('assignee' in event) detail.assignee = event.assignee ?? ''
  if ('dueOn' in event && event.dueOn !== undefined) detail.due_on = event.dueOn
  const { taskId: task_id, seq, type, day, at, by: by_whom } = event
  return [['task_events', { task_id, seq, type, day, at: momentOf(at), by_whom, ...detail }]]
}

const readers: Readonly<Record<string, (value: unknown) => readonly TableRow[]>> = {
  [topics.changeEvents]: changeEventRows,
  [topics.quarantine]: quarantineRows,
  [topics.assessments]: assessmentRows,
  [topics.taskEvents]: taskEventRows,
}

/** An ISO moment as ClickHouse reads it. */
const momentOf = (iso: string): number => new Date(iso).getTime()
