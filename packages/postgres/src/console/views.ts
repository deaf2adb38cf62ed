import type { Queryable } from '../engine/sql.ts'

/** Pages whose filters may be kept. */
type ViewPage = 'tasks' | 'cases'

/** Filters that somebody keeps under a name. */
export type SavedView = { readonly page: ViewPage; readonly name: string; readonly query: string }

/** What one member of staff keeps, by name. */
export const listViews = (sql: Queryable, staffNo: string): Promise<SavedView[]> =>
  sql.query('select page, name, query from saved_views where staff_no = $1 order by page, name', [staffNo])

/** Keeps filters under a name; the same name again takes the new ones. */
export const saveView = async (sql: Queryable, staffNo: string, { page, name, query }: SavedView): Promise<void> => {
  await sql.query(
    `insert into saved_views (staff_no, page, name, query) values ($1, $2, $3, $4)
     on conflict (staff_no, page, name) do update set query = excluded.query`,
    [staffNo, page, name, query],
  )
}

/** Forgets filters. */
export const removeView = async (
  sql: Queryable,
  staffNo: string,
  { page, name }: Pick<SavedView, 'page' | 'name'>,
): Promise<void> => {
  await sql.query('delete from saved_views where staff_no = $1 and page = $2 and name = $3', [staffNo, page, name])
}
