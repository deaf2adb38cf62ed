import { existsSync, openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, types } from '@electric-sql/pglite'
import { binaryTextArray } from './statement.ts'

/** What the thread is told: a statement with its values, a script of many statements, or to close the files. */
export type Request =
  | { readonly kind: 'query'; readonly text: string; readonly values: readonly unknown[] }
  | { readonly kind: 'script'; readonly text: string }
  | { readonly kind: 'close' }

export type Answer =
  | { readonly ok: true; readonly rows: readonly unknown[] }
  | { readonly ok: false; readonly error: Error }

/** Days stay ISO text and counts stay numbers, as on the production driver. */
const parsers = { [types.DATE]: (text: string) => text, [types.INT8]: Number }

const textArrayOid = 1009
/** PGlite sends bytes as they are, though its types speak of strings only. */
const statementOptions = { serializers: { [textArrayOid]: binaryTextArray as unknown as (value: unknown) => string } }

/** Where the files are, in memory when undefined; and what a new store is unpacked from. */
export type Opening = { readonly directory: string | undefined; readonly prepared: string | undefined }

const { directory, prepared }: Opening = workerData
const isNew = directory === undefined || !existsSync(join(directory, 'PG_VERSION'))
const opening = PGlite.create({
  ...(directory === undefined ? {} : { dataDir: directory }),
  ...(prepared === undefined || !isNew ? {} : { loadDataDir: await openAsBlob(prepared) }),
  parsers,
})

const rowsOf = async (request: Request): Promise<readonly unknown[]> => {
  const db = await opening
  if (request.kind === 'query') return (await db.query(request.text, [...request.values], statementOptions)).rows
  if (request.kind === 'script') await db.exec(request.text)
  else await db.close()
  return []
}

parentPort?.on('message', async ({ id, request }: { id: number; request: Request }) => {
  const answer: Answer = await rowsOf(request).then(
    (rows) => ({ ok: true, rows }),
    (error: Error) => ({ ok: false, error: plainError(error) }),
  )
  parentPort?.postMessage({ id, answer })
})

/** An error as it can cross to another thread, with PostgreSQL's code. */
const plainError = (error: Error & { code?: string }): Error =>
  Object.assign(new Error(error.message), error.code === undefined ? {} : { cause: { code: error.code } })
