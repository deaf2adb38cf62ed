import type { RegionCode } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'

/** A correction as lists show it. */
export type Correction = {
  readonly id: number
  readonly feed: string
  readonly person: string
  readonly type: string
  readonly sourceKey: string
  readonly what: string
  readonly askedBy: string
  readonly askedAt: string
  readonly state: 'open' | 'corrected' | 'answered'
  readonly answer: string
  /** The delivery that brought it, or who wrote the answer. */
  readonly closedBy: string | null
  readonly closedAt: string | null
}

/** What is asked of a department. */
export type NewCorrection = Pick<Correction, 'feed' | 'person' | 'type' | 'sourceKey' | 'what' | 'askedBy'> & {
  readonly said: string
  readonly region: RegionCode
}

/** Asks for a correction; undefined where the same is asked for already. */
export const askCorrection = async (sql: Queryable, asked: NewCorrection): Promise<number | undefined> => {
  const { feed, person, type, sourceKey, said, what, region, askedBy } = asked
  const rows = await sql.query<{ id: number }>(
    `insert into corrections (feed, person, type, source_key, said, what, region, asked_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (person, feed, type, source_key) where state = 'open' do nothing returning id`,
    [feed, person, type, sourceKey, said, what, region, askedBy],
  )
  return rows[0]?.id
}

/** Corrections of a feed, or of all, in regions whose codes begin so: the open ones first, then the newest. */
export const listCorrections = (
  sql: Queryable,
  about: {
    readonly feed?: string | undefined
    readonly openOnly: boolean
    readonly within: string
    readonly limit: number
  },
): Promise<Correction[]> =>
  sql.query<Correction>(
    `select id, feed, person, type, source_key as "sourceKey", what, asked_by as "askedBy",
       ${isoInstant('asked_at')} as "askedAt", state, answer, closed_by as "closedBy",
       ${isoInstant('closed_at')} as "closedAt"
     from corrections where ($1::text is null or feed = $1) and (state = 'open' or not $2::boolean)
       and region like $3 || '%'
     order by state <> 'open', id desc limit ${about.limit}`,
    [about.feed ?? null, about.openOnly, about.within],
  )

/** Closes a correction with the department's answer: what it said holds. False where none of this number is open there. */
export const answerCorrection = async (
  sql: Queryable,
  id: number,
  { answer, by, within }: { readonly answer: string; readonly by: string; readonly within: string },
): Promise<boolean> =>
  (
    await sql.query(
      `update corrections set state = 'answered', answer = $2, closed_by = $3, closed_at = now()
       where id = $1 and state = 'open' and region like $4 || '%' returning id`,
      [id, answer, by, within],
    )
  ).length > 0
