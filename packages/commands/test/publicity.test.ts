import type { Decision } from '@shouwang/contracts'
import { memoryLog } from '@shouwang/flow/testing'
import { loadPolicies } from '@shouwang/policy'
import { openPglite, readBoard, type Sql } from '@shouwang/postgres'
import { seedRegions, seedStaff } from '@shouwang/postgres/testing'
import { createLogger, createMetrics } from '@shouwang/telemetry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandTelemetry, openTaskCommands, type TaskCommands } from '../src/index.ts'

const village = '350203001201'
const li = 'p_0123456789abcdef01234567'
const child = 'p_89abcdef0123456789abcdef'

let sql: Sql
let commands: TaskCommands
let today = '2026-11-02'
beforeAll(async () => {
  sql = await openPglite()
  await seedRegions(sql, [village, '东风社区', '350203001000'])
  await seedStaff(
    sql,
    ['W1', '林', 'grid-worker', village],
    ['T1', '于', 'coordinator', '350203001000'],
    ['D1', '董', 'district', '350203000000'],
    ['X1', '尤', 'district', '350205000000'],
  )
  await lives('h1', li, '1980-01-01')
  await lives('h2', child, '2015-01-01')
  const log = createLogger({ name: 'test', level: 'silent' })
  commands = openTaskCommands({
    ...{ sql, policies: loadPolicies(), instance: 'one', log: memoryLog() },
    clock: () => ({ now: `${today}T09:00:00+08:00`, today }),
    events: commandTelemetry({ log, metrics: createMetrics() }),
  })
})
afterAll(() => sql.close())

const lives = async (household: string, person: string, birthDate: string): Promise<void> => {
  const fields = ['householdNo', 'relation', 'sex', 'birthDate', 'region']
  const fact = ['k', 1, 0, '2026-06-30', household, 'head', 'male', birthDate, village]
  const facts = JSON.stringify([['ResidentRegistered', 'resident-register', '公安', fields, [fact]]])
  await sql.query('insert into persons (person, household, register_no, facts) values ($1, $2, $2, $3)', [
    ...[person, household, facts],
  ])
}

const granted: Decision = {
  ...{ result: 'granted', programme: 'dibao', amountFen: 100_000, lines: [], reasons: '核实' },
  ...{ from: '2026-11-02', to: null, deviation: '按核定收入' },
}
const decidedFor = async (household: string, head: string): Promise<string> => {
  const about = { household, householdNo: household, region: village, head } as const
  const need = { matter: 'application', origin: 'application', department: null, urgent: false, note: '申请' } as const
  const opened = await commands.cases.open({ type: 'OpenCase', ...about, ...need }, 'T1')
  if (!opened.ok) throw new Error(opened.detail)
  const { caseId } = opened.case
  for (const command of [
    { type: 'CompleteStep', note: '已核对' },
    { type: 'CompleteStep', note: '符合' },
    { type: 'Decide', decision: granted },
  ] as const) {
    const done = await commands.cases.perform({ ...command, caseId }, 'T1')
    if (!done.ok) throw new Error(done.detail)
  }
  return caseId
}
const draw = { type: 'DrawBoard', commandId: 'b1', kind: 'decisions', region: village, programme: 'dibao' } as const
const told = (staffNo: string) =>
  sql.query<{ about: string; kind: string }>('select about, kind from notices where staff_no = $1 order by about', [
    staffNo,
  ])

let caseId: string
let childCase: string
const card = { form: 'card', programme: 'dibao', amountFen: 1000, what: '', person: null, fund: null } as const
const pay = (of: string) => commands.cases.perform({ type: 'GiveAid', caseId: of, aid: card }, 'T1')
let boardNo: string

test('the town hears of decisions that nobody posted in time, once for a village', async () => {
  caseId = await decidedFor('h1', li)
  childCase = await decidedFor('h2', child)
  await commands.supervise('2026-11-04')
  expect(await told('T1')).not.toContainEqual({ about: `P-${village}`, kind: 'overdue' })
  await commands.supervise('2026-11-05')
  await commands.supervise('2026-11-06')
  expect((await told('T1')).filter(({ about }) => about.startsWith('P-'))).toEqual([
    { about: `P-${village}`, kind: 'overdue' },
  ])
})

test('a board lists what waits there and names no minor; the same call again is the same board', async () => {
  today = '2026-11-10'
  expect(await pay(childCase)).toMatchObject({ ok: false, reason: 'not-posted' })
  today = '2026-11-05'
  const drawn = await commands.publicity.draw({ ...draw, asOf: today }, 'T1')
  if (!drawn.ok) throw new Error(drawn.detail)
  boardNo = drawn.board.boardNo
  expect(drawn.board).toMatchObject({ entries: [{ person: li, caseId }], withheld: 1 })
  expect(JSON.stringify(drawn.board)).not.toContain(child)
  expect(await commands.publicity.draw({ ...draw, asOf: today }, 'T1')).toEqual(drawn)
  const another = await commands.publicity.draw({ ...draw, commandId: 'b2', asOf: today }, 'T1')
  expect(another).toMatchObject({ ok: false, reason: 'nothing-to-post' })
})

test('a decision without its publicity is not paid; a minor’s, who may not be named, is once its days are over', async () => {
  today = '2026-11-10'
  expect(await pay(caseId)).toMatchObject({ ok: false, reason: 'not-posted' })
  expect(await pay(childCase)).toMatchObject({ ok: true, case: { aid: [{ amountFen: 1000 }] } })
})

test('the town hears of a board that does not hang in time; when it hangs its days count from there', async () => {
  await commands.supervise('2026-11-10')
  await commands.supervise('2026-11-11')
  expect((await told('T1')).filter(({ about }) => about === boardNo)).toHaveLength(1)
  today = '2026-11-12'
  const hang = { type: 'HangBoard', boardNo, from: today, place: '村务公开栏', photo: '照片 12' } as const
  expect(await commands.publicity.keep(hang, 'X1')).toMatchObject({ reason: 'no-such-board' })
  expect(await commands.publicity.keep(hang, 'W1')).toMatchObject({
    board: { hung: { from: '2026-11-12', until: '2026-11-19', by: 'W1' } },
  })
  const [known] = await sql.query<{ state: string }>('select state from cases where case_id = $1', [caseId])
  expect(JSON.parse(known?.state ?? '')).toMatchObject({ decisions: [{ publicUntil: '2026-11-19' }] })
})

test('SD4: an objection stops the decision and keeps who objected apart; the same command again is one objection', async () => {
  const objection = { type: 'ObjectToBoard', commandId: 'o1', boardNo, nth: 1, note: '他家有车' } as const
  const made = await commands.publicity.object(objection, 'sealed words', 'W1')
  expect(made).toMatchObject({ ok: true, board: { objections: [{ caseId, note: '他家有车' }] } })
  expect(await commands.publicity.object(objection, 'sealed words', 'W1')).toEqual(made)
  expect(await commands.publicity.object({ ...objection, commandId: 'o2', nth: 9 }, null, 'W1')).toMatchObject({
    reason: 'no-such-entry',
  })
  const [known] = await sql.query<{ step: string }>('select step from cases where case_id = $1', [caseId])
  expect(known).toEqual({ step: 'opinion' })
  const answer = { type: 'AnswerObjection', caseId, upheld: true, note: '确有车' } as const
  const decisionNo = `${caseId}-d1`
  expect(await commands.cases.perform({ ...answer, decisionNo }, 'D1')).toMatchObject({
    case: { step: 'decision', objected: null },
  })
})

test('it is taken down when its days are over, and the town hears where it was not', async () => {
  await commands.supervise('2026-11-19')
  expect((await told('T1')).filter(({ about }) => about === boardNo)).toHaveLength(1)
  await commands.supervise('2026-11-20')
  expect((await told('T1')).filter(({ about }) => about === boardNo)).toHaveLength(2)
  today = '2026-11-20'
  const down = await commands.publicity.keep({ type: 'TakeDownBoard', boardNo, on: today, note: '一条异议' }, 'W1')
  expect(down).toMatchObject({ board: { takenDown: { day: today, by: 'W1' } } })
  expect(await readBoard(sql, boardNo)).toMatchObject({ takenDown: { note: '一条异议' } })
})
