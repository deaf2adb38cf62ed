import type { Day, RegionCode } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'

/** What must not be deleted until somebody lifts it, or its last day is over. */
export type LegalHold = {
  readonly id: number
  readonly kind: 'person' | 'household' | 'feed'
  readonly subject: string
  readonly orderNo: string
  readonly why: string
  readonly region: RegionCode
  /** Its last day; null where only lifting ends it. */
  readonly until: Day | null
  readonly placedBy: string
  readonly placedAt: string
  readonly liftedBy: string | null
  readonly liftedAt: string | null
}

/** Places a hold. Returns its number. */
export const placeHold = async (
  sql: Queryable,
  hold: Omit<LegalHold, 'id' | 'placedAt' | 'liftedBy' | 'liftedAt'>,
): Promise<number> => {
  const [row] = await sql.query<{ id: number }>(
    `insert into legal_holds (kind, subject, order_no, why, region, until, placed_by) values ($1, $2, $3, $4, $5, $6, $7)
     returning id`,
    [hold.kind, hold.subject, hold.orderNo, hold.why, hold.region, hold.until, hold.placedBy],
  )
  return row?.id ?? 0
}

/** Holds of a region and what lies in it that are not lifted, the newest first. */
export const listHolds = (sql: Queryable, within: string): Promise<LegalHold[]> =>
  sql.query<LegalHold>(
    `select ${columns} from legal_holds where lifted_at is null and region like $1 || '%' order by id desc`,
    [within],
  )

/** One hold, lifted or not. */
export const readHold = async (sql: Queryable, id: number): Promise<LegalHold | undefined> =>
  (await sql.query<LegalHold>(`select ${columns} from legal_holds where id = $1`, [id]))[0]

/** Lifts a hold that stands; false where it does not, or who placed it would. */
export const liftHold = async (sql: Queryable, id: number, by: string): Promise<boolean> =>
  (
    await sql.query(
      `update legal_holds set lifted_by = $2, lifted_at = now()
       where id = $1 and lifted_at is null and placed_by <> $2 returning id`,
      [id, by],
    )
  ).length > 0

/** The holds that stand on a day. */
export const standingHolds = (sql: Queryable, day: Day): Promise<LegalHold[]> =>
  sql.query<LegalHold>(
    `select ${columns} from legal_holds where lifted_at is null and (until is null or until >= $1) order by id`,
    [day],
  )

/** The first hold on a day that keeps a person's data: his own, or his household's; undefined where none does. */
export const holdOfPerson = async (sql: Queryable, person: string, day: Day): Promise<LegalHold | undefined> =>
  (
    await sql.query<LegalHold>(
      `select ${columns} from legal_holds h where lifted_at is null and (until is null or until >= $2)
         and ((kind = 'person' and subject = $1) or (kind = 'household' and exists (
           select 1 from persons p join households k on k.household = p.household
           where p.person = $1 and h.subject in (k.household, k.household_no)))) order by id limit 1`,
      [person, day],
    )
  )[0]

/** Everybody whom the holds of a day keep: persons named, and all members of households named. */
export const heldPersons = async (sql: Queryable, day: Day): Promise<readonly string[]> =>
  (
    await sql.query<{ person: string }>(
      `with standing as (
         select kind, subject from legal_holds where lifted_at is null and (until is null or until >= $1))
       select subject as person from standing where kind = 'person'
       union select p.person from persons p join households k on k.household = p.household
         join standing s on s.kind = 'household' and s.subject in (k.household, k.household_no)`,
      [day],
    )
  ).map(({ person }) => person)

/** The households that the holds of a day keep: those named, and those of persons named. */
export const heldHouseholds = async (sql: Queryable, day: Day): Promise<readonly string[]> =>
  (
    await sql.query<{ household: string }>(
      `with standing as (
         select kind, subject from legal_holds where lifted_at is null and (until is null or until >= $1))
       select p.household from persons p join standing s on s.kind = 'person' and s.subject = p.person
       union select k.household from households k join standing s on s.kind = 'household'
         and s.subject in (k.household, k.household_no)`,
      [day],
    )
  ).map(({ household }) => household)

const columns = `id, kind, subject, order_no as "orderNo", why, region, until, placed_by as "placedBy",
  ${isoInstant('placed_at')} as "placedAt", lifted_by as "liftedBy", ${isoInstant('lifted_at')} as "liftedAt"`
