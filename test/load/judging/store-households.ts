import type { FactBook, Profile } from '@shouwang/household'
import { glanceOf } from '@shouwang/indicators'
import { encodeFactBook, type Sql } from '@shouwang/postgres'

const atOnce = 2000

/** Keeps made-up households as scoring would: their people with their facts, and that each was judged. */
export const storeHouseholds = async (sql: Sql, profiles: readonly Profile[], day: string): Promise<void> => {
  await sql.query(
    `insert into coverage (feed, region, day, through_month)
     select feed, '350200000000', $2::date, $3 from unnest($1::text[]) feed on conflict do nothing`,
    [feeds, day, day.slice(0, 7)],
  )
  for (let at = 0; at < profiles.length; at += atOnce) await storeSome(sql, profiles.slice(at, at + atOnce), day)
}

const feeds = ['assistance-roll', 'disability-subsidy', 'elder-allowance', 'pension-pay', 'social-insurance']

const storeSome = async (sql: Sql, profiles: readonly Profile[], day: string): Promise<void> => {
  const people = profiles.flatMap(({ household, members }) => members.map((member) => ({ household, member })))
  await sql.query(
    `insert into persons (person, household, register_no, facts)
     select * from unnest($1::text[], $2::text[], $2::text[], $3::text[])`,
    [
      people.map(({ member }) => member.person),
      people.map(({ household }) => household),
      people.map(({ member }) => encodeFactBook(bookOf(member.facts))),
    ],
  )
  await sql.query(
    `insert into households (household, household_no, region, day, version, level, fingerprint, level_history, assessment, glance)
     select household, household, $3, $4::date, 1, 'none', '/', '{}', '{}', glance
     from unnest($1::text[], $2::text[]) as judged (household, glance)`,
    [profiles.map(({ household }) => household), profiles.map(glanceOf), profiles[0]?.region ?? null, day],
  )
}

const bookOf = (facts: Profile['members'][number]['facts']): FactBook =>
  Object.fromEntries(
    Object.entries(facts).map(([type, list]) => [
      type,
      new Map(list.map(({ sourceKey, ...fact }) => [sourceKey, { ...fact, revision: 1, retracted: false }])),
    ]),
  ) as FactBook
