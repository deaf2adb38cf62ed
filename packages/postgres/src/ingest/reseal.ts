import type { Queryable, Sql } from '../engine/sql.ts'

/** A column of sealed texts: `key` names a row, `about` whom or what its text is bound to. */
type SealedColumn = {
  readonly table: string
  readonly column: string
  readonly key: readonly string[]
  readonly about: string
}

const sealedColumns: readonly SealedColumn[] = [
  { table: 'vault', column: 'sealed', key: ['person', 'kind'], about: 'person' },
  { table: 'vault_notes', column: 'sealed', key: ['person', 'source_key'], about: 'person' },
  { table: 'quarantine', column: 'sealed', key: ['quarantine_id'], about: 'quarantine_id' },
  { table: 'reported_leads', column: 'sealed', key: ['lead_no'], about: 'lead_no' },
  { table: 'reported_leads', column: 'photo', key: ['lead_no'], about: 'lead_no' },
  { table: 'visit_forms', column: 'sealed', key: ['form_key'], about: 'task_id' },
  { table: 'staff', column: 'phone_sealed', key: ['staff_no'], about: 'staff_no' },
]

/** How many texts another key than this one sealed. */
export const countSealedOtherwise = async (sql: Queryable, keyName: string): Promise<number> => {
  const counts = sealedColumns.map(
    ({ table, column }) => `(select count(*) from ${table} where not starts_with(${column}, $1))`,
  )
  const [row] = await sql.query<{ count: number }>(`select ${counts.join(' + ')} as count`, [`${keyName}.`])
  return row?.count ?? 0
}

/** Seals a text anew; undefined where it does not open. */
type Reseal = (sealed: string, about: string) => string | undefined

const rowsAtOnce = 500

/**
 * Seals anew what another key than `keyName` sealed, a few hundred rows at a time, while others read and write. A text that does
 * not open stays as it is. Returns how many were sealed anew, and how many do not open.
 */
export const resealAll = async (
  sql: Sql,
  { keyName, reseal, signal }: { readonly keyName: string; readonly reseal: Reseal; readonly signal: AbortSignal },
): Promise<{ readonly resealed: number; readonly unopened: number }> => {
  let [resealed, unopened] = [0, 0]
  for (const column of sealedColumns) {
    for (let after: readonly string[] | undefined; !signal.aborted; ) {
      const some = await sql.transaction((tx) => resealSome(tx, column, { keyName, reseal, after }))
      resealed += some.resealed
      unopened += some.unopened
      if (some.last === undefined) break
      after = some.last
    }
  }
  return { resealed, unopened }
}

type Found = { readonly key: readonly string[]; readonly about: string; readonly sealed: string }

const resealSome = async (
  tx: Queryable,
  { table, column, key, about }: SealedColumn,
  {
    keyName,
    reseal,
    after,
  }: { readonly keyName: string; readonly reseal: Reseal; readonly after: readonly string[] | undefined },
): Promise<{ readonly resealed: number; readonly unopened: number; readonly last: readonly string[] | undefined }> => {
  const names = key.join(', ')
  const places = key.map((_, at) => `$${at + 3}`).join(', ')
  const rows = await tx.query<Found>(
    `select array[${names}] as key, ${about} as about, ${column} as sealed from ${table}
     where not starts_with(${column}, $1) ${after === undefined ? '' : `and (${names}) > (${places})`}
     order by ${names} limit $2 for update skip locked`,
    [`${keyName}.`, rowsAtOnce, ...(after ?? [])],
  )
  const anew = rows.map((row) => ({ ...row, anew: reseal(row.sealed, row.about) }))
  const opened = anew.filter((row) => row.anew !== undefined)
  for (const { key: at, sealed, anew: text } of opened)
    await tx.query(`update ${table} set ${column} = $1 where ${column} = $2 and (${names}) = (${places})`, [
      text,
      sealed,
      ...at,
    ])
  return { resealed: opened.length, unopened: rows.length - opened.length, last: rows.at(-1)?.key }
}
