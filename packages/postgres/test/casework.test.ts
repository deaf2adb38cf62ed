import { readFile } from 'node:fs/promises'
import {
  type CaseworkRules,
  considerAssessment,
  emptyFile,
  nextCaseDay,
  noticesOf,
  perform,
  performCase,
  type Step,
  wake,
  wakeOn,
} from '@shouwang/casework'
import { type Assessment, addDays, CaseStep, type Day, type FiringVerdict, type Outcome } from '@shouwang/contracts'
import { seedRegions, seedStaff } from '@shouwang/postgres/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { caseRepository, loadCase, loadTask, loadWorker, lockSupervised, type Sql } from '../src/index.ts'
import { openStore } from './open-store.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openStore()
  await seedRegions(sql, ['350203001201', '东风社区', '350203001000'])
  await seedStaff(
    sql,
    ['W1', '林', 'grid-worker', '350203001201'],
    ['T1', '于', 'coordinator', '350203001000'],
    ['X1', '某', 'data', '350203001201'],
  )
})
beforeEach(async () => {
  await sql.query(
    'truncate household_files, tasks, task_events, cases, case_events, aid, fund_entries, funds, notices, notice_tellings',
  )
})
afterAll(() => sql.close())

const rules: CaseworkRules = {
  deadlines: {
    red: { days: 1, counts: 'calendar' },
    orange: { days: 3, counts: 'working' },
    yellow: { days: 7, counts: 'working' },
    blue: { days: 20, counts: 'working' },
  },
  redResult: { days: 3, counts: 'working' },
  deadlinesByIndicator: {},
  escalations: [{ percent: 100, to: 'coordinator' }],
  suppressDays: { 'false-match': 30 } as Record<Outcome, number>,
  onePersonRestDays: 90,
  publicity: { hangWithin: { days: 2, counts: 'working' }, recipientsDays: 90 },
  supporting: { indicators: new Set(), belowConfidence: 0, least: 2, toldDays: 90 },
  stock: { isSurvey: false, openShare: 0.01, recentDays: 30, withinDays: 365 },
  queue: {
    priorVisits: 20,
    priorShare: 0.3,
    priorAgain: 0.4,
    aboveFactor: 0.4,
    nearFactor: 0.6,
    urgentFactor: 1.5,
    pairVisits: 30,
    leastFactor: 0.5,
    mostFactor: 2,
  },
  cases: {
    steps: Object.fromEntries(
      CaseStep.options.map((step) => [step, { days: 5, counts: 'working' }]),
    ) as CaseworkRules['cases']['steps'],
    immediateAid: { days: 1, counts: 'calendar' },
    onePersonFen: 500_000,
    helpFirstFen: 500_000,
    charityShareInCap: 0,
    yearlyCapFen: 20_000_000,
  },
}

const lead: FiringVerdict = {
  status: 'fires',
  indicator: 'fire-loss',
  direction: 'urgent',
  level: 'red',
  confidence: 1,
  dimensions: {},
  person: null,
  reason: '家中失火',
  observations: [],
  facts: [],
  advice: [],
}

const judged = (household: string, version: number, fires: FiringVerdict[]): Assessment => ({
  household,
  householdNo: household,
  region: '350203001201',
  day: '2026-11-02',
  version,
  policy: 'v',
  members: ['p_0123456789abcdef01234567'],
  fires,
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

const regions = ['350203001201']
const state = (households: string[]) =>
  sql.transaction((tx) => caseRepository.load(tx, { households, regions, fundsOf: '350203001201' }))
const around = async (household: string, day: Day = '2026-11-02') => {
  const { files, places, funds } = await state([household])
  const c = { at: `${day}T09:00:00+08:00`, day, by: 'system', rules, places, funds }
  return { file: files.get(household) ?? emptyFile(household), c }
}

const save = ({ file, touched, events, cases, caseEvents }: Step) =>
  caseRepository.save(sql, {
    files: [{ file, wakeOn: wakeOn(file) }],
    tasks: touched.map((task) => ({ task, escalateOn: addDays(task.dueOn, 1) })),
    events,
    cases: cases.map((known) => ({ known, wakeOn: nextCaseDay(known, rules) })),
    caseEvents,
    notices: events.flatMap((event) => touched.flatMap((task) => noticesOf(event, task))),
    acceptedAt: [],
  })

const openOne = async (household = 'h1') => {
  const { file, c } = await around(household)
  const step = considerAssessment(file, judged(household, 1, [lead]), c)
  await save(step)
  return step
}

test('a file comes back as it was saved, with its open tasks', async () => {
  const { file } = await openOne()
  expect((await state(['h1', 'h2'])).files).toEqual(new Map([['h1', file]]))
  expect(file.tasks.urgent?.assignee).toBe('W1')
  expect(await sql.query('select staff_no, kind from notices')).toEqual([{ staff_no: 'W1', kind: 'assigned' }])
})

test('a closed task leaves room for the next one of its direction, saved at once', async () => {
  const first = await openOne()
  const { file, c } = await around('h1')
  const task = file.tasks.urgent
  const command = {
    type: 'RecordOutcome',
    taskId: task?.taskId ?? '',
    outcome: 'false-match',
    note: '查无此事',
  } as const
  const performed = perform(file, task, command, { staffNo: 'W1', role: 'grid-worker', region: '350203001201' }, c)
  if (!performed.ok) throw new Error(performed.refusal)
  const worse = considerAssessment(
    performed.step.file,
    judged('h1', 2, [{ ...lead, person: 'p_0123456789abcdef01234567' }]),
    c,
  )
  await save({
    ...worse,
    touched: [...worse.touched, ...performed.step.touched],
    events: [...performed.step.events, ...worse.events],
  })
  const rows = await sql.query('select task_id, status, seq from tasks order by task_id')
  expect(rows).toMatchObject([
    { status: 'closed', seq: 3 },
    { status: 'open', seq: 1 },
  ])
  expect(await loadTask(sql, first.touched[0]?.taskId ?? '')).toMatchObject({ status: 'closed' })
  expect((await state(['h1'])).files.get('h1')?.suppressed).not.toEqual({})
})

test('a history refuses to take the same place twice', async () => {
  const step = await openOne()
  await expect(save(step)).rejects.toThrow()
})

test('open tasks count as load, and only roles that take tasks are routed to', async () => {
  await openOne()
  const { places } = await state(['h1'])
  expect([...places.staff.keys()].sort()).toEqual(['T1', 'W1'])
  expect(places.load.get('W1')).toBe(1)
  expect(await loadWorker(sql, 'X1')).toEqual({ staffNo: 'X1', role: null, region: '350203001201' })
  expect(await loadWorker(sql, 'nobody')).toBe(undefined)
})

test('supervision looks at what is late, unassigned or in the wrong hands, page by page', async () => {
  await openOne('h1')
  await openOne('h2')
  expect(await lockSupervised(sql, '2026-11-03', '', 10)).toEqual([])
  expect(await lockSupervised(sql, '2026-11-04', '', 10)).toEqual(['h1', 'h2'])
  expect(await lockSupervised(sql, '2026-11-04', 'h1', 10)).toEqual(['h2'])
  await sql.query(`update tasks set assignee = 'gone' where household = 'h2'`)
  expect(await lockSupervised(sql, '2026-11-03', '', 10)).toEqual(['h2'])
})

const given = async (fund: string | null, amountFen: number) => {
  const { file, c } = await around('h1')
  const [known] = file.cases
  if (known === undefined) throw new Error('the household has no open case')
  const aid = { form: 'cash', programme: 'temporary-relief', amountFen, what: '', person: null, fund } as const
  const command = { type: 'GiveAid', caseId: known.caseId, aid } as const
  const performed = performCase(file, known, command, { staffNo: 'T1', role: 'coordinator', region: '350203001000' }, c)
  if (!performed.ok) throw new Error(performed.refusal)
  return performed.step
}

const referredToConference = async () => {
  await openOne()
  const { file, c } = await around('h1')
  const task = file.tasks.urgent
  const command = {
    type: 'RecordOutcome',
    taskId: task?.taskId ?? '',
    outcome: 'yishi-yiyi',
    note: '自付过高',
  } as const
  const performed = perform(file, task, command, { staffNo: 'W1', role: 'grid-worker', region: '350203001201' }, c)
  if (!performed.ok) throw new Error(performed.refusal)
  await save(performed.step)
}

test('a case comes back with the file of its household, and supervision finds it when its limit passes', async () => {
  await referredToConference()
  const { file } = await around('h1')
  expect(file.cases).toMatchObject([{ matter: 'conference', status: 'open', owner: 'T1', dueOn: '2026-11-09' }])
  expect(file.tasks).toEqual({})
  expect(await loadCase(sql, file.cases[0]?.caseId ?? '')).toEqual(file.cases[0])
  expect(await lockSupervised(sql, '2026-11-09', '', 10)).toEqual([])
  expect(await lockSupervised(sql, '2026-11-10', '', 10)).toEqual(['h1'])
})

test('aid leaves a line in the ledger and takes its sum from the fund, once', async () => {
  await sql.query(
    `insert into funds (fund_id, name, region, kind, balance_fen) values ('F1', '街道备用金', '350203001000', 'reserve', 300000)`,
  )
  await referredToConference()
  const step = await given('F1', 200_000)
  await save(step)
  await expect(save(step)).rejects.toThrow()
  await expect(given('F1', 200_000)).rejects.toThrow('fund-too-small')
  expect(await sql.query('select balance_fen from funds')).toEqual([{ balance_fen: 100_000 }])
  expect(await sql.query('select fund_id, fen from fund_entries')).toEqual([{ fund_id: 'F1', fen: -200_000 }])
  expect(await sql.query('select amount_fen, decision_no, reversed_on from aid')).toEqual([
    { amount_fen: 200_000, decision_no: null, reversed_on: null },
  ])
})

test('a family that an outcome had put to rest before there were cases is looked at again', async () => {
  await referredToConference()
  await sql.query('truncate cases, case_events')
  const { file } = await around('h1')
  const rests = Object.fromEntries(
    Object.entries(file.suppressed).map(([key, known]) => [key, { ...known, until: '2027-02-01' }]),
  )
  const { tasks: _, cases: __, ...kept } = { ...file, suppressed: rests }
  await sql.query(`update household_files set wake_on = '2027-02-01', state = $1 where household = 'h1'`, [
    JSON.stringify(kept),
  ])
  expect(await lockSupervised(sql, '2026-11-03', '', 10)).toEqual([])
  await sql.query(await readFile(new URL('../migrations/0033-outcomes-that-rested.sql', import.meta.url), 'utf8'))
  expect(await lockSupervised(sql, '2026-11-03', '', 10)).toEqual(['h1'])
  const { file: woken, c } = await around('h1', '2026-11-03')
  expect(wake(woken, c).events).toMatchObject([{ type: 'TaskOpened', level: 'red' }])
})
