import { afterAll, beforeAll, expect, test } from 'vitest'
import { readGlances, readGlancesOf, readStoredLists, readStoredOf, readUntied, type Sql } from '../src/index.ts'
import { openStore } from './open-store.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openStore()
})
afterAll(() => sql.close())

/** All households under a region as they are stored, so many at once. */
const storedUnder = (prefix: string, atOnce: number) =>
  readStoredLists(
    sql,
    (async function* () {
      for await (const page of readGlances(sql, prefix, atOnce)) yield page.map(({ household }) => household)
    })(),
  )

type Person = { readonly household: string; readonly register?: string; readonly roll?: string }

/** Persons by their names, in households that have all been judged; one household, `empty`, has nobody left. */
const store = async (persons: { readonly [name: string]: Person }, kin: readonly [string, string][]): Promise<void> => {
  await sql.query('delete from kinship')
  await sql.query('delete from persons')
  await sql.query('delete from households')
  for (const [name, { household, register, roll }] of Object.entries(persons))
    await sql.query(
      'insert into persons (person, household, register_no, roll_no, facts) values ($1, $2, $3, $4, $5)',
      [
        name,
        household,
        register ?? household,
        roll ?? null,
        `[["PensionPaid","pension-pay","人社",["month"],[["${name}",1,0,"2026-10-31","2026-10"]]]]\n[]`,
      ],
    )
  await sql.query('insert into kinship select * from unnest($1::text[], $2::text[])', [
    kin.map(([person]) => person),
    kin.map(([, other]) => other),
  ])
  const households = [...new Set(Object.values(persons).map(({ household }) => household)), 'empty']
  await sql.query(
    `insert into households (household, household_no, region, day, version, level, fingerprint, level_history, assessment)
     select h, h, '350203001201', '2026-10-31', 1, 'none', '/', '{}', '{}' from unnest($1::text[]) h`,
    [households],
  )
}

/** Alone, as two who are each other's kin; and a household, or two, for each way of being tied to another one. */
const everyTie = {
  'alone-a': { household: 'alone', roll: 'r0' },
  'alone-b': { household: 'alone', roll: 'r0' },
  registered: { household: 'away', register: 'home' },
  left: { household: 'home' },
  'roll-a': { household: 'roll-1', roll: 'r1' },
  'roll-b': { household: 'roll-2', roll: 'r1' },
  child: { household: 'kin-1' },
  parent: { household: 'kin-2' },
  'of-unknown': { household: 'kin-of-unknown' },
  'named-by-home': { household: 'named' },
  'names-home': { household: 'names' },
} satisfies { readonly [name: string]: Person }

const kin: readonly [string, string][] = [
  ['alone-a', 'alone-b'],
  ['child', 'parent'],
  ['of-unknown', 'nobody-known'],
  ['names-home', 'h:named'],
]

test('a household stands alone only where no register, roll or kin reaches out of it or into it', async () => {
  await store(everyTie, kin)
  const untied: string[] = []
  const tied: string[] = []
  for await (const part of storedUnder('3502', 100)) {
    for (const { household } of readUntied(part.untied)) untied.push(household)
    for (const { household } of part.tied) tied.push(household)
  }
  expect(untied.toSorted()).toEqual(['alone', 'empty'])
  expect(tied.toSorted()).toEqual(
    ['away', 'home', 'kin-1', 'kin-2', 'kin-of-unknown', 'named', 'names', 'roll-1', 'roll-2'].toSorted(),
  )
})

test('who stands alone comes with his people, and each of these with the facts that he has', async () => {
  await store(everyTie, kin)
  const { untied } = await readStoredOf(sql, ['alone', 'empty'])
  const [alone, empty] = [...readUntied(untied)].toSorted((a, b) => (a.household < b.household ? -1 : 1))
  expect(alone).toMatchObject({ household: 'alone', householdNo: 'alone', region: '350203001201' })
  const facts = [...(alone?.persons() ?? [])].map(([person, { PensionPaid }]) => [person, PensionPaid?.[0]?.sourceKey])
  expect(facts.toSorted()).toEqual([
    ['alone-a', 'alone-a'],
    ['alone-b', 'alone-b'],
  ])
  expect(empty?.persons().size).toBe(0)
})

test('parts of a few households come to all of them, though people of one come in two texts', async () => {
  const many = Array.from({ length: 200 }, (_, n) => [`p${n}`, { household: `h${100 + Math.floor(n / 3)}` }] as const)
  await store(Object.fromEntries(many), [])
  const found: string[] = []
  for await (const { untied } of storedUnder('', 40))
    for (const { persons } of readUntied(untied)) found.push(...persons().keys())
  expect(found.toSorted()).toEqual(many.map(([name]) => name).toSorted())
})

test('pages of names come to all households under a region once, each with the glance that was kept', async () => {
  const many = Array.from({ length: 25 }, (_, n) => [`p${n}`, { household: `h${100 + n}` }] as const)
  await store(Object.fromEntries(many), [])
  await sql.query(`update households set glance = '1-a|PensionPaid|1950-01-01' where household = 'h103'`)
  await sql.query(`update households set region = null where household = 'h104'`)
  await sql.query(`update households set region = '350205001201' where household = 'h105'`)
  const pages = []
  for await (const page of readGlances(sql, '350203', 10)) pages.push(page)
  const found = pages.flat().map(({ household }) => household)
  expect(pages.map((page) => page.length)).toEqual([10, 10, 4])
  expect(found).toEqual(
    [...many.map(([, { household }]) => household), 'empty'].filter((name) => !/h10[45]/.test(name)).toSorted(),
  )
  const [glanced] = await readGlancesOf(sql, ['h103'])
  expect(glanced).toEqual({
    household: 'h103',
    householdNo: 'h103',
    region: '350203001201',
    glance: '1-a|PensionPaid|1950-01-01',
  })
  expect(await readGlancesOf(sql, ['h104'])).toMatchObject([{ region: null, glance: null }])
})
