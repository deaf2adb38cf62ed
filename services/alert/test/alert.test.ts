import { openTaskCommands, type TaskChange } from '@shouwang/commands'
import {
  type Assessment,
  ChangeEvent,
  type FiringVerdict,
  QuarantineNotice,
  TaskEvent,
  topics,
} from '@shouwang/contracts'
import type { Log, Output } from '@shouwang/flow'
import { memoryLog } from '@shouwang/flow/testing'
import { loadPolicies } from '@shouwang/policy'
import {
  openPglite,
  outputOfDeadLetter,
  readQuarantinedRow,
  readTasks,
  readVisitRecord,
  type Sql,
  saveOutboxEntry,
} from '@shouwang/postgres'
import { seedRegions, seedStaff } from '@shouwang/postgres/testing'
import { createHealth, createLogger, createMetrics } from '@shouwang/telemetry'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { alertTelemetry, startAlert } from '../src/index.ts'

const village = '350203001201'
const li = 'p_0123456789abcdef01234567'
const policies = loadPolicies()

let sql: Sql
let stop: AbortController
let running: Promise<void>[]

beforeAll(async () => {
  sql = await openPglite()
  await seedRegions(sql, [village, '东风社区', '350203001000'])
  await seedStaff(
    sql,
    ['W1', '林', 'grid-worker', village],
    ['T1', '于', 'coordinator', '350203001000'],
    ['D1', '董', 'district', '350203000000'],
  )
})
beforeEach(async () => {
  stop = new AbortController()
  running = []
  await sql.query(
    'truncate household_files, cases, case_events, aid, tasks, task_events, notices, notice_tellings, outbox, positions, households, visit_records',
  )
})
afterEach(async () => {
  stop.abort()
  await Promise.all(running)
})
afterAll(() => sql.close())

const start = (log: Log, today = '2026-11-02') => {
  const quiet = createLogger({ name: 'test', level: 'silent' })
  const notices: string[] = []
  const metrics = createMetrics()
  const telemetry = alertTelemetry({ log: quiet, metrics, health: createHealth() })
  const noticed: typeof telemetry.noticed = (notice) => {
    notices.push(`${notice.staffNo} ${notice.kind}`)
    telemetry.noticed(notice)
  }
  const events = { ...telemetry, noticed }
  const clock = () => ({ now: `${today}T09:00:00+08:00`, today })
  const commands = openTaskCommands({ log, sql, policies, clock, events, instance: 'test' })
  const supervisionCron = '0 3 1 1 *'
  running.push(
    startAlert({ log, sql, policies, events, signal: stop.signal, instance: 'test', clock, commands, supervisionCron }),
  )
  return { commands, notices, metrics }
}

const fire: FiringVerdict = {
  status: 'fires',
  indicator: 'fire-loss',
  direction: 'urgent',
  level: 'red',
  confidence: 1,
  dimensions: {},
  person: li,
  reason: `{${li}}家中失火`,
  observations: [],
  facts: [],
  advice: [],
}

const judged = (household: string, version: number, fires: readonly FiringVerdict[]): Assessment => ({
  household,
  householdNo: household,
  region: village,
  day: '2026-11-02',
  version,
  policy: 'v',
  members: [li],
  fires: [...fires],
  unknown: [],
  catalogue: 'all',
  scores: { household: 0, health: 0, assets: 0, income: 0, expenditure: 0 },
  score: 0,
  levelToday: 'none',
  level: 'none',
  confidence: 1,
  entitlements: [],
  reviewOn: null,
})

const send = (log: Log, ...assessments: Assessment[]) =>
  log.append(
    topics.assessments,
    assessments.map((assessment) => ({ key: assessment.household, value: JSON.stringify(assessment) })),
  )

const told = (log: ReturnType<typeof memoryLog>) =>
  log.messages(topics.taskEvents).map(({ value }) => TaskEvent.parse(JSON.parse(value)))
const onlyTask = async () =>
  (await sql.query<{ task_id: string; status: string; assignee: string }>('select * from tasks'))[0]

test('an assessment becomes a task for the grid worker, saved before it is told', async () => {
  const log = memoryLog()
  const { notices } = start(log)
  await send(log, judged('h1', 1, [fire]), judged('h2', 1, []))
  await expect.poll(() => told(log)).toMatchObject([{ type: 'TaskOpened', assignee: 'W1', dueOn: '2026-11-03' }])
  expect(await onlyTask()).toMatchObject({ status: 'open', assignee: 'W1' })
  expect(await sql.query('select household from household_files')).toEqual([{ household: 'h1' }])
  expect(notices).toEqual(['W1 assigned'])
})

test('an assessment of a lost database hid those after it: the restored one, which never told it, passes it over', async () => {
  const log = memoryLog()
  const from = (producer: string, sequence: number, assessment: Assessment) =>
    log.append(topics.assessments, [
      { key: 'h1', value: JSON.stringify(assessment), origin: { producer, sequence, index: 0 } },
    ])
  const tell = (instance: string, outputs: Output[]) =>
    saveOutboxEntry(sql, { producer: { kind: 'stage', consumer: 'scoring', instance }, outputs })
  await tell('old', [{ topic: topics.assessments, key: 'h1', value: '' }])
  await from('scoring@old', 1, judged('h1', 1, []))
  await from('scoring@old', 2, judged('h1', 2, []))
  await from('scoring@old', 3, judged('h1', 3, []))
  await tell('new', [{ topic: topics.assessments, key: 'h1', value: '' }])
  await from('scoring@new', 1, judged('h1', 2, [fire]))
  const { metrics } = start(log)
  await expect.poll(() => told(log)).toMatchObject([{ type: 'TaskOpened' }])
  expect((await metrics.exposition()).text).toContain('flow_unsaved_messages_total{stage="alert"} 2\n')
})

test('a task is told to have taken the time since the records behind it were accepted', async () => {
  const log = memoryLog()
  const { metrics } = start(log)
  const late = { ...judged('h1', 1, [fire]), acceptedAt: '2026-11-02T00:59:58.000Z' }
  const ofTimeAlone = judged('h2', 1, [fire])
  await send(log, late, ofTimeAlone)
  await expect.poll(() => told(log)).toHaveLength(2)
  const { text } = await metrics.exposition()
  expect(text).toContain('alert_task_delay_seconds_sum 2\n')
  expect(text).toContain('alert_task_delay_seconds_count 1\n')
})

test('a verdict closes the task and goes back to the person as a fact', async () => {
  const log = memoryLog()
  const { commands } = start(log)
  const heard: TaskChange[] = []
  commands.subscribe((change) => heard.push(change))
  await send(log, judged('h1', 1, [fire]))
  await expect.poll(() => told(log)).toHaveLength(1)
  const taskId = (await onlyTask())?.task_id ?? ''
  const command = { type: 'RecordOutcome', taskId, outcome: 'temp-aid-given', note: '已救助' } as const
  expect(await commands.perform(command, 'W1')).toMatchObject({ ok: true, task: { status: 'closed' } })
  await expect.poll(() => told(log).map(({ type }) => type)).toEqual(['TaskOpened', 'TaskAccepted', 'OutcomeRecorded'])
  await expect.poll(() => log.messages(topics.changeEvents)).toHaveLength(1)
  const facts = log.messages(topics.changeEvents).map(({ value }) => ChangeEvent.parse(JSON.parse(value)))
  expect(facts).toMatchObject([{ type: 'VisitConcluded', subject: li, data: { indicators: ['fire-loss'] } }])
  expect(heard.map(({ type }) => type)).toEqual(['TaskOpened', 'TaskAccepted', 'OutcomeRecorded'])
  expect(await commands.perform(command, 'W1')).toMatchObject({ ok: false, reason: 'already-closed' })
  await expect.poll(() => sql.query('select * from outbox')).toEqual([])
})

test('what may not happen is refused in words, and nothing is saved', async () => {
  const log = memoryLog()
  const { commands } = start(log)
  await send(log, judged('h1', 1, [fire]))
  await expect.poll(() => told(log)).toHaveLength(1)
  const taskId = (await onlyTask())?.task_id ?? ''
  expect(await commands.perform({ type: 'AcceptTask', taskId: 'T-none-m1' }, 'W1')).toMatchObject({
    reason: 'no-such-task',
  })
  expect(await commands.perform({ type: 'AcceptTask', taskId }, 'nobody')).toMatchObject({ reason: 'not-yours' })
  const answer = await commands.perform({ type: 'ReassignTask', taskId, assignee: 'T1', why: '人手不足' }, 'W1')
  expect(answer).toMatchObject({ ok: false, detail: expect.stringContaining('协理员') })
  expect(told(log)).toHaveLength(1)
})

/** At 50, 100 and 150 %: somebody above hears of it each time, and so does the worker. */
const escalatedThrice = ['T1 reminded', 'W1 reminded', 'T1 overdue', 'W1 reminded', 'D1 overdue', 'W1 reminded']

test('late tasks are reported once to each step above', async () => {
  const log = memoryLog()
  const { commands, notices } = start(log)
  await send(log, judged('h1', 1, [fire]))
  await expect.poll(() => told(log)).toHaveLength(1)
  expect(await commands.supervise('2026-11-04')).toBe(1)
  expect(await commands.supervise('2026-11-04')).toBe(0)
  expect(notices).toEqual(['W1 assigned', ...escalatedThrice])
})

test('a household whose supervision meets a bug is put off, and the others are supervised', async () => {
  const log = memoryLog()
  const { commands, notices, metrics } = start(log)
  await send(log, judged('h1', 1, [fire]), judged('h2', 1, [fire]))
  await expect.poll(() => told(log)).toHaveLength(2)
  await sql.query(
    `update household_files set state = jsonb_set(state::jsonb, '{suppressed}', 'null')::text where household = 'h1'`,
  )
  expect(await commands.supervise('2026-11-04')).toBe(2)
  expect(notices.slice(2)).toEqual(escalatedThrice)
  expect((await metrics.exposition()).text).toContain('flow_put_off_households_total{stage="alert"} 1\n')
})

test('visits that found nothing taught the queue nothing; now supervision orders it by them', async () => {
  const log = memoryLog()
  const { commands } = start(log)
  const lead = (indicator: string): FiringVerdict => ({
    ...{ ...fire, indicator, direction: 'missed', level: 'orange', dimensions: { income: 50 } },
    facts: [],
  })
  const visits = Array.from({ length: 30 }, (_, at) => `v${String(at).padStart(2, '0')}`)
  const leadsTo = (at: number) => lead(at < 15 ? 'unsafe-housing' : 'income-below-standard')
  await send(log, ...visits.map((household, at) => judged(household, 1, [leadsTo(at)])))
  await send(log, judged('h1', 1, [lead('income-below-standard')]), judged('h2', 1, [lead('unsafe-housing')]))
  await expect.poll(() => told(log)).toHaveLength(32)
  await sql.query(
    `insert into households (household, household_no, region, day, version, level, fingerprint, level_history, assessment)
     select h, h, $1, '2026-11-02', 1, 'none', '', '{}', $2 from unnest(array['h1', 'h2']) h`,
    [village, JSON.stringify({ ...judged('h', 1, []), score: 40 })],
  )
  const taskOf = new Map(
    told(log).flatMap((event) => (event.type === 'TaskOpened' ? [[event.household, event.taskId]] : [])),
  )
  for (const [at, household] of visits.entries()) {
    const outcome = at < 15 ? 'eligible-apply' : 'not-eligible'
    const taskId = taskOf.get(household) ?? ''
    expect(await commands.perform({ type: 'RecordOutcome', taskId, outcome, note: '入户核实' }, 'W1')).toMatchObject({
      ok: true,
    })
  }
  await commands.supervise('2026-11-03')
  const queue = await readTasks(
    sql,
    { within: '', withoutRegion: true, status: ['open'] },
    { limit: 10, offset: 0, sort: 'score' },
  )
  expect(queue.map(({ household, visitFactor }) => [household, visitFactor > 1])).toEqual([
    ['h2', true],
    ['h1', false],
  ])
  const counted = await readVisitRecord(sql, '350203000000')
  expect(counted?.record.all).toEqual({ visited: 30, confirmed: 15 })
  expect(counted?.record.kinds.get('unsafe-housing')).toEqual({ visited: 15, confirmed: 15 })
  expect(await readVisitRecord(sql, '350205000000')).toBeUndefined()
})

test('a worker who left hands his tasks over by the next supervision', async () => {
  const log = memoryLog()
  const { commands } = start(log)
  await send(log, judged('h1', 1, [fire]))
  await expect.poll(() => told(log)).toHaveLength(1)
  await sql.query(`update staff set staff_no = 'W7' where staff_no = 'W1'`)
  await commands.supervise('2026-11-02')
  expect(await onlyTask()).toMatchObject({ assignee: 'W7' })
  await sql.query(`update staff set staff_no = 'W1' where staff_no = 'W7'`)
})

test('a message that is no assessment is set aside and blocks nothing', async () => {
  const log = memoryLog()
  start(log)
  await log.append(topics.assessments, [{ key: 'h', value: '{"household":"h0","day":"2026-11-02",' }])
  await send(log, judged('h1', 1, [fire]))
  await expect.poll(() => told(log)).toHaveLength(1)
  const [notice] = log.messages(topics.quarantine).map(({ value }) => QuarantineNotice.parse(JSON.parse(value)))
  expect(notice).toMatchObject({ stage: 'alert', reason: 'crashed', field: 'h0', businessDay: '2026-11-02' })
  const kept = await readQuarantinedRow(sql, notice?.quarantineId ?? '')
  expect(outputOfDeadLetter(kept?.message ?? '')).toMatchObject({
    key: 'h',
    value: '{"household":"h0","day":"2026-11-02",',
  })
})

test('what happened while the log was away is published by the next turn, in its order', async () => {
  const log = memoryLog()
  let away = false
  const shaky: Log = {
    ...log,
    append: async (topic, messages) => {
      if (away) throw new Error('the log is away')
      await log.append(topic, messages)
    },
  }
  const { commands } = start(shaky)
  await send(log, judged('h1', 1, [fire]))
  await expect.poll(() => told(log)).toHaveLength(1)
  const taskId = (await onlyTask())?.task_id ?? ''
  away = true
  expect(await commands.perform({ type: 'AcceptTask', taskId }, 'W1')).toMatchObject({ ok: true })
  away = false
  expect(await commands.perform({ type: 'AddNote', taskId, note: '已到户' }, 'W1')).toMatchObject({ ok: true })
  await expect.poll(() => told(log).map(({ type }) => type)).toEqual(['TaskOpened', 'TaskAccepted', 'NoteAdded'])
})

test('who asks something of a task does not wait for a log that is away', async () => {
  const log = memoryLog()
  const hangs = Promise.withResolvers<void>()
  let away = false
  const hanging: Log = {
    ...log,
    append: async (topic, messages) => {
      if (away) await hangs.promise
      await log.append(topic, messages)
    },
  }
  const { commands } = start(hanging)
  await send(log, judged('h1', 1, [fire]))
  await expect.poll(() => told(log)).toHaveLength(1)
  const taskId = (await onlyTask())?.task_id ?? ''
  away = true
  expect(await commands.perform({ type: 'AcceptTask', taskId }, 'W1')).toMatchObject({ ok: true })
  expect(await commands.perform({ type: 'AddNote', taskId, note: '已到户' }, 'W1')).toMatchObject({ ok: true })
  expect(told(log)).toHaveLength(1)
  hangs.resolve()
  await expect.poll(() => told(log).map(({ type }) => type)).toEqual(['TaskOpened', 'TaskAccepted', 'NoteAdded'])
})

test('a limit behind the published holidays is told when it is set, not when the calendar has ended', async () => {
  const log = memoryLog()
  const { metrics } = start(log, '2026-12-30')
  await send(log, { ...judged('h1', 1, [fire]), day: '2026-12-30' })
  const opened = { type: 'TaskOpened', dueOn: '2026-12-31', resultOn: '2027-01-05' }
  await expect.poll(() => told(log)).toMatchObject([opened])
  expect((await metrics.exposition()).text).toContain('alert_deadlines_past_calendar_total 1')
})

test('an assessment that a newer one has replaced opens nothing, and the newer one counts', async () => {
  const log = memoryLog()
  start(log)
  await sql.query(
    `insert into households (household, household_no, region, day, version, level, fingerprint, level_history, assessment)
     values ('h1', 'h1', $1, '2026-11-02', 2, 'none', '', '', '')`,
    [village],
  )
  await send(log, judged('h1', 1, [fire]))
  await send(log, judged('h1', 2, []), judged('h2', 1, [fire]))
  await expect.poll(() => told(log)).toMatchObject([{ type: 'TaskOpened', household: 'h2' }])
})
