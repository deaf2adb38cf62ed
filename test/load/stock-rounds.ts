/**
 * What a round of supervision costs while a stock list (存量摸排清单) waits: the first round after a place's first deliveries, one in
 * which nothing happened, one after households were judged anew, and the first of the next day. A tenth of all households waits,
 * in districts of 5,000; rows are written straight into a PostgreSQL of its own, or into that of `POSTGRES_URL`. Run:
 * `node test/load/stock-rounds.ts [WAITING]`.
 */
import { emptyFile, type HouseholdFile, leadKey } from '@shouwang/casework'
import { commandTelemetry, openTaskCommands } from '@shouwang/commands'
import type { FiringVerdict } from '@shouwang/contracts'
import { loadPolicies } from '@shouwang/policy'
import { caseRepository, type Sql } from '@shouwang/postgres'
import { seedRegions, seedStaff } from '@shouwang/postgres/testing'
import { createLogger, createMetrics } from '@shouwang/telemetry'
import { countOf } from './count-of.ts'
import { withPostgres } from './own-postgres.ts'

const waiting = countOf('waiting', process.argv[2], 100_000)
const PER_DISTRICT = 5_000
const SHARE_WAITING = 0.1
const AT_ONCE = 1_000
const JUDGED_ANEW = 200
const days = ['2026-11-02', '2026-11-03'] as const

const regionOf = (n: number): string => `3502${String(10 + Math.floor(n / PER_DISTRICT)).padStart(2, '0')}001201`
const householdOf = (n: number): string => `H${String(n).padStart(11, '0')}`

/** A lead as wide as a judged one: two facts and a sentence. */
const lead: FiringVerdict = {
  ...{ status: 'fires', indicator: 'income-below-standard', direction: 'missed', level: 'orange', confidence: 0.8 },
  ...{ dimensions: { income: 40 }, person: 'p_0123456789abcdef01234567' },
  reason: '{p_0123456789abcdef01234567}家庭人均月收入 412 元，低于当地低保标准 1175 元',
  observations: [{ label: '人均月收入', observed: 41_200, threshold: 117_500, unit: 'fen', rule: null }],
  facts: ['2026-09', '2026-10'].map((month) => ({
    ...{ person: 'p_0123456789abcdef01234567', type: 'PensionPaid', sourceKey: `urban-rural/${month}` },
    ...{ feed: 'hrss-pension', provider: '人社局', day: `${month}-20` },
  })),
  advice: [],
}

const fileOf = (n: number): HouseholdFile => ({
  ...emptyFile(householdOf(n)),
  ...{ region: regionOf(n), version: 1, firing: { [leadKey(lead)]: lead } },
  suppressed: { [leadKey(lead)]: { until: '2027-11-02', level: 'orange', margin: 1, stockSince: '2026-11-02' } },
})

const scoreOf = (n: number): number => (n * 7919) % 101

const fill = async (sql: Sql): Promise<void> => {
  for (let from = 0; from < waiting; from += AT_ONCE) {
    const page = Array.from({ length: Math.min(AT_ONCE, waiting - from) }, (_, at) => from + at)
    const files = page.map((n) => ({ file: fileOf(n), wakeOn: '2027-11-02' }))
    const nothing = { tasks: [], events: [], cases: [], caseEvents: [], notices: [], acceptedAt: [] }
    await sql.transaction((tx) => caseRepository.save(tx, { files, ...nothing }))
    await sql.query(
      `insert into households (household, household_no, region, day, version, level, fingerprint, level_history, assessment)
       select household, household, region, '2026-11-02', 1, 'orange', '', '{}', json_build_object('score', score, 'fires', $4::text)::text
       from unnest($1::text[], $2::text[], $3::int[]) as h (household, region, score)`,
      [page.map(householdOf), page.map(regionOf), page.map(scoreOf), JSON.stringify([lead])],
    )
  }
  for (let n = 0; n < waiting; n += PER_DISTRICT) await seedRegions(sql, [regionOf(n), '东风社区', '350200000000'])
  await seedStaff(sql, ['C1', '市', 'city', '350200000000'])
  await sql.query(
    `insert into households (household, household_no, region, day, version, level, fingerprint, level_history, assessment)
     select 'K' || n, 'K' || n, '3502' || lpad((10 + n % $2)::text, 2, '0') || '001201', '2026-11-02', 1, 'none', '', '{}', '{}'
     from generate_series(1, $1::int) n`,
    [Math.round(waiting / SHARE_WAITING) - waiting, Math.ceil(waiting / PER_DISTRICT)],
  )
  for (const table of ['households', 'household_files']) await sql.query(`vacuum analyze ${table}`)
}

/** A store that tells `taken` of the rows which it hands out. */
const counting = (sql: Sql, taken: (rows: number) => void): Sql => {
  const query: Sql['query'] = async (text, values) => {
    const found = await sql.query(text, values)
    taken(found.length)
    return found as never
  }
  const inside: Sql['transaction'] = (work) =>
    sql.transaction((tx) => work({ ...tx, query: counting({ ...sql, ...tx }, taken).query }))
  return { ...sql, query, transaction: inside }
}

await withPostgres(async (own) => {
  let read = 0
  const sql = counting(own, (rows) => {
    read += rows
  })
  let day: string = days[0]
  const quiet = { log: createLogger({ name: 'load', level: 'silent' }), metrics: createMetrics() }
  const commands = openTaskCommands({
    sql,
    log: { append: async () => undefined },
    policies: loadPolicies(),
    clock: () => ({ now: `${day}T09:00:00+08:00`, today: day }),
    events: commandTelemetry(quiet),
    instance: 'load',
  })
  const started = performance.now()
  await fill(sql)
  console.log(`${waiting} households wait, written in ${((performance.now() - started) / 1000).toFixed(0)} s`)
  const round = async (name: string): Promise<void> => {
    read = 0
    const began = performance.now()
    await commands.supervise(day)
    const tookMs = performance.now() - began
    const [{ tasks = 0 } = {}] = await own.query<{ tasks: number }>('select count(*)::int as tasks from tasks')
    console.log(`${name.padEnd(44)} ${tookMs.toFixed(0).padStart(7)} ms  ${read} rows read, ${tasks} tasks in all`)
  }
  await round('the first: all get a place, the first open')
  for (let nth = 1; nth <= 3; nth++) await round(`nothing happened (${nth})`)
  await sql.query(`update household_files set stock_unplaced = true where household in
    (select household from household_files where stock_since is not null order by household limit ${JUDGED_ANEW})`)
  await round(`${JUDGED_ANEW} were judged anew`)
  day = days[1]
  await round('the first of the next day')
  await round('nothing happened on the next day')
})
