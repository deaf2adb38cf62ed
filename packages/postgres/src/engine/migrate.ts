import { readdir, readFile } from 'node:fs/promises'
import type { Queryable } from './sql.ts'

/** Where the migrations are. */
export const migrationsDirectory = new URL('../../migrations/', import.meta.url)

/** Why a store can't be used by this program; `zh` says in one sentence what would do. Nothing was changed. */
export class SchemaProblem extends Error {
  readonly zh: string

  constructor(en: string, zh: string, options?: ErrorOptions) {
    super(en, options)
    this.zh = zh
  }
}

const madeByNewer = (newest: string): SchemaProblem =>
  new SchemaProblem(
    `the store was made by a newer version of this program (${newest}): use that version, or restore an older backup`,
    `数据库是由更新版本的守望建立的（${newest}）：请使用那个版本或更新的版本，或从旧备份恢复。守望没有启动，数据没有改动。`,
  )

const notUpgraded = (name: string, cause: Error): SchemaProblem =>
  new SchemaProblem(
    `the store cannot be brought to this version (${name}: ${cause.message}): use the version that made it, or restore a backup`,
    `数据库升级不到本版本（${name}：${cause.message}）：请用原来的版本打开，或从备份恢复。守望没有启动，数据没有改动。`,
    { cause },
  )

/** SQLSTATEs by which PostgreSQL says that the data, or the tables, are not what a migration takes them for. */
const notAsExpected = /^(?:22|23|42)/

const sqlStateOf = (error: unknown): string => {
  const { code, cause } = error as { readonly code?: string; readonly cause?: { readonly code?: string } }
  return code ?? cause?.code ?? ''
}

/**
 * Runs every migration that this database has not seen, in order of their numbers. `run` takes a script of many statements.
 * @throws SchemaProblem when a newer program has been here, or when the data are not such as an earlier version leaves
 */
export const migrate = async (sql: Queryable, run: (script: string) => Promise<unknown>): Promise<void> => {
  await run(
    'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
  )
  const done = new Set((await sql.query<{ name: string }>('select name from migrations')).map((row) => row.name))
  const names = (await readdir(migrationsDirectory)).filter((name) => name.endsWith('.sql')).sort()
  const [unknown] = [...done]
    .filter((name) => !names.includes(name))
    .toSorted()
    .reverse()
  if (unknown !== undefined) throw madeByNewer(unknown)
  for (const name of names.filter((name) => !done.has(name))) {
    const script = await readFile(new URL(name, migrationsDirectory), 'utf8')
    await run(`begin;\n${script}\ninsert into migrations (name) values ('${name}');\ncommit;`).catch((error: Error) => {
      throw notAsExpected.test(sqlStateOf(error)) ? notUpgraded(name, error) : error
    })
  }
}
