import { openTaskCommands } from '@shouwang/commands'
import { type Assessment, type FiringVerdict, TaskEvent, topics } from '@shouwang/contracts'
import { memoryLog } from '@shouwang/flow/testing'
import { loadPolicies } from '@shouwang/policy'
import { countStock, openPglite, readStock, readTasks, type Sql } from '@shouwang/postgres'
import { seedRegions, seedStaff } from '@shouwang/postgres/testing'
import { createHealth, createLogger, createMetrics } from '@shouwang/telemetry'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { alertReadings, alertTelemetry, startAlert } from '../src/index.ts'

const village = '350203001201'
const li = 'p_0123456789abcdef01234567'
/** A district that begins on a day and takes stock for a month. */
const policies = loadPolicies(
  undefined,
  new Map([
    ['regions/350203/place.yaml', 'name: 思明区'],
    [
      'regions/350203/stock/survey.yaml',
      `label: 存量摸排：是否在摸排期
unit: switch
reviewed: 2026-11-01
values:
  - from: 2026-11-01
    value: 1
    source: { title: "思明区启用守望的安排", basis: operation }
  - from: 2026-12-01
    value: 0
    source: { title: "思明区启用守望的安排", basis: operation }
`,
    ],
  ]),
)
const anywhere = { within: '', regionless: true }

let sql: Sql
let stop: AbortController
let running: Promise<void>
let log: ReturnType<typeof memoryLog>
let commands: ReturnType<typeof openTaskCommands>
let told: Parameters<typeof openTaskCommands>[0]

beforeAll(async () => {
  sql = await openPglite()
  await seedRegions(sql, [village, '东风社区', '350203001000'])
  await seedStaff(sql, ['W1', '林', 'grid-worker', village], ['T1', '于', 'coordinator', '350203001000'])
})
beforeEach(async () => {
  await sql.query(
    'truncate household_files, cases, case_events, aid, tasks, task_events, notices, notice_tellings, outbox, positions, households, visit_records, stock_areas',
  )
  stop = new AbortController()
  log = memoryLog()
  const operators = {
    log: createLogger({ name: 'test', level: 'silent' }),
    metrics: createMetrics(),
    health: createHealth(),
  }
  const events = alertTelemetry(operators)
  const clock = () => ({ now: '2026-11-02T09:00:00+08:00', today: '2026-11-02' })
  const common = { log, sql, policies, clock, events, instance: 'test' }
  told = common
  commands = openTaskCommands(told)
  // Supervision comes when a test asks for it, and not at the start.
  const unsupervised = { ...commands, supervise: () => Promise.resolve(0) }
  running = startAlert({ ...common, signal: stop.signal, commands: unsupervised, supervisionCron: '0 3 1 1 *' })
})
afterEach(async () => {
  stop.abort()
  await running
})
afterAll(() => sql.close())

const low: FiringVerdict = {
  status: 'fires',
  indicator: 'income-below-standard',
  direction: 'missed',
  level: 'orange',
  confidence: 0.8,
  dimensions: { income: 70 },
  person: null,
  reason: '人均月收入低于低保标准，未在保',
  observations: [],
  facts: [],
  advice: [],
}

const judged = (household: string, score: number, more: Partial<Assessment> = {}): Assessment => ({
  household,
  householdNo: household,
  region: village,
  day: '2026-11-02',
  version: 1,
  policy: 'v',
  members: [li],
  fires: [low],
  unknown: [],
  catalogue: 'all',
  scores: { household: 0, health: 0, assets: 0, income: 0, expenditure: 0 },
  score,
  levelToday: 'orange',
  level: 'orange',
  confidence: 1,
  entitlements: [],
  reviewOn: null,
  ...more,
})

/** Saves assessments as scoring does, and waits until alerting has taken them. */
const judge = async (...assessments: readonly Assessment[]): Promise<void> => {
  for (const assessment of assessments)
    await sql.query(
      `insert into households (household, household_no, region, day, version, level, fingerprint, level_history, assessment)
       values ($1, $1, $2, $3, $4, $5, '', '{}', $6)
       on conflict (household) do update set version = excluded.version, assessment = excluded.assessment`,
      [
        assessment.household,
        assessment.region,
        assessment.day,
        assessment.version,
        assessment.level,
        JSON.stringify(assessment),
      ],
    )
  await log.append(
    topics.assessments,
    assessments.map((assessment) => ({ key: assessment.household, value: JSON.stringify(assessment) })),
  )
  const last = assessments.map(({ household, version }) => `${household}/${version}`).sort()
  await expect
    .poll(async () => {
      const files = await sql.query<{ state: string }>('select state from household_files')
      const seen = files.map(({ state }) => JSON.parse(state) as { household: string; version: number })
      return seen.map(({ household, version }) => `${household}/${version}`).sort()
    })
    .toEqual(expect.arrayContaining(last))
}

const opened = () =>
  log
    .messages(topics.taskEvents)
    .map(({ value }) => TaskEvent.parse(JSON.parse(value)))
    .flatMap((event) => (event.type === 'TaskOpened' ? [event.household] : []))
const listed = async () =>
  (await readStock(sql, { ...anywhere, after: null, limit: 10 })).map(({ household }) => household)

test('a first delivery waits on the list, and only the best of it become tasks, one after the other', async () => {
  await judge(judged('h1', 30), judged('h2', 80), judged('h3', 50))
  expect(opened()).toEqual([])
  expect(await countStock(sql, anywhere)).toBe(3)
  const metrics = createMetrics()
  alertReadings(metrics, { sql, today: () => '2026-11-02' })
  expect((await metrics.exposition()).text).toContain('alert_stock_households 3')
  await commands.supervise('2026-11-02')
  await commands.supervise('2026-11-02')
  expect(opened()).toEqual(['h2'])
  expect(await listed()).toEqual(['h3', 'h1'])
  const [task] = await readTasks(sql, { within: '', withoutRegion: true }, { limit: 1, offset: 0 })
  expect(task).toMatchObject({ household: 'h2', region: village, assignee: 'W1' })
  const taskId = task?.taskId ?? ''
  await commands.perform({ type: 'RecordOutcome', taskId, outcome: 'not-eligible', note: '收入够用' }, 'W1')
  await commands.supervise('2026-11-03')
  expect(opened()).toEqual(['h2', 'h3'])
  expect(await listed()).toEqual(['h1'])
})

test('supervision read the whole list at every round; now no more of it than may open, and who was judged anew', async () => {
  const many = Array.from({ length: 40 }, (_, at) => judged(`h${10 + at}`, 20 + at))
  await judge(...many)
  let read: readonly string[] = []
  const counted = <T extends Pick<Sql, 'query'>>(of: T): T['query'] =>
    (async (text: string, values?: readonly unknown[]) => {
      const rows = await of.query<{ state?: string; household?: string }>(text, values)
      if (text.includes('stock_since')) read = [...read, ...rows.flatMap(({ household }) => household ?? [])]
      return rows
    }) as T['query']
  const watched: Sql = {
    ...sql,
    query: counted(sql),
    transaction: (work) => sql.transaction((tx) => work({ ...tx, query: counted(tx) })),
  }
  const round = async (day: string): Promise<readonly string[]> => {
    read = []
    await openTaskCommands({
      ...told,
      sql: watched,
      clock: () => ({ now: `${day}T09:00:00+08:00`, today: day }),
    }).supervise(day)
    return [...new Set(read)].sort()
  }
  expect(await round('2026-11-02')).toHaveLength(40)
  expect(opened()).toEqual(['h49'])
  expect(await round('2026-11-02')).toEqual(['h48'])
  await judge(judged('h10', 99, { version: 2 }))
  expect(await round('2026-11-02')).toEqual(['h10'])
  expect(opened()).toEqual(['h49', 'h10'])
  expect(await round('2026-11-03')).toHaveLength(38)
})

test('families on one place all became tasks, a room full at every round, since those drawn counted as the last to come', async () => {
  await judge(judged('h1', 50), judged('h2', 50), judged('h3', 50))
  for (const day of ['2026-11-03', '2026-11-03', '2026-11-04', '2026-11-05']) await commands.supervise(day)
  expect(opened()).toEqual(['h1'])
  const [task] = await readTasks(sql, { within: '', withoutRegion: true }, { limit: 1, offset: 0 })
  const outcome = { outcome: 'not-eligible', note: '收入够用' } as const
  await commands.perform({ type: 'RecordOutcome', taskId: task?.taskId ?? '', ...outcome }, 'W1')
  await commands.supervise('2026-11-05')
  expect(opened()).toEqual(['h1', 'h2'])
})

test('a better task under way keeps the list waiting, and a worse one does not', async () => {
  const asks: FiringVerdict = { ...low, indicator: 'hotline-grid-lead', direction: 'urgent' }
  await judge(judged('h1', 60), judged('h2', 60, { fires: [asks] }))
  expect(opened()).toEqual(['h2'])
  await commands.supervise('2026-11-02')
  expect(opened()).toEqual(['h2'])
  await judge(judged('h3', 95))
  await commands.supervise('2026-11-02')
  expect(opened()).toEqual(['h2', 'h3'])
})

test('whoever turns red, and whoever waited longest, is on no list any more', async () => {
  await judge(judged('h1', 20), judged('h2', 30))
  await judge(judged('h2', 30, { version: 2, fires: [{ ...low, level: 'red' }] }))
  expect(opened()).toEqual(['h2'])
  await commands.supervise('2027-11-01')
  expect(await listed()).toEqual(['h1'])
  await commands.supervise('2027-11-02')
  expect(opened()).toEqual(['h2', 'h1'])
  expect(await countStock(sql, anywhere)).toBe(0)
})

test('the list is read page by page, of the region that is asked for', async () => {
  await judge(judged('h1', 30), judged('h2', 30), judged('h3', 30), judged('h4', 50))
  await commands.supervise('2026-11-02')
  const first = await readStock(sql, { ...anywhere, after: null, limit: 2 })
  expect(first.map(({ household, since, by, leads }) => [household, since, by, leads[0]?.indicator])).toEqual([
    ['h1', '2026-11-02', '2027-11-02', 'income-below-standard'],
    ['h2', '2026-11-02', '2027-11-02', 'income-below-standard'],
  ])
  const next = await readStock(sql, { ...anywhere, after: first.at(-1) ?? null, limit: 2 })
  expect(next.map(({ household }) => household)).toEqual(['h3'])
  expect(await readStock(sql, { within: '350205', regionless: false, after: null, limit: 2 })).toEqual([])
})
