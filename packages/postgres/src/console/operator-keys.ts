import type { RegionCode, RegistryAgreement } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'

/** A key of the command line: whose region it reaches and what it is for. */
export type OperatorKey = {
  readonly name: string
  readonly actions: readonly string[]
  readonly region: RegionCode
  readonly expiresAt: string
  /** What was agreed with a system that reads the registry. */
  readonly agreement?: RegistryAgreement | null
}

type Found<Key extends OperatorKey> = Omit<Key, 'agreement'> & { readonly agreement: string | null }

const keyIn = <Key extends OperatorKey>({ agreement, ...key }: Found<Key>): Key =>
  ({ ...key, agreement: agreement === null ? null : JSON.parse(agreement) }) as unknown as Key

/** A key with who made it, and when it ended. */
export type ListedOperatorKey = OperatorKey & {
  readonly createdBy: string
  readonly createdAt: string
  readonly revokedAt: string | null
}

/** Stores a key by its hash; false when one of this name is in force already. */
export const addOperatorKey = async (
  sql: Queryable,
  key: OperatorKey & { readonly keyHash: string; readonly createdBy: string },
): Promise<boolean> =>
  (
    await sql.query(
      `insert into operator_keys (key_hash, name, actions, region, created_by, expires_at, agreement) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (name) where revoked_at is null do nothing returning 1`,
      [
        ...[key.keyHash, key.name, key.actions, key.region, key.createdBy, key.expiresAt],
        key.agreement == null ? null : JSON.stringify(key.agreement),
      ],
    )
  ).length > 0

/** The key in force with this hash at an instant. */
export const readOperatorKey = async (sql: Queryable, keyHash: string, now: string): Promise<OperatorKey | undefined> =>
  (
    await sql.query<Found<OperatorKey>>(
      `select name, actions, region, ${isoInstant('expires_at')} as "expiresAt", agreement from operator_keys
       where key_hash = $1 and revoked_at is null and expires_at > $2`,
      [keyHash, now],
    )
  ).map(keyIn<OperatorKey>)[0]

/** Every key that ever was, those in force first. */
export const listOperatorKeys = async (sql: Queryable): Promise<ListedOperatorKey[]> =>
  (
    await sql.query<Found<ListedOperatorKey>>(
      `select name, actions, region, ${isoInstant('expires_at')} as "expiresAt", created_by as "createdBy",
         ${isoInstant('created_at')} as "createdAt", ${isoInstant('revoked_at')} as "revokedAt", agreement
       from operator_keys order by revoked_at is not null, name, created_at`,
    )
  ).map(keyIn<ListedOperatorKey>)

/** Takes a key out of force; false when none of this name is in it. */
export const revokeOperatorKey = async (sql: Queryable, name: string): Promise<boolean> =>
  (
    await sql.query('update operator_keys set revoked_at = now() where name = $1 and revoked_at is null returning 1', [
      name,
    ])
  ).length > 0
