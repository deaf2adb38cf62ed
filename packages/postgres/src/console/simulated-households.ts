import type { PersonId, RegionCode } from '@shouwang/contracts'
import type { Facts } from '@shouwang/household'
import type { Queryable } from '../engine/sql.ts'
import { decodeFactsLate } from '../scoring/fact-codec.ts'
import { readAround, type StoredNeighbourhood } from '../scoring/repository.ts'

/** A household that has been judged, and where it was judged last. */
export type JudgedName = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
}

/** Judged households with all that judging them stands on but the deliveries, as it is stored: for another thread to read. */
export type StoredHouseholds = {
  /** Households of which nobody is tied to another one; `readUntied` takes them apart. */
  readonly untied: UntiedText
  /** The others; what they stand on reaches into other households. */
  readonly tied: readonly JudgedName[]
  readonly around: StoredNeighbourhood | null
}

/** Their names, and their people with their facts in some texts. */
type UntiedText = { readonly names: string; readonly people: readonly string[] }

const PEOPLE_IN_A_TEXT = 64

const personMark = '\u001e'

/**
 * The people of the chosen households, some dozens in one text: nine of ten households stand alone, and for the program that
 * costs a fraction of a row for each person. Larger texts, of hundreds of kilobytes, are dear to clear away. No JSON text
 * holds a control character, and facts hold no other than the end of a line.
 * A tie is a register or roll that reaches into another household, and kin who live elsewhere. Each kind of tie is one join,
 * which costs a third of asking it of each person.
 */
const storedText = `, people as materialized (
    select p.household, p.person, p.register_no, p.roll_no, p.facts
    from chosen join persons p on p.household = chosen.household),
  tied as materialized (
    select household from people where register_no <> household
    union select p.household from people p join persons q on q.roll_no = p.roll_no where q.household <> p.household
    union select p.household from people p join kinship k on k.person = p.person
      where not exists (select from people q where q.person = k.kin and q.household = p.household)
    union select p.household from people p join kinship k on k.kin = p.person join persons q on q.person = k.person
      where q.household <> p.household
    union select c.household from chosen c join persons q on q.register_no = c.household where q.register_no <> q.household
    union select c.household from chosen c join kinship k on k.kin = 'h:' || c.household),
  named as (
    select household, json_build_array(household, household_no, region) as name,
      exists (select from tied t where t.household = c.household) as tied from chosen c)
  select 'people' as what, string_agg(text, E'\\x1e') as text from (
    select household || E'\\n' || person || E'\\n' || facts as text, row_number() over () / ${PEOPLE_IN_A_TEXT} as part
    from people p where not exists (select from tied t where t.household = p.household)) texts group by part
  union all select 'untied', json_agg(name order by household)::text from named where not tied
  union all select 'tied', json_agg(name order by household)::text from named where tied`

type TextRow = { readonly what: 'people' | 'untied' | 'tied'; readonly text: string | null }
type Name = readonly [household: string, householdNo: string, region: RegionCode | null]

const storedOf = async (sql: Queryable, rows: readonly TextRow[]): Promise<StoredHouseholds> => {
  const tied = namesIn(textOf(rows, 'tied') ?? '[]')
  const people = rows.flatMap(({ what, text }) => (what === 'people' && text !== null ? [text] : []))
  const households = tied.map(({ household }) => household)
  const around = households.length === 0 ? null : await readAround(sql, households)
  return { untied: { names: textOf(rows, 'untied') ?? '[]', people }, tied, around }
}

const textOf = (rows: readonly TextRow[], told: TextRow['what']): string | null =>
  rows.find(({ what }) => what === told)?.text ?? null

const namesIn = (text: string): readonly JudgedName[] =>
  (JSON.parse(text) as readonly Name[]).map(([household, householdNo, region]) => ({ household, householdNo, region }))

/** A judged household and what was kept of it that may spare reading its people; null where nothing may. */
export type GlancedName = JudgedName & { readonly glance: string | null }

/** All judged households under a region in the order of their names, `atOnce` of them in one page. */
export async function* readGlances(
  sql: Queryable,
  prefix: string,
  atOnce: number,
): AsyncGenerator<readonly GlancedName[]> {
  for (let after = ''; ; ) {
    const [row] = await sql.query<{ text: string | null }>(
      `select string_agg(${glancedText}, E'\\x1e' order by household) as text from (select * from households
         where household > $2 and ($1 = '' or region like $1 || '%') order by household limit $3) page`,
      [prefix, after, atOnce],
    )
    const page = glancedIn(row?.text ?? '')
    yield page
    const last = page.at(-1)
    if (last === undefined || page.length < atOnce) return
    after = last.household
  }
}

/** These judged households. */
export const readGlancesOf = async (sql: Queryable, households: readonly string[]): Promise<readonly GlancedName[]> => {
  const [row] = await sql.query<{ text: string | null }>(
    `select string_agg(${glancedText}, E'\\x1e') as text from households where household = any($1)`,
    [households],
  )
  return glancedIn(row?.text ?? '')
}

/** One text for a page: for the program that costs a fraction of a row for each household. */
const glancedText = `concat_ws(E'\\n', household, household_no, coalesce(region, ''), coalesce(glance, ''))`

const glancedIn = (text: string): GlancedName[] =>
  text === ''
    ? []
    : text.split(personMark).map((line) => {
        const [household = '', householdNo = '', region = '', glance = ''] = line.split('\n')
        return { household, householdNo, region: region === '' ? null : region, glance: glance === '' ? null : glance }
      })

/**
 * The households of these lists as they are stored, in the order of the lists. Lists are read ahead, beside one another, so
 * that whoever counts them does not wait for the store.
 */
export async function* readStoredLists(
  sql: Queryable,
  lists: AsyncIterable<readonly string[]>,
): AsyncGenerator<StoredHouseholds> {
  const reading: Promise<StoredHouseholds>[] = []
  for await (const households of lists) {
    reading.push(readStoredOf(sql, households))
    // A failure is told when it is the turn of its list.
    reading.at(-1)?.catch(() => undefined)
    if (reading.length === readAhead) yield await (reading.shift() as Promise<StoredHouseholds>)
  }
  for (const each of reading) yield await each
}

const readAhead = 3

/** These judged households, as they are stored. */
export const readStoredOf = async (sql: Queryable, households: readonly string[]): Promise<StoredHouseholds> => {
  const rows = await sql.query<TextRow>(
    `with chosen as materialized (select household, household_no, region from households where household = any($1))${storedText}`,
    [households],
  )
  return storedOf(sql, rows)
}

/** A household whose people are tied to no other one. */
export type UntiedHousehold = JudgedName & {
  /** Facts are decoded when they are read. */
  readonly persons: () => ReadonlyMap<PersonId, Facts>
}

/** Takes the texts of untied households apart, one by one. */
export function* readUntied({ names, people }: UntiedText): Generator<UntiedHousehold> {
  const peopleOf = new Map<string, PersonLines[]>()
  for (const text of people)
    for (const person of text.split(personMark)) {
      const lines = person.split('\n')
      const [household = '', name] = lines.splice(0, 2)
      const others = peopleOf.get(household)
      if (others === undefined) peopleOf.set(household, [{ person: name as PersonId, lines }])
      else others.push({ person: name as PersonId, lines })
    }
  for (const name of namesIn(names)) {
    const lives = peopleOf.get(name.household) ?? []
    yield {
      ...name,
      persons: () => new Map(lives.map(({ person, lines }) => [person, decodeFactsLate(lines)])),
    }
  }
}

type PersonLines = { readonly person: PersonId; readonly lines: readonly string[] }

/** The next households under a region after one, in the order of their names. */
export const readJudgedNames = (sql: Queryable, prefix: string, after: string, limit: number): Promise<JudgedName[]> =>
  sql.query<JudgedName>(
    `select household, household_no as "householdNo", region from households
     where household > $2 and ($1 = '' or region like $1 || '%') order by household limit $3`,
    [prefix, after, limit],
  )

/** How many households under a region have been judged. */
export const countJudged = async (sql: Queryable, prefix: string): Promise<number> =>
  (
    await sql.query<{ total: number }>(
      `select count(*)::int as total from households where $1 = '' or region like $1 || '%'`,
      [prefix],
    )
  )[0]?.total ?? 0

/** Households of one district and ring of hardship, of which a sample looks at some. */
type SampledStratum = {
  readonly district: string
  readonly ring: string
  /** How many there are. */
  readonly total: number
  readonly households: readonly string[]
}

/**
 * A sample of about so many households under a region, the same ones each time: whose name's hash falls into their stratum's
 * share. Half of it is shared among the strata, district by ring, as they are large, half alike: the rings near the standard
 * are small, and a draft moves them. Of small strata all are looked at, of large ones those with a small hash.
 */
export const sampleStrata = async (sql: Queryable, prefix: string, size: number): Promise<SampledStratum[]> => {
  const strata = await sql.query<Omit<SampledStratum, 'households'>>(
    `select left(coalesce(region, ''), 6) as district, ring, count(*)::int as total from households
     where $1 = '' or region like $1 || '%' group by 1, 2 order by 1, 2`,
    [prefix],
  )
  const total = strata.reduce((sum, stratum) => sum + stratum.total, 0)
  const sought = strata.map((stratum) => {
    const share = Math.max(LEAST_DRAWN, size / 2 / strata.length) / stratum.total + size / 2 / total
    return { ...stratum, below: Math.min(HASHES / 2, Math.ceil(share * HASHES - HASHES / 2)) }
  })
  const [small, large] = [sought.filter(isSmall), sought.filter((stratum) => !isSmall(stratum))]
  const drawn = [...(await drawFrom(sql, prefix, small)), ...(await drawFrom(sql, prefix, large))]
  const householdsOf = new Map(drawn.map(({ district, ring, households }) => [`${district} ${ring}`, households]))
  return strata.flatMap((stratum) => {
    const households = householdsOf.get(`${stratum.district} ${stratum.ring}`)
    return households === undefined ? [] : [{ ...stratum, households: JSON.parse(households) as string[] }]
  })
}

/** About so many of each stratum at least: with fewer, one of which none is drawn would not be that unlikely. */
const LEAST_DRAWN = 20

/** `hashtext` gives whole numbers from minus half of so many on. */
const HASHES = 2 ** 32

/** So many are found sooner by their place than all that have their hash. */
const isSmall = ({ total }: { readonly total: number }): boolean => total < 5000

type Sought = Omit<SampledStratum, 'households'> & { readonly below: number }

const drawFrom = async (sql: Queryable, prefix: string, strata: readonly Sought[]) =>
  strata.length === 0
    ? []
    : sql.query<{ district: string; ring: string; households: string }>(
        `select s.district, s.ring, json_agg(household)::text as households
         from unnest($2::text[], $3::text[], $4::bigint[]) s (district, ring, below)
           join households h on left(coalesce(h.region, ''), 6) = s.district and h.ring = s.ring
         where ($1 = '' or region like $1 || '%') and hashtext(household) < s.below and hashtext(household) < $5::bigint
         group by 1, 2`,
        [
          prefix,
          strata.map(({ district }) => district),
          strata.map(({ ring }) => ring),
          strata.map(({ below }) => below),
          Math.max(...strata.map(({ below }) => below)),
        ],
      )

/** How many grid workers there are under a region. */
export const countGridWorkers = async (sql: Queryable, prefix: string): Promise<number> =>
  (
    await sql.query<{ workers: number }>(
      `select count(*)::int as workers from staff where role = 'grid-worker' and region like $1 || '%'`,
      [prefix],
    )
  )[0]?.workers ?? 0
