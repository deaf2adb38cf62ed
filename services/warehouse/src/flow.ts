import { keptSourceKey } from '@shouwang/clickhouse'
import { Assessment, CaseEvent, changeEventOf, QuarantineNotice, TaskEvent, topics } from '@shouwang/contracts'
import type { Received } from '@shouwang/flow'
import { caseEventRow } from './case-event-row.ts'
import { coarserData } from './coarser-data.ts'
import { momentOf } from './moment-of.ts'

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
  const event = changeEventOf(value)
  return [
    [
      'change_events',
      {
        event_id: event.id,
        type: event.type,
        feed: event.feed,
        provider: event.provider,
        subject: event.subject,
        source_key: keptSourceKey(event.subject, event.sourcekey),
        revision: event.revision,
        retracted: event.retracted,
        business_day: event.businessday,
        happened_at: momentOf(event.time),
        delivery: event.delivery,
        data: JSON.stringify(coarserData(event)),
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
  const { household, version, day, scores, fires, unknown, shadow = [], ...rest } = Assessment.parse(value)
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
    shadow: shadow.flatMap(({ status, indicator }) => (status === 'fires' ? [indicator] : [])),
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
  const { taskId: task_id, seq, type, day, at, by: by_whom } = event
  return [['task_events', { task_id, seq, type, day, at: momentOf(at), by_whom, ...noDetail, ...detailOf(event) }]]
}

/** The columns that only some events fill. */
const noDetail = {
  household: '',
  household_no: '',
  region: '',
  direction: '',
  level: '',
  indicators: [] as readonly string[],
  outcome: '',
  assignee: '',
  due_on: null as string | null,
  closes: false,
  undoes: 0,
  reopens: false,
}

/** What one event fills of them. A new type does not compile until this is decided. */
const detailOf = (event: TaskEvent): Partial<typeof noDetail> => {
  switch (event.type) {
    case 'TaskOpened':
      return {
        household: event.household,
        household_no: event.householdNo,
        region: event.region ?? '',
        direction: event.direction,
        level: event.level,
        indicators: indicatorsOf(event.leads),
        assignee: event.assignee ?? '',
        due_on: event.dueOn,
      }
    case 'LeadJoined':
    case 'LeadWorsened':
      return { indicators: indicatorsOf([event.lead]) }
    case 'LeadCleared':
      return { level: event.level ?? '', due_on: event.dueOn ?? null }
    case 'LevelRaised':
      return { level: event.level, due_on: event.dueOn }
    case 'DeadlineBroughtForward':
    case 'ContactMade':
      return { due_on: event.dueOn }
    case 'TaskAssigned':
      return { region: event.region ?? '', assignee: event.assignee ?? '' }
    case 'OutcomeRecorded':
      return { indicators: indicatorsOf(event.leads), outcome: event.outcome, closes: event.closes }
    case 'TaskWithdrawn':
      return { closes: true }
    case 'OutcomeUndone':
      return { undoes: event.undoes, reopens: event.reopens, due_on: event.dueOn ?? null }
    case 'OutcomeConfirmed':
    case 'EntryConflicted':
    case 'TaskAccepted':
    case 'NoteAdded':
    case 'TaskReminded':
    case 'TaskEscalated':
      return {}
    default:
      return event satisfies never
  }
}

const indicatorsOf = (leads: readonly { readonly indicator: string }[]): readonly string[] =>
  leads.map(({ indicator }) => indicator)

const caseEventRows = (value: unknown): readonly TableRow[] => [['case_events', caseEventRow(CaseEvent.parse(value))]]

const readers: Readonly<Record<string, (value: unknown) => readonly TableRow[]>> = {
  [topics.changeEvents]: changeEventRows,
  [topics.quarantine]: quarantineRows,
  [topics.assessments]: assessmentRows,
  [topics.taskEvents]: taskEventRows,
  [topics.caseEvents]: caseEventRows,
}
