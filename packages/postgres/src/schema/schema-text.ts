import type { Queryable } from '../engine/sql.ts'

/**
 * The schema of a store as SQL for people: each table with what it is for, its columns, constraints and indexes, by name.
 * Read from the catalog, so that it says what the migrations come to; PGlite and a server give the same text.
 */
export const schemaText = async (sql: Queryable): Promise<string> => {
  const tables = await sql.query<Table>(tablesQuery)
  const columns = Map.groupBy(await sql.query<Column>(columnsQuery), ({ table }) => table)
  const constraints = Map.groupBy(await sql.query<Part>(constraintsQuery), ({ table }) => table)
  const indexes = Map.groupBy(await sql.query<Part>(indexesQuery), ({ table }) => table)
  const texts = tables.map((table) => {
    const of = <Row>(rows: ReadonlyMap<string, Row[]>): readonly Row[] => rows.get(table.name) ?? []
    return tableText(table, of(columns), of(constraints), of(indexes))
  })
  return `${texts.join('\n\n')}\n`
}

type Table = {
  readonly name: string
  readonly kind: string
  readonly about: string | null
  readonly options: string | null
}
type Part = { readonly table: string; readonly name: string; readonly definition: string }
type Column = Part & { readonly about: string | null }

const tableText = (
  { name, kind, about, options }: Table,
  columns: readonly Column[],
  constraints: readonly Part[],
  indexes: readonly Part[],
): string => {
  const lines = [
    ...columns.map((column) => ({ text: `${column.name} ${column.definition}`, about: column.about })),
    ...constraints.map((constraint) => ({
      text: `constraint ${constraint.name} ${constraint.definition}`,
      about: null,
    })),
  ]
  const body = lines.map(({ text, about: of }, i) => {
    const ends = i === lines.length - 1 ? '' : ','
    return `${of === null ? '' : `  -- ${of}\n`}  ${text}${ends}`
  })
  return [
    ...(about === null ? [] : [`-- ${about}`]),
    `create ${kind} ${name} (`,
    ...body,
    `)${options === null ? '' : ` with (${options})`};`,
    ...indexes.map(({ definition }) => `${definition};`),
  ].join('\n')
}

const tablesQuery = `
  select relname as name, case relpersistence when 'u' then 'unlogged table' else 'table' end as kind,
    obj_description(oid, 'pg_class') as about, array_to_string(reloptions, ', ') as options
  from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`

const columnsQuery = `
  select relname as table, attname as name, col_description(c.oid, attnum) as about,
    format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end
      || case when attidentity = 'a' then ' generated always as identity' else '' end
      || coalesce(' default ' || pg_get_expr(adbin, adrelid), '') as definition
  from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = attnum
  where relkind = 'r' and relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped
  order by relname, attnum`

/** Not those of not null, which newer servers list too: columns say it. */
const constraintsQuery = `
  select relname as table, conname as name, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k join pg_class c on c.oid = conrelid
  where relnamespace = 'public'::regnamespace and contype in ('p', 'u', 'c', 'f')
  order by relname, contype desc, conname`

/** Not those of a primary key or a unique constraint, which are theirs. */
const indexesQuery = `
  select c.relname as table, i.relname as name, pg_get_indexdef(i.oid) as definition
  from pg_index x join pg_class i on i.oid = indexrelid join pg_class c on c.oid = indrelid
  where c.relnamespace = 'public'::regnamespace
    and not exists (select 1 from pg_constraint where conindid = i.oid and contype in ('p', 'u'))
  order by c.relname, i.relname`
