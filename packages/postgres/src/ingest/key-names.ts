import type { Queryable } from '../engine/sql.ts'

/** The names of the keys that a store was made with. */
export type KeyNames = { readonly pseudonym: string | null; readonly vault: readonly string[] }

/** The names of the keys that are in use here. */
export const readKeyNames = async (sql: Queryable): Promise<KeyNames> => {
  const rows = await sql.query<{ kind: string; name: string }>('select kind, name from key_names order by since, name')
  return {
    pseudonym: rows.find(({ kind }) => kind === 'pseudonym')?.name ?? null,
    vault: rows.flatMap(({ kind, name }) => (kind === 'vault' ? [name] : [])),
  }
}

/** Notes the keys that are used from now on. A store keeps the first pseudonym key that it is told. */
export const noteKeyNames = async (
  sql: Queryable,
  { pseudonym, vault }: { readonly pseudonym: string; readonly vault: string },
): Promise<void> => {
  await sql.query(`insert into key_names (kind, name) values ('pseudonym', $1), ('vault', $2) on conflict do nothing`, [
    pseudonym,
    vault,
  ])
}

/** Forgets every vault key but one: nothing is sealed with them any more. */
export const forgetVaultKeys = async (sql: Queryable, but: string): Promise<void> => {
  await sql.query(`delete from key_names where kind = 'vault' and name <> $1`, [but])
}

/** Who one person in the vault is, sealed; undefined while it is empty. It tells whether keys are those of the store. */
export const readAnyIdentity = async (
  sql: Queryable,
): Promise<{ readonly person: string; readonly sealed: string } | undefined> =>
  (
    await sql.query<{ person: string; sealed: string }>(
      `select person, sealed from vault where kind = 'identity' limit 1`,
    )
  )[0]
