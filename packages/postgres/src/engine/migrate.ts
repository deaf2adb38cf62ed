import { readdir, readFile } from 'node:fs/promises'
import type { Queryable } from './sql.ts'

/** Where the migrations are. */
export const migrationsDirectory = new URL('../../migrations/', import.meta.url)

/** Why a store can't be used by this program; `zh` says in one sentence what would do. Nothing was changed. */
export class SchemaProblem extends Error {
  readonly zh: string

  constructor(newest: string) {
    super(
      `the store was made by a newer version of this program (${newest}): use that version, or restore an older backup`,
    )
    this.zh = `数据库是由更新版本的守望建立的（${newest}）：请使用那个版本或更新的版本，或从旧备份恢复。守望没有启动，数据没有改动。`
  }
}

/**
 * Runs every migration that this database has not seen, in order of their numbers. `run` takes a script of many statements.
 * @throws SchemaProblem when a newer program has been here
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
  if (unknown !== undefined) throw new SchemaProblem(unknown)
  for (const name of names.filter((name) => !done.has(name))) {
    const script = await readFile(new URL(name, migrationsDirectory), 'utf8')
    await run(`begin;\n${script}\ninsert into migrations (name) values ('${name}');\ncommit;`)
  }
}
