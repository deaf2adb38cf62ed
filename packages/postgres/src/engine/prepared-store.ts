import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { migrate, migrationsDirectory } from './migrate.ts'

/**
 * Names a file of an empty, migrated embedded PostgreSQL: a new store is unpacked from it in half a second, where making one
 * takes more than three. Whoever starts hundreds of them, as the tests do, sets it; without it every store is made anew.
 */
export const preparedStoreVariable = 'SHOUWANG_PREPARED_STORE'

/** A file for `preparedStoreVariable` under `directory`, of these migrations and this engine; made where there is none yet. */
export const prepareStore = async (directory: string): Promise<string> => {
  const path = join(directory, `store-${await versionOfStore()}.tar`)
  if (existsSync(path)) return path
  const db = await PGlite.create()
  await migrate({ query: async <Row>(text: string) => (await db.query<Row>(text)).rows }, (script) => db.exec(script))
  const packed = await db.dumpDataDir('none')
  await db.close()
  await mkdir(directory, { recursive: true })
  const making = `${path}.${process.pid}`
  await writeFile(making, Buffer.from(await packed.arrayBuffer()))
  await rename(making, path)
  return path
}

const versionOfStore = async (): Promise<string> => {
  const hash = createHash('sha256').update(
    await readFile(createRequire(import.meta.url).resolve('@electric-sql/pglite')),
  )
  for (const name of (await readdir(migrationsDirectory)).sort())
    hash.update(name).update(await readFile(new URL(name, migrationsDirectory)))
  return hash.digest('hex').slice(0, 16)
}
