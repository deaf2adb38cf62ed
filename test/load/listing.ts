/**
 * How long a department's list over a million households takes, and by which plan: lists of common and of rare attributes, of a whole city, a
 * district and a village, and a page by hardship. Rows are written straight into a PostgreSQL of its own, or into that of `POSTGRES_URL`; those that an
 * earlier run left there are not written again. Budget: 1 s. Run: `node test/load/listing.ts [HOUSEHOLDS] [--plans]`.
 */
import type { ListAttributes } from '@shouwang/contracts'
import {
  countJudged,
  drawList,
  hardestOf,
  readByHardship,
  readRecipients,
  readRings,
  type Sql,
} from '@shouwang/postgres'
import { countOf } from './count-of.ts'
import { withPostgres } from './own-postgres.ts'

const households = countOf('households', process.argv[2]?.startsWith('--') ? undefined : process.argv[2], 1_000_000)
const showPlans = process.argv.includes('--plans')
const ROUNDS = 5
const BUDGET_MS = 1000

const none: ListAttributes = {
  ...{ rings: [], causes: [], programmes: [], notOn: [], ages: [], disability: null, unsafeHousing: false },
}
const asked: readonly (readonly [name: string, within: string, attributes: ListAttributes])[] = [
  ['everybody of the city', '3502', none],
  ['a ring and a cause of the city', '3502', { ...none, rings: ['below-1'], causes: ['illness'] }],
  ['on 特困, severely disabled, city', '3502', { ...none, programmes: ['tekun'], disability: 'severe' }],
  ['unsafe housing, aged 80, a district', '350203', { ...none, ages: ['80+'], unsafeHousing: true }],
  [
    'low income on no roll, a district',
    '350203',
    { ...none, rings: ['below-1', 'below-1.5'], notOn: ['dibao', 'tekun', 'edge'] },
  ],
  ['children of a village', '350203001201', { ...none, ages: ['6-17'] }],
  [
    'nobody fits',
    '3502',
    { ...none, rings: ['allowance'], programmes: ['rigid'], unsafeHousing: true, disability: 'severe' },
  ],
]

/** Rows as wide as judged ones; shares of rings and traits as docs/domain.md has them. */
const fill = async (sql: Sql): Promise<void> => {
  // An index over arrays is made of all rows at once many times sooner than row by row.
  await sql.query('drop index households_by_traits')
  await sql.query(
    `insert into households (household, household_no, region, day, version, level, fingerprint, level_history, assessment, ring, cause, hardship, traits, received)
     select 'H' || lpad(n::text, 11, '0'), lpad(n::text, 12, '0'), '3502' || lpad((3 + a % 10)::text, 2, '0') || lpad((1 + b % 12)::text, 3, '0') || (200 + c % 15)::text,
       '2026-10-31', 1, case when a % 400 = 0 then 'red' else 'none' end, md5(n::text), '{}', repeat(md5(n::text), 24),
       case when a % 1000 < 20 then 'allowance' when a % 1000 < 35 then 'low-income' when a % 1000 < 42 then 'below-1' when a % 1000 < 60 then 'below-1.5'
         when a % 1000 < 90 then 'below-2' when a % 1000 < 500 then 'above' else 'unknown' end,
       (array['illness','disability','schooling','accident','unemployment','family','housing','dependants','none'])[1 + b % 9],
       (power((c % 10000)::float8 / 10000, 4) * 100)::int2,
       array_remove(array[case when b % 6 = 0 then 'age:0-5' end, case when b % 4 = 0 then 'age:6-17' end, 'age:18-59', case when c % 3 = 0 then 'age:60-79' end,
         case when c % 20 = 0 then 'age:80+' end, case when b % 17 = 0 then 'disabled' end, case when b % 68 = 0 then 'severe' end,
         case when a % 1000 < 16 then 'on:dibao' when a % 1000 < 20 then 'on:tekun' when a % 1000 < 30 then 'on:edge' when a % 1000 < 32 then 'on:rigid' end,
         case when c % 500 = 0 then 'unsafe-housing' end], null),
       case when a % 1000 < 32 then array['dibao:2024-01-01::2'] else '{}' end
     from (select n, hashint4(n) & 2147483647 as a, hashint4(n + 1000000007) & 2147483647 as b, hashint4(n + 2000000011) & 2147483647 as c
       from generate_series(1, $1::int) n) drawn`,
    [households],
  )
  await sql.query('create index households_by_traits on households using gin (traits)')
  await sql.query('vacuum analyze households').catch(() => sql.query('analyze households'))
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

const timed = async (name: string, work: (round: number) => Promise<unknown>): Promise<void> => {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    await work(round)
    times.push(performance.now() - started)
  }
  const [first = 0] = times
  const worst = Math.max(...times)
  console.log(
    `${name.padEnd(44)} first ${first.toFixed(0)} ms, median ${median(times).toFixed(0)} ms, worst ${worst.toFixed(0)} ms${worst > BUDGET_MS ? '  OVER THE BUDGET' : ''}`,
  )
}

const planOf = async (sql: Sql, { text, values }: ReturnType<typeof hardestOf>): Promise<string> =>
  (await sql.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers, costs off, timing off) ${text}`, values))
    .map((row) => `    ${row['QUERY PLAN']}`)
    .join('\n')

const measure = async (sql: Sql): Promise<void> => {
  const started = performance.now()
  if ((await countJudged(sql, '3502')) < households) {
    await fill(sql)
    console.log(`wrote ${households} households in ${((performance.now() - started) / 1000).toFixed(0)} s`)
  }
  let nth = 0
  for (const [name, within, attributes] of asked) {
    await timed(name, () =>
      drawList(sql, {
        ...{
          listNo: `L${started}-${++nth}`,
          region: '350200000000',
          department: 'medical-insurance',
          unit: null,
          why: 'measured',
        },
        ...{ purpose: 'medical-help', asked: attributes, drawnOn: '2026-10-31', drawnBy: 'S0001' },
        ...{ within, most: 2000, at: '2026-10-31T09:00:00+08:00' },
      }),
    )
    if (showPlans) console.log(await planOf(sql, hardestOf(within, attributes, 2000)))
  }
  const page = {
    within: '350203',
    regionless: false,
    ring: 'below-1',
    cause: 'housing',
    after: null,
    limit: 50,
  } as const
  await timed('a page by hardship: a ring and a cause', () => readByHardship(sql, page))
  await timed('rings of the city, by district', () => readRings(sql, { within: '3502', regionless: true, digits: 6 }))
  const recipients = { within: '3502', regionless: true, digits: 6, day: '2025-06-30' } as const
  await timed('recipients of a past day, by district', () => readRecipients(sql, recipients))
}

await withPostgres(measure)
