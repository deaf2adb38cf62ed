/** Writes `schema.sql` from the migrations: `pnpm --filter @shouwang/postgres schema`. */
import { writeFile } from 'node:fs/promises'
import { openPglite } from '../engine/pglite.ts'
import { schemaText } from './schema-text.ts'

const sql = await openPglite()
const head = '-- What the migrations come to. Generated; a test keeps it true.\n\n'
await writeFile(new URL('../../schema.sql', import.meta.url), head + (await schemaText(sql)))
await sql.close()
