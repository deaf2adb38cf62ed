import { readdir, readFile } from 'node:fs/promises'
import type { Queryable } from './sql.ts'

const directory = new URL('../../migrations/', import.meta.url)

/** Runs every migration that this database has not seen, in order of their numbers. `run` takes a script of many statements. */
export const migrate = async (sql: Queryable, run: (script: string) => Promise<unknown>): Promise<void> => {
  await run(
    'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
  )
  const done = new Set((await sql.query<{ name: string }>('select name from migrations')).map((row) => row.name))
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  for (const name of names.filter((name) => !done.has(name))) {
    const script = await readFile(new URL(name, directory), 'utf8')
    await run(`begin;\n${script}\ninsert into migrations (name) values ('${name}');\ncommit;`)
  }
}
