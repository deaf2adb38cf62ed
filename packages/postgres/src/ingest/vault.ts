import type { Day, PersonId } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/**
 * Direct identifiers of a person: who he is, or how to reach him. A statement of lower rank never replaces one of higher:
 * only the register and the rolls rename a person (2), a masked or missing name says the least (0).
 */
export type VaultStatement = {
  readonly person: PersonId
  readonly kind: 'identity' | 'contact'
  readonly plain: string
  readonly statedOn: Day
  readonly rank: 0 | 1 | 2
  /** The key of the name that it gives; null where it gives none. */
  readonly nameKey: string | null
  /** The key of the telephone that it gives; null where it gives none. */
  readonly phoneKey: string | null
}

/** Free text about a person that came with a record, such as what a caller asked for. */
export type VaultNote = { readonly person: PersonId; readonly sourceKey: string; readonly plain: string }

/** Encrypts a text for the vault. `about` is whom it is about: it opens for nobody else. */
export type Seal = (plain: string, about: string) => string

/** Encrypts and saves what was stated of persons. Neither an older statement nor one of lower rank replaces another. */
export const saveStatements = async (
  tx: Queryable,
  statements: readonly VaultStatement[],
  seal: Seal,
): Promise<void> => {
  const highest = highestOfEach(statements)
  if (highest.length === 0) return
  await tx.query(
    `insert into vault (person, kind, sealed, stated_on, rank, name_key, phone_key)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::smallint[], $6::text[], $7::text[])
     on conflict (person, kind) do update set sealed = excluded.sealed, stated_on = excluded.stated_on,
       rank = excluded.rank, name_key = excluded.name_key, phone_key = excluded.phone_key
     where vault.rank < excluded.rank
       or (vault.rank = excluded.rank and excluded.rank > 0 and vault.stated_on <= excluded.stated_on)`,
    [
      highest.map(({ person }) => person),
      highest.map(({ kind }) => kind),
      highest.map(({ plain, person }) => seal(plain, person)),
      highest.map(({ statedOn }) => statedOn),
      highest.map(({ rank }) => rank),
      highest.map(({ nameKey }) => nameKey),
      highest.map(({ phoneKey }) => phoneKey),
    ],
  )
}

/** Of one batch the highest and latest word about each person counts. */
const highestOfEach = (statements: readonly VaultStatement[]): readonly VaultStatement[] => {
  const last = new Map<string, VaultStatement>()
  for (const statement of statements) {
    const name = `${statement.person}/${statement.kind}`
    const before = last.get(name)
    if (before === undefined || outranks(statement, before)) last.set(name, statement)
  }
  return [...last.values()]
}

const outranks = (one: VaultStatement, before: VaultStatement): boolean =>
  one.rank > before.rank || (one.rank === before.rank && one.statedOn >= before.statedOn)

/** The keys of the names that the register and the rolls give to these persons. */
export const loadNameKeys = async (tx: Queryable, persons: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (persons.length === 0) return new Map()
  const rows = await tx.query<{ person: string; key: string }>(
    `select person, name_key as key from vault
     where person = any($1) and kind = 'identity' and rank = 2 and name_key is not null`,
    [persons],
  )
  return new Map(rows.map(({ person, key }) => [person, key]))
}

/** Encrypts and saves notes, each under the record that it came with. */
export const saveNotes = async (tx: Queryable, notes: readonly VaultNote[], seal: Seal): Promise<void> => {
  if (notes.length === 0) return
  const last = [...new Map(notes.map((note) => [`${note.person}/${note.sourceKey}`, note])).values()]
  await tx.query(
    `insert into vault_notes (person, source_key, sealed) select * from unnest($1::text[], $2::text[], $3::text[])
     on conflict (person, source_key) do update set sealed = excluded.sealed`,
    [
      last.map((note) => note.person),
      last.map((note) => note.sourceKey),
      last.map((note) => seal(note.plain, note.person)),
    ],
  )
}

/** What the vault holds of a person, sealed. */
export type SealedStatement = Pick<VaultStatement, 'person' | 'kind'> & { readonly sealed: string }

/** What the vault holds of these persons, for whoever may open it. */
export const readVault = (sql: Queryable, persons: readonly PersonId[]): Promise<SealedStatement[]> =>
  sql.query<SealedStatement>('select person, kind, sealed from vault where person = any($1)', [persons])
