import { readSealedRows, type SealedTable } from '@shouwang/postgres'
import type { RetentionDependencies } from './dependencies.ts'

const rowsAtOnce = 500

/** The rows of a table whose sealed words pass; one that does not open is nobody's. */
export const sealedRowsOf = async (
  { sql, cipher }: Pick<RetentionDependencies, 'sql' | 'cipher'>,
  table: SealedTable,
  isMeant: (words: string) => boolean,
): Promise<readonly string[]> => {
  const meant: string[] = []
  for (let after = ''; ; ) {
    const rows = await readSealedRows(sql, table, { after, limit: rowsAtOnce })
    for (const { id, about, sealed } of rows) if (isMeant(opened(cipher, sealed, about))) meant.push(id)
    const last = rows.at(-1)
    if (last === undefined) return meant
    after = last.id
  }
}

/** Sealed words, opened; none of what does not open. */
export const opened = ({ open }: RetentionDependencies['cipher'], sealed: string, about: string): string => {
  try {
    return open(sealed, about)
  } catch {
    return ''
  }
}
