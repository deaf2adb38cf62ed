import type { Day, PersonId } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** Direct identifiers of a person: who he is, or how to reach him. A weak statement never replaces a known one. */
export type VaultStatement = {
  readonly person: PersonId
  readonly kind: 'identity' | 'contact'
  readonly plain: string
  readonly statedOn: Day
  readonly weak: boolean
}

/** Free text about a person that came with a record, such as what a caller asked for. */
export type VaultNote = { readonly person: PersonId; readonly sourceKey: string; readonly plain: string }

/** Encrypts a text for the vault. `about` is whom it is about: it opens for nobody else. */
export type Seal = (plain: string, about: string) => string

/** Encrypts and saves what was stated of persons. An older statement never replaces a newer one, a weak one never any. */
export const saveStatements = async (
  tx: Queryable,
  statements: readonly VaultStatement[],
  seal: Seal,
): Promise<void> => {
  for (const weak of [false, true]) {
    const some = statements.filter((statement) => statement.weak === weak)
    if (some.length === 0) continue
    await tx.query(
      `insert into vault (person, kind, sealed, stated_on)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::date[])
       on conflict (person, kind) ${
         weak
           ? 'do nothing'
           : 'do update set sealed = excluded.sealed, stated_on = excluded.stated_on where vault.stated_on <= excluded.stated_on'
       }`,
      [
        some.map((statement) => statement.person),
        some.map((statement) => statement.kind),
        some.map((statement) => seal(statement.plain, statement.person)),
        some.map((statement) => statement.statedOn),
      ],
    )
  }
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
