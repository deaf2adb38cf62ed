import { HardshipCause, HardshipRing, type RegionCode } from '@shouwang/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

/*
 * A made-up county of 50,000 households whose rows are written at once: what reports, rings and lists say of it must be the sums over
 * these rows, which are reckoned here beside them.
 */

const HOUSEHOLDS = 50_000
const DISTRICTS = ['350203', '350205', '350206', '350212'] as const
const PROGRAMMES = ['dibao', 'tekun', 'edge', 'disability-care', 'elder-allowance'] as const
type Spell = { programme: string; from: string; to: string; persons: number }
type Row = {
  readonly household: string
  readonly region: RegionCode
  readonly ring: HardshipRing
  readonly cause: HardshipCause
  readonly hardship: number
  readonly traits: readonly string[]
  readonly received: readonly Spell[]
}

/** Numbers that look drawn at random and are the same in every run. */
const drawn = (nth: number, salt: number): number => {
  let mixed = (Math.imul(nth + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0
  return (mixed ^ (mixed >>> 12)) >>> 0
}
const pick = <Value>(values: readonly Value[], nth: number, salt: number): Value =>
  values[drawn(nth, salt) % values.length] as Value

const two = (number: number): string => String(number).padStart(2, '0')
const spellOf = (nth: number): Spell => {
  const [year, month] = [2023 + (drawn(nth, 1) % 4), 1 + (drawn(nth, 2) % 12)]
  const ended = drawn(nth, 3) % 3 === 0
  const to = ended ? `${year + 1}-${two(month)}-28` : ''
  return { programme: pick(PROGRAMMES, nth, 4), from: `${year}-${two(month)}-01`, to, persons: 1 + (drawn(nth, 5) % 4) }
}

const rows: readonly Row[] = Array.from({ length: HOUSEHOLDS }, (_, nth) => {
  const receives = drawn(nth, 6) % 10 === 0
  const { programme } = spellOf(nth)
  return {
    household: `C${String(nth).padStart(11, '0')}`,
    region: `${pick(DISTRICTS, nth, 7)}${two(drawn(nth, 8) % 12).padStart(3, '0')}${200 + (drawn(nth, 9) % 15)}`,
    ring: pick(HardshipRing.options, nth, 10),
    cause: pick(HardshipCause.options, nth, 11),
    hardship: drawn(nth, 12) % 101,
    traits: [
      ...(drawn(nth, 13) % 5 === 0 ? ['age:80+'] : []),
      ...(receives ? [`on:${programme}`] : []),
      ...(drawn(nth, 14) % 9 === 0 ? ['severe'] : []),
    ],
    received: receives ? [spellOf(nth), ...(drawn(nth, 15) % 7 === 0 ? [{ ...spellOf(nth + HOUSEHOLDS) }] : [])] : [],
  }
})
const aid = rows
  .filter((_, nth) => drawn(nth, 16) % 25 === 0)
  .map(({ household, region }, nth) => ({
    ...{ household, region, amountFen: 100 * (1 + (drawn(nth, 17) % 5000)) },
    day: `2026-${two(1 + (drawn(nth, 18) % 10))}-15`,
  }))

let world: FakeBackend
let city: Ask
let district: Ask
beforeAll(async () => {
  world = await fakeBackend()
  const { sql } = world
  await sql.query('delete from households')
  await sql.query(
    `insert into households (household, household_no, region, day, version, level, fingerprint, level_history, assessment, ring, cause,
       hardship, traits, received)
     select h, h, r, '2026-10-31', 1, 'none', '', '{}', '{}', ring, cause, points, string_to_array(traits, ','), string_to_array(received, ',')
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::text[])
       as j (h, r, ring, cause, points, traits, received)`,
    [
      rows.map(({ household }) => household),
      rows.map(({ region }) => region),
      rows.map(({ ring }) => ring),
      rows.map(({ cause }) => cause),
      rows.map(({ hardship }) => hardship),
      rows.map(({ traits }) => traits.join()),
      rows.map(({ received }) =>
        received.map(({ programme, from, to, persons }) => `${programme}:${from}:${to}:${persons}`).join(),
      ),
    ],
  )
  await sql.query(
    `insert into aid (aid_id, case_id, household, household_no, region, programme, form, amount_fen, what, given_on, given_by)
     select 'a' || nth, 'c' || nth, h, h, r, 'temporary-relief', 'cash', fen, '', day, 'S0001'
     from unnest($1::text[], $2::text[], $3::bigint[], $4::date[]) with ordinality as j (h, r, fen, day, nth)`,
    [
      aid.map((each) => each.household),
      aid.map((each) => each.region),
      aid.map((each) => each.amountFen),
      aid.map(({ day }) => day),
    ],
  )
  await sql.query('analyze households')
  const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
  city = await signInAs(app, 'S0001')
  district = await signInAs(app, 'Q0001')
})
afterAll(() => world.sql.close())

type Counts = Record<string, number>
const counted = <Item>(items: readonly Item[], key: (item: Item) => string, of: (item: Item) => number): Counts => {
  const counts: Counts = {}
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + of(item)
  return counts
}
const areaOf = (digits: number, region: string): string => region.slice(0, digits).padEnd(12, '0')
const askers = () => [[city, '', 6] as const, [district, '350203', 9] as const]
const read = async (ask: Ask, path: string) => (await ask('GET', path)).json()

test('rings count every household once, by area, ring and cause', async () => {
  for (const [ask, within, digits] of askers()) {
    const rings = await read(ask, '/reports/rings')
    const mine = rows.filter(({ region }) => region.startsWith(within))
    expect(rings.households).toBe(mine.length)
    type Area = { area: string; counts: { ring: string; cause: string; households: number }[] }
    const told = (rings.areas as Area[]).flatMap(({ area, counts }) => counts.map((count) => ({ area, ...count })))
    expect(
      counted(
        told,
        ({ area, ring, cause }) => `${area} ${ring} ${cause}`,
        ({ households }) => households,
      ),
    ).toEqual(
      counted(
        mine,
        ({ region, ring, cause }) => `${areaOf(digits, region)} ${ring} ${cause}`,
        () => 1,
      ),
    )
  }
})

test.each(['2022-12-31', '2024-02-29', '2026-10-31'])(
  'recipients on %s are those whom the store has on a programme on that day',
  async (day) => {
    for (const [ask, within, digits] of askers()) {
      const report = await read(ask, `/reports/recipients?day=${day}`)
      const mine = rows
        .filter(({ region }) => region.startsWith(within))
        .flatMap(({ household, region, received }) =>
          received
            .filter(({ from, to }) => from <= day && (to === '' || day <= to))
            .map((spell) => ({ household, region, ...spell })),
        )
      type Area = { area: string; on: { programme: string; households: number; persons: number }[] }
      const told = (report.areas as Area[]).flatMap(({ area, on }) => on.map((row) => ({ area, ...row })))
      const key = ({ region, programme }: { region: string; programme: string }) =>
        `${areaOf(digits, region)} ${programme}`
      const toldKey = ({ area, programme }: { area: string; programme: string }) => `${area} ${programme}`
      expect(counted(told, toldKey, ({ persons }) => persons)).toEqual(counted(mine, key, ({ persons }) => persons))
      const families = [...new Map(mine.map((each) => [`${each.household} ${each.programme}`, each])).values()]
      expect(counted(told, toldKey, ({ households }) => households)).toEqual(counted(families, key, () => 1))
      expect(report.unjudged).toBe(0)
    }
  },
)

test('what cases gave up to a day is the sum of the ledger of that year', async () => {
  const day = '2026-06-30'
  const report = await read(city, `/reports/recipients?day=${day}`)
  type Area = { area: string; given: { amountFen: number; households: number }[] }
  const told = (report.areas as Area[]).flatMap(({ area, given }) => given.map((row) => ({ area, ...row })))
  const mine = aid.filter((each) => each.day <= day)
  expect(
    counted(
      told,
      ({ area }) => area,
      ({ amountFen }) => amountFen,
    ),
  ).toEqual(
    counted(
      mine,
      ({ region }) => areaOf(6, region),
      ({ amountFen }) => amountFen,
    ),
  )
  expect(told.reduce((sum, { households }) => sum + households, 0)).toBe(mine.length)
})

test('a list has the hardest pressed of those who fit, and no other', async () => {
  const body = {
    ...{
      commandId: 'county',
      department: 'medical-insurance',
      purpose: 'care',
      why: '走访慰问',
      region: '350203000000',
    },
    attributes: {
      rings: ['below-1', 'below-1.5'],
      causes: ['illness'],
      ages: ['80+'],
      disability: null,
      unsafeHousing: false,
    },
    rows: 100,
  }
  const drawnList = await (await district('POST', '/lists', body)).json()
  const fit = rows
    .filter(({ region, ring, cause, traits }) => {
      const poor = ring === 'below-1' || ring === 'below-1.5'
      return region.startsWith('350203') && poor && cause === 'illness' && traits.includes('age:80+')
    })
    .sort((a, b) => b.hardship - a.hardship || (a.household < b.household ? -1 : 1))
  expect(fit.length).toBeGreaterThan(20)
  const list = await read(district, `/lists/${drawnList.listNo}`)
  expect(list.families.map(({ householdNo }: { householdNo: string }) => householdNo)).toEqual(
    fit.slice(0, 100).map(({ household }) => household),
  )
})
