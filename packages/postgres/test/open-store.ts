import { randomUUID } from 'node:crypto'
import { openPglite, openPostgres, type Sql } from '@shouwang/postgres'
import { beforeEach, inject } from 'vitest'

const poolSize = 4

/** The server of this run; undefined where the suite runs on the embedded engine. */
const engine = (inject('engines') as ReturnType<typeof inject<'engines'>> | undefined)?.postgres

beforeEach(({ skip }) => skip(engine !== undefined && engine.at === undefined, `PostgreSQL: ${engine?.missing}`))

/** An empty store: embedded, or in a database of its own on the run's server. */
export const openStore = async (): Promise<Sql> => {
  if (engine?.at === undefined) return openPglite()
  const admin = await openPostgres(engine.at, { poolSize: 1 })
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await admin.query(`create database ${name}`)
  const url = new URL(engine.at)
  url.pathname = `/${name}`
  const sql = await openPostgres(url.href, { poolSize })
  return {
    ...sql,
    close: async () => {
      await sql.close()
      await admin.query(`drop database ${name} with (force)`)
      await admin.close()
    },
  }
}
