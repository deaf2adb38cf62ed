import type { RegionCode } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'

/** A department's key for sending over HTTP: which feeds it may send, of which region, and how many rows a minute. */
export type IntakeKey = {
  readonly name: string
  readonly feeds: readonly string[]
  /** The region for which it speaks; twelve noughts for all. */
  readonly region: RegionCode
  readonly rowsPerMinute: number
}

/** A key with when it came into force, and when out of it. */
export type ListedIntakeKey = IntakeKey & { readonly createdAt: string; readonly revokedAt: string | null }

/** Stores a key by its hash; false when one of this name is in force already. */
export const addIntakeKey = async (
  sql: Queryable,
  { keyHash, name, feeds, region, rowsPerMinute }: IntakeKey & { readonly keyHash: string },
): Promise<boolean> =>
  (
    await sql.query(
      `insert into intake_keys (key_hash, name, feeds, rows_per_minute, region) values ($1, $2, $3, $4, $5)
       on conflict (name) where revoked_at is null do nothing returning 1`,
      [keyHash, name, feeds, rowsPerMinute, region],
    )
  ).length > 0

/** The key in force with this hash. */
export const readIntakeKey = async (sql: Queryable, keyHash: string): Promise<IntakeKey | undefined> =>
  (
    await sql.query<IntakeKey>(
      `select name, feeds, region, rows_per_minute as "rowsPerMinute" from intake_keys
       where key_hash = $1 and revoked_at is null`,
      [keyHash],
    )
  )[0]

/** Every key that ever was for regions whose codes begin so, those in force first. */
export const listIntakeKeys = (sql: Queryable, within: string): Promise<ListedIntakeKey[]> =>
  sql.query<ListedIntakeKey>(
    `select name, feeds, region, rows_per_minute as "rowsPerMinute", ${isoInstant('created_at')} as "createdAt",
       ${isoInstant('revoked_at')} as "revokedAt"
     from intake_keys where region like $1 || '%' order by revoked_at is not null, name, created_at`,
    [within],
  )

/** Takes a key out of force; false when none of this name is in it for regions whose codes begin so. */
export const revokeIntakeKey = async (sql: Queryable, name: string, within: string): Promise<boolean> =>
  (
    await sql.query(
      `update intake_keys set revoked_at = now()
       where name = $1 and revoked_at is null and region like $2 || '%' returning 1`,
      [name, within],
    )
  ).length > 0
