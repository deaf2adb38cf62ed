import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** The secrets of one installation. Without them its pseudonyms and its vault are lost: they belong in the backup. */
export const Keys = z.object({
  pseudonymKey: z.string().length(64),
  vaultKey: z.string().length(64),
  operatorToken: z.string().length(64),
  signInKey: z.string().length(64),
})
export type Keys = z.infer<typeof Keys>

const fresh = (): string => randomBytes(32).toString('hex')

/** Reads the keys of a data folder; a new folder gets new ones, readable by its owner alone. */
export const loadKeys = async (data: string): Promise<Keys> => {
  const path = join(data, 'keys.json')
  const known = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (known !== undefined) return Keys.parse(JSON.parse(known))
  const keys = { pseudonymKey: fresh(), vaultKey: fresh(), operatorToken: fresh(), signInKey: fresh() }
  // Written beside and renamed: a process killed in between must not leave half a key, which no start could read.
  await writeFile(`${path}.tmp`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flush: true })
  await rename(`${path}.tmp`, path)
  return keys
}
