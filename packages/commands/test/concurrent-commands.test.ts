import { type Case, type CaseCommand, evolveCase, givenFen, grantedFen, recoveredFen } from '@shouwang/casework'
import { type Aid, CaseEvent, type Decision } from '@shouwang/contracts'
import { memoryLog } from '@shouwang/flow/testing'
import { loadPolicies } from '@shouwang/policy'
import { enterFund, openPglite, type Sql } from '@shouwang/postgres'
import { seedRegions, seedStaff } from '@shouwang/postgres/testing'
import { createLogger, createMetrics } from '@shouwang/telemetry'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { commandTelemetry, openTaskCommands, type TaskCommands } from '../src/index.ts'

const village = '350203001201'
const li = 'p_0123456789abcdef01234567'
const today = '2026-11-02'
const policies = loadPolicies()

let sql: Sql
let processes: readonly TaskCommands[]
beforeAll(async () => {
  sql = await openPglite()
  await seedRegions(sql, [village, '东风社区', '350203001000'])
  await seedStaff(
    sql,
    ['W1', '林', 'grid-worker', village],
    ['T1', '于', 'coordinator', '350203001000'],
    ['D1', '董', 'district', '350203000000'],
    ['X1', '尤', 'district', '350205000000'],
    ['S1', '石', 'data', village],
  )
  const fields = ['householdNo', 'relation', 'sex', 'birthDate', 'region']
  const fact = ['k', 1, 0, '2026-06-30', 'h1', 'head', 'male', '1980-01-01', village]
  const facts = JSON.stringify([['ResidentRegistered', 'resident-register', '公安', fields, [fact]]])
  await sql.query(`insert into persons (person, household, register_no, facts) values ($1, 'h1', 'h1', $2)`, [
    li,
    facts,
  ])
  const log = createLogger({ name: 'test', level: 'silent' })
  processes = ['one', 'two'].map((instance) =>
    openTaskCommands({
      ...{ sql, policies, instance, log: memoryLog() },
      clock: () => ({ now: `${today}T09:00:00+08:00`, today }),
      events: commandTelemetry({ log, metrics: createMetrics() }),
    }),
  )
})
afterAll(() => sql.close())

let first: string
beforeEach(async () => {
  await sql.query(
    'truncate household_files, cases, case_events, aid, fund_entries, funds, notices, notice_tellings, outbox',
  )
  const fund = { fundId: 'F', name: '备用金', region: '350203000000', kind: 'reserve', floorFen: 0 } as const
  const entry = { entryId: 'E', fen: 300_000, day: today, at: `${today}T08:00:00Z`, by: 'D1', note: '拨入' }
  await enterFund(sql, { ...fund, ...entry })
  first = await opened('relief')
})

const opened = async (matter: 'relief' | 'conference'): Promise<string> => {
  const answer = await open(0, matter)
  if (answer?.ok !== true) throw new Error('no case was opened')
  return answer.case.caseId
}

const open = async (at: number, matter: 'relief' | 'conference' | 'application', commandId?: string) => {
  const about = {
    household: 'h1',
    householdNo: 'h1',
    region: village,
    head: li,
    department: null,
    urgent: true,
  } as const
  const asked = { type: 'OpenCase', ...about, matter, origin: 'lead', note: '家中失火', commandId } as const
  return processes[at]?.cases.open(asked, 'T1')
}

type WithoutCase<Command> = Command extends unknown ? Omit<Command, 'caseId'> : never
type Asked = WithoutCase<CaseCommand>
const ask = async (at: number, command: Asked, by = 'T1', caseId = first) =>
  processes[at]?.cases.perform({ ...command, caseId } as CaseCommand, by)

const cash = (amountFen: number, fund: string | null = null): Aid => ({
  ...{ form: 'cash', programme: 'temporary-relief', amountFen, what: '', person: null, fund },
})
const granted = (amountFen: number): Decision => ({
  ...{ result: 'granted', programme: 'temporary-relief', amountFen, lines: [], reasons: '会商' },
  ...{ from: today, to: null, deviation: '会商一致' },
})

/** All that commands write. */
const written = async () => {
  const tables = ['cases', 'case_events', 'aid', 'fund_entries', 'funds', 'household_files', 'outbox', 'notices']
  const rows = []
  for (const table of tables) rows.push(await sql.query(`select * from ${table} order by 1, 2`))
  return rows
}

const fen = fc.integer({ min: 1, max: 250_000 })
const command: fc.Arbitrary<Asked> = fc.oneof(
  fc
    .tuple(fen, fc.constantFrom('F', null), fc.option(fc.constantFrom('k1', 'k2'), { nil: undefined }))
    .map(([amountFen, fund, commandId]): Asked => ({ type: 'GiveAid', aid: cash(amountFen, fund), commandId })),
  fen.map((amountFen): Asked => ({ type: 'Decide', decision: granted(amountFen) })),
  fc.integer({ min: 1, max: 3 }).map((nth): Asked => ({ type: 'ReverseAid', aidId: `${nth}`, why: '登记有误' })),
  fc.constant<Asked>({ type: 'CompleteStep', note: '材料已补齐' }),
  fc.constant<Asked>({ type: 'CloseCase', result: 'helped', note: '已回访' }),
  fc.constant<Asked>({ type: 'ReopenCase', why: '再次困难' }),
  fc.constant<Asked>({ type: 'TakeCheck' }),
  fc.constant<Asked>({ type: 'ApproveDecision' }),
  fc.constantFrom('T1', 'W1').map((owner): Asked => ({ type: 'HandOverCase', owner, why: '轮岗' })),
  fen.map(
    (amountFen): Asked => ({
      type: 'RecordRecovery',
      recovery: { way: 'paid-back', amountFen, aidId: null, against: '收据', fund: 'F' },
    }),
  ),
)
const asks = fc.array(fc.tuple(fc.constantFrom(0, 1), fc.constantFrom('T1', 'D1'), fc.boolean(), command), {
  minLength: 6,
  maxLength: 16,
})

test('whatever two processes are asked at once: money adds up, nothing is lost, and no case is without owner and day', async () => {
  await fc.assert(
    fc.asyncProperty(asks, async (all) => {
      const second = await opened('conference')
      await Promise.all(
        all.map(([at, by, other, asked]) => {
          const caseId = other ? second : first
          const named = 'aidId' in asked ? { ...asked, aidId: `${caseId}-a${asked.aidId}` } : asked
          return ask(at, named, by, caseId)
        }),
      )
      await moneyAddsUp()
    }),
    { numRuns: 12 },
  )
})

const moneyAddsUp = async (): Promise<void> => {
  const cases = (await sql.query<{ state: string }>('select state from cases')).map(
    ({ state }) => JSON.parse(state) as Case,
  )
  const events = (await sql.query<{ event: string }>('select event from case_events order by case_id, seq')).map(
    ({ event }) => CaseEvent.parse(JSON.parse(event)),
  )
  for (const known of cases) {
    const own = events.filter(({ caseId }) => caseId === known.caseId)
    expect(own.map(({ seq }) => seq)).toEqual(own.map((_, at) => at + 1))
    expect(JSON.parse(JSON.stringify(own.reduce<Case | undefined>(evolveCase, undefined)))).toEqual(known)
    expect(givenFen(known)).toBeLessThanOrEqual(Math.max(grantedFen(known), helpFirstFen))
    if (known.status === 'open') expect(known).toMatchObject({ owner: expect.any(String), dueOn: expect.any(String) })
    expect(recoveredFen(known)).toBeLessThanOrEqual(givenFen(known))
    const asked = own.flatMap((event) => (event.type === 'AidGiven' ? (event.command ?? []) : []))
    expect(new Set(asked).size).toBe(asked.length)
  }
  const [sums] = await sql.query<Record<string, number>>(
    `select (select balance_fen from funds)::int as balance, (select sum(fen) from fund_entries)::int as entries,
       (select coalesce(sum(amount_fen), 0) from aid where reversed_on is null)::int as aid,
       (select coalesce(sum(amount_fen), 0) from aid where reversed_on is null and fund_id = 'F')::int as "fromFund",
       (select (state::jsonb -> 'givenFen' ->> '2026')::int from household_files) as year`,
  )
  expect(sums?.balance).toBe(sums?.entries)
  const backFen = cases.reduce((sum, known) => sum + recoveredFen(known), 0)
  expect(sums?.balance).toBe(300_000 - (sums?.fromFund ?? 0) + backFen)
  expect(sums?.balance).toBeGreaterThanOrEqual(0)
  expect(sums?.year ?? 0).toBe(sums?.aid)
  expect(sums?.aid).toBe(cases.reduce((sum, known) => sum + givenFen(known), 0))
}

const helpFirstFen = 500_000

test('the same command to two processes at once pays once', async () => {
  const pay: Asked = { type: 'GiveAid', aid: cash(100_000, 'F'), commandId: 'pay-1' }
  await Promise.all([ask(0, pay), ask(1, pay), ask(0, pay), ask(1, pay)])
  expect(await sql.query('select amount_fen::int as fen from aid')).toEqual([{ fen: 100_000 }])
  await moneyAddsUp()
})

test('the same opening to two processes at once, and again when the case is over, opens one case with one line', async () => {
  await Promise.all([open(0, 'application', 'open-1'), open(1, 'application', 'open-1')])
  const answer = await open(0, 'application', 'open-1')
  const caseId = answer?.ok === true ? answer.case.caseId : ''
  await ask(0, { type: 'CloseCase', result: 'withdrawn', note: '不再申请' }, 'T1', caseId)
  expect(await open(1, 'application', 'open-1')).toMatchObject({ ok: true, case: { caseId, status: 'closed' } })
  const written = await sql.query<{ type: string }>(
    `select type from case_events e join cases using (case_id) where matter = 'application' order by e.seq`,
  )
  expect(written.map(({ type }) => type)).toEqual(['CaseOpened', 'CaseClosed'])
})

const recovering = (amountFen: number): Asked => ({
  type: 'RecordRecovery',
  recovery: { way: 'offset', amountFen, aidId: null, against: '结算', fund: null },
})

const refusals: readonly (readonly [string, Asked, string, string])[] = [
  ['the cap of a year', { type: 'GiveAid', aid: cash(150_000) }, 'T1', 'yearly-cap-passed'],
  ['a fund that holds less', { type: 'GiveAid', aid: cash(350_000, 'F') }, 'T1', 'fund-too-small'],
  ['a fund that is not there', { type: 'GiveAid', aid: cash(1_000, 'X') }, 'T1', 'no-such-fund'],
  ['another region', { type: 'NoteCase', note: '看看' }, 'X1', 'case-not-yours'],
  ['a role that has no cases', { type: 'NoteCase', note: '看看' }, 'S1', 'case-not-yours'],
  ['nobody', { type: 'NoteCase', note: '看看' }, 'N0', 'case-not-yours'],
  ['an outdated page', { type: 'NoteCase', note: '看看', expectedSeq: 99 }, 'T1', 'case-outdated'],
  ['more than is to come back', recovering(1_000_000), 'T1', 'more-than-due'],
]

test.for(refusals)('%s is one refusal, and nothing is written', async ([what, asked, by, reason]) => {
  if (what === 'the cap of a year')
    await sql.query(
      `update household_files set state = jsonb_set(state::jsonb, '{givenFen}', '{"2026": 19900000}')::text`,
    )
  // What an earlier command owes the log is published beside this one.
  await expect.poll(() => sql.query('select 1 from outbox')).toEqual([])
  const before = await written()
  expect(await ask(1, asked, by)).toMatchObject({ ok: false, reason, detail: expect.any(String) })
  expect(await written()).toEqual(before)
})

test('the second of two who decide at once on one page is refused', async () => {
  const decide: Asked = { type: 'Decide', decision: granted(100_000), expectedSeq: 1 }
  const answers = await Promise.all([ask(0, decide, 'T1'), ask(1, decide, 'D1')])
  expect(answers.map((answer) => answer?.ok).sort()).toEqual([false, true])
  expect(await sql.query(`select 1 from case_events where type = 'DecisionMade'`)).toHaveLength(1)
})
