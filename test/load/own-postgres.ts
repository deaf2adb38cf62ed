import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killPostgres, postgresAt, preparePostgres, startPostgres } from '@shouwang/engines'
import { openPostgres, type Sql } from '@shouwang/postgres'

/** Works on the PostgreSQL of `POSTGRES_URL`, or on one of its own that is gone afterwards. */
export const withPostgres = async (work: (sql: Sql) => Promise<void>): Promise<void> => {
  const url = process.env.POSTGRES_URL
  if (url !== undefined) {
    const sql = await openPostgres(url, { poolSize: 2 })
    return work(sql).finally(() => sql.close())
  }
  const folder = await mkdtemp(join(tmpdir(), 'shouwang-load-'))
  await chmod(folder, 0o755)
  const server = await preparePostgres(join(folder, 'postgres'))
  const pid = await startPostgres(server)
  try {
    const sql = await openPostgres(postgresAt(server), { poolSize: 2 })
    await work(sql).finally(() => sql.close())
  } finally {
    await killPostgres(server, pid)
    await rm(folder, { recursive: true, force: true })
  }
}
