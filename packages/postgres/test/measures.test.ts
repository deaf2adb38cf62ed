import { MeasureId, measures } from '@shouwang/evaluation'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMeasure, readShortfall, type Sql } from '../src/index.ts'
import { seedRegions, seedStaff } from '../src/testing/index.ts'
import { openStore } from './open-store.ts'

let sql: Sql
const town = '350203001000'
const village = '350203001201'
const providers = [{ feed: 'disability-cert', provider: '残联' }]
const days: Partial<Record<MeasureId, number>> = {
  'corrections-answered': 10,
  'reds-contacted': 1,
  'leads-answered': 20,
  'decisions-posted': 7,
  'urgent-in-hand': 90,
  'decisions-paid': 60,
}
const asked = (id: MeasureId, from = '2026-01-01', to = '2026-10-31') => ({
  ...{ within: '350203', from, to, days: days[id] ?? 0, providers },
  digits: measures[id].units === 'towns' ? 9 : null,
})

/** One after the other: some tables number their rows as they come. */
const insert = async (table: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> => {
  for (const row of rows) {
    const names = Object.keys(row)
    const places = names.map((_, at) => `$${at + 1}`)
    await sql.query(`insert into ${table} (${names.join()}) values (${places.join()})`, Object.values(row))
  }
}

const taskOf = (task_id: string, more: object) => ({
  ...{
    task_id,
    household: `h-${task_id}`,
    household_no: task_id,
    region: village,
    direction: 'missed',
    level: 'yellow',
  },
  ...{ status: 'closed', opened_on: '2026-09-05', due_on: '2026-09-10', seq: 1, state: '{}', ...more },
})
const caseOf = (case_id: string, more: object) => ({
  ...{
    case_id,
    household: `h-${case_id}`,
    household_no: case_id,
    region: village,
    matter: 'relief',
    class: 'department',
  },
  ...{
    grade: 1,
    status: 'closed',
    step: 'aid',
    opened_on: '2026-07-01',
    due_on: '2026-08-20',
    seq: 1,
    state: '{}',
    ...more,
  },
})
const eventOf = (
  of: 'task_id' | 'case_id',
  id: string,
  seq: number,
  type: string,
  day: string,
  event: object = {},
) => ({
  ...{ [of]: id, seq, type, day, at: `${day}T09:00:00+08:00`, by_whom: 'W1', event: JSON.stringify(event) },
})
const decided = (decisionNo: string) => ({
  ...{ decisionNo, lawDueOn: '2026-08-05', decision: { result: 'granted', amountFen: 100_000 } },
})
const boardOf = (board_no: string, hung: object | null) => ({
  ...{ board_no, region: village, programme: 'dibao', kind: 'decisions', drawn_on: '2026-08-12', seq: 1 },
  state: JSON.stringify({ hangBy: '2026-08-15', hung }),
})
const dueOf = (decision_no: string, case_id: string, more: object) => ({
  ...{ decision_no, case_id, household: 'h', household_no: 'h', region: village, programme: 'dibao', amount_fen: 1 },
  ...{ starts_on: '2026-08-10', decided_on: '2026-08-10', ...more },
})
const aidOf = (aid_id: string, case_id: string, more: object) => ({
  ...{ aid_id, case_id, household: 'h', household_no: 'h', region: village, programme: 'dibao', form: 'cash' },
  ...{ amount_fen: 100_000, what: '', given_on: '2026-08-10', given_by: 'W1', ...more },
})
const leadOf = (lead_no: string, more: object) => ({
  ...{ lead_no, channel: 'village', kind: 'hardship', urgency: 'soon', region: village, reported_by: 'W1', sealed: '' },
  ...{ reported_on: '2026-09-01', ...more },
})
const referralOf = (referral_id: string, case_id: string, more: object) => ({
  ...{ referral_id, case_id, household: 'h', region: village, department: 'medical-insurance', class: 'department' },
  ...{ status: 'done', sent_on: '2026-08-01', due_on: '2026-08-20', ...more },
})
const correctionOf = (source_key: string, more: object) => ({
  ...{
    feed: 'disability-cert',
    person: 'p',
    type: 'DisabilityCertified',
    source_key,
    said: '',
    what: '',
    region: village,
  },
  ...{ asked_by: 'W1', asked_at: '2026-09-01T09:00:00+08:00', ...more },
})
const householdOf = (household: string, level: string) => ({
  ...{ household, household_no: household, region: village, day: '2026-10-31', version: 1, level, fingerprint: '' },
  ...{ level_history: '{}', assessment: '{}' },
})

beforeAll(async () => {
  sql = await openStore()
  await seedRegions(
    sql,
    ['350203000000', '思明区', null],
    [town, '滨湖街道', '350203000000'],
    [village, '东风', town],
    ['350203001202', '南湖', town],
  )
  await seedStaff(sql, ['W1', '林', 'grid-worker', village])
  await insert('funds', [
    { fund_id: 'f-good', name: '备用金', region: town, kind: 'reserve', balance_fen: 200, floor_fen: 100 },
    { fund_id: 'f-short', name: '预算', region: town, kind: 'budget', balance_fen: 50, floor_fen: 100 },
  ])
  const delivery = { feed: 'disability-cert', business_day: '2026-09-01', region: village, status: 'complete' }
  await insert('deliveries', [
    { ...delivery, delivery: 'd1', received: 10, accepted: 8, quarantined: 2, quarantined_later: 1 },
  ])
  await insert('corrections', [
    correctionOf('k1', { state: 'answered', closed_by: 'X', closed_at: '2026-09-05T09:00:00+08:00' }),
    correctionOf('k2', {}),
    correctionOf('k3', { asked_at: '2026-10-28T09:00:00+08:00' }),
  ])
  await insert('tasks', [
    taskOf('t-in-time', { level: 'red' }),
    taskOf('t-late', { level: 'red' }),
    taskOf('t-overdue', { status: 'open', due_on: '2026-10-01' }),
    taskOf('t-open', { status: 'accepted', due_on: '2026-11-05', household: 'h-red' }),
  ])
  await insert('task_events', [
    eventOf('task_id', 't-in-time', 1, 'ContactMade', '2026-09-06'),
    eventOf('task_id', 't-in-time', 2, 'OutcomeRecorded', '2026-09-09'),
    eventOf('task_id', 't-late', 1, 'OutcomeRecorded', '2026-09-12'),
  ])
  await insert('reported_leads', [
    leadOf('l-joined', { person: 'p', joined_by: 'W1', joined_at: '2026-09-03T09:00:00+08:00' }),
    leadOf('l-left', {}),
    leadOf('l-new', { reported_on: '2026-10-25' }),
  ])
  await insert('cases', [
    caseOf('c-good', { status: 'open', due_on: '2026-11-10' }),
    caseOf('c-bad', {}),
    caseOf('o-good', { matter: 'objection', due_on: '2026-09-20' }),
    caseOf('o-bad', { matter: 'objection', due_on: '2026-09-01', status: 'open' }),
  ])
  await insert('case_events', [
    eventOf('case_id', 'c-good', 1, 'DecisionMade', '2026-08-01', decided('D1')),
    eventOf('case_id', 'c-bad', 1, 'DecisionMade', '2026-08-10', decided('D2')),
    eventOf('case_id', 'o-good', 1, 'CaseClosed', '2026-09-18'),
  ])
  await insert('publicity_boards', [boardOf('b-good', { from: '2026-08-14' }), boardOf('b-bad', null)])
  await insert('publicity_due', [dueOf('D1', 'c-good', { board_no: 'b-good' }), dueOf('D2', 'c-bad', {})])
  await insert('aid', [
    aidOf('a1', 'c-good', { decision_no: 'D1' }),
    aidOf('a2', 'c-bad', { decision_no: 'D2', reversed_on: '2026-08-11' }),
  ])
  await insert('referrals', [
    referralOf('r1', 'c-good', { ended_on: '2026-08-19' }),
    referralOf('r2', 'c-bad', { status: 'accepted' }),
    referralOf('r3', 'c-bad', { status: 'recalled', ended_on: '2026-08-30' }),
  ])
  await insert('households', [
    householdOf('h-red', 'red'),
    householdOf('h-alone', 'orange'),
    householdOf('h-calm', 'none'),
  ])
})
afterAll(() => sql.close())

const expected: Readonly<
  Record<MeasureId, readonly [unit: string, of: number, met: number, short: readonly string[]]>
> = {
  'funds-above-floor': [town, 2, 1, ['f-short']],
  'rows-accepted': ['残联', 10, 7, ['d1']],
  'corrections-answered': ['残联', 2, 1, ['2']],
  'villages-with-worker': [town, 2, 1, ['350203001202']],
  'tasks-in-time': [town, 2, 1, ['t-late']],
  'reds-contacted': [town, 2, 1, ['t-late']],
  'leads-answered': [town, 2, 1, ['l-left']],
  'decisions-in-time': [town, 2, 1, ['c-bad']],
  'decisions-posted': [town, 2, 1, ['c-bad']],
  'boards-hung': [town, 2, 1, ['b-bad']],
  'referrals-in-time': ['medical-insurance', 2, 1, ['c-bad']],
  'urgent-in-hand': [town, 2, 1, ['h-alone']],
  'work-not-overdue': [town, 4, 2, ['case/o-bad', 't-overdue']],
  'decisions-paid': [town, 2, 1, ['c-bad']],
  'aid-kept': [town, 2, 1, ['c-bad']],
  'objections-in-time': [town, 2, 1, ['o-bad']],
}

test.each(MeasureId.options)('%s counts by unit, and what fell short is opened one by one', async (id) => {
  const [unit, of, met, short] = expected[id]
  expect(await readMeasure(sql, id, asked(id))).toEqual([{ unit, of, met }])
  const rows = await readShortfall(sql, id, { ...asked(id), unit, limit: 10 })
  expect(rows.map(({ ref }) => ref)).toEqual(short)
  expect(rows.reduce((sum, row) => sum + row.short, 0)).toBe(of - met)
})

test('what lies outside the days or the region is not counted', async () => {
  for (const id of MeasureId.options.filter((each) => measures[each].tells === 'span')) {
    expect([id, await readMeasure(sql, id, asked(id, '2025-01-01', '2025-12-31'))]).toEqual([id, []])
    expect([id, await readMeasure(sql, id, { ...asked(id), within: '350205' })]).toEqual([id, []])
  }
})
