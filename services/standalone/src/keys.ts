import { randomBytes } from 'node:crypto'
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DataFolderProblem } from './instance-lock.ts'

/** The secrets of one installation. Without the first two its pseudonyms and its vault are lost: back them up. */
export type Keys = {
  readonly pseudonymKey: string
  /** One or several, the newest first: it seals, and all of them open. */
  readonly vaultKey: string
  readonly operatorToken: string
}

/** Where a data folder's keys lie, and the folder itself. */
export type KeysPlace = { readonly data: string; readonly folder: string }

/** Each lies in a file of its own, so that each can be given, kept and replaced by itself. */
const fileNames = {
  pseudonymKey: 'pseudonym.key',
  vaultKey: 'vault.key',
  operatorToken: 'operator.token',
} as const satisfies Record<keyof Keys, string>
const names = Object.keys(fileNames) as (keyof Keys)[]

const sealingFile = 'sealing.key'

/** The keys that open what departments sealed themselves, the newest first; empty where none was made. */
export const readSealingKeys = async ({ folder }: KeysPlace): Promise<string> =>
  ((await read(join(folder, sealingFile))) ?? '').trim()

/** Puts a new key in front of those that open what departments sealed; the others still open, until their lines are taken out. */
export const addSealingKey = async (place: KeysPlace): Promise<void> => {
  await write(join(place.folder, sealingFile), `${fresh()}\n${await readSealingKeys(place)}`.trim())
}

/** The keys' place where `SHOUWANG_KEYS` names none: within the data folder. */
export const keysPlace = (data: string, folder: string | undefined): KeysPlace => ({
  data,
  folder: folder ?? join(data, 'keys'),
})

/**
 * Reads the keys of a data folder. A new folder gets new ones, readable by its owner alone; where anything was kept already a
 * missing key is never replaced: what it opened could not be opened any more.
 * @throws DataFolderProblem where a key is missing or is none
 */
export const loadKeys = async (place: KeysPlace): Promise<Keys> => {
  await splitEarlierFile(place)
  const texts = await Promise.all(names.map((name) => read(join(place.folder, fileNames[name]))))
  const missing = names.filter((_, at) => texts[at] === undefined)
  if (missing.length > 0) {
    await refuseNewKeys(place, missing)
    for (const name of missing) await write(join(place.folder, fileNames[name]), fresh())
    return loadKeys(place)
  }
  return Object.fromEntries(names.map((name, at) => [name, checked(place, name, texts[at] ?? '')])) as Keys
}

/** The keys that lie in their place, whatever is missing. @throws DataFolderProblem where one is none */
export const readKeys = async (place: KeysPlace): Promise<Partial<Keys>> => {
  const keys: Partial<Record<keyof Keys, string>> = {}
  for (const name of names) {
    const text = await read(join(place.folder, fileNames[name]))
    if (text !== undefined) keys[name] = checked(place, name, text)
  }
  return keys
}

/** Puts a new key of the vault in front of the others. It seals from the next start on; the others still open. */
export const addVaultKey = async (place: KeysPlace): Promise<void> => {
  const { vaultKey } = await loadKeys(place)
  await write(join(place.folder, fileNames.vaultKey), `${fresh()}\n${vaultKey}`)
}

const fresh = (): string => randomBytes(32).toString('hex')

const keyText = /^[0-9a-f]{64}(?:\s+[0-9a-f]{64})*$/

const checked = ({ folder }: KeysPlace, name: keyof Keys, text: string): string => {
  const trimmed = text.trim()
  if (keyText.test(trimmed)) return trimmed
  throw new DataFolderProblem(
    `密钥文件 ${join(folder, fileNames[name])} 的内容不是密钥（应是 64 位十六进制）：请从备份取回它。守望没有启动，数据没有改动。`,
  )
}

const refuseNewKeys = async ({ data, folder }: KeysPlace, missing: readonly (keyof Keys)[]): Promise<void> => {
  if (!(await keepsAnything(data))) return
  const files = missing.map((name) => join(folder, fileNames[name])).join('、')
  throw new DataFolderProblem(
    `缺少密钥文件 ${files}：数据文件夹 ${data} 里已有数据，没有原来的密钥就打不开；请从备份取回，或用 SHOUWANG_KEYS 指明密钥文件夹。守望没有启动，数据没有改动。`,
  )
}

/** Whether an engine has ever written here. */
const keepsAnything = async (data: string): Promise<boolean> => {
  const found = await Promise.all(['state', 'log', 'warehouse'].map((name) => isThere(join(data, name))))
  return found.includes(true)
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

const read = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new DataFolderProblem(`读不到密钥文件 ${path}（${error.code}）：请用启动守望的账户执行，或改正它的权限。`, {
      cause: error,
    })
  })

/** Written beside and renamed: a process killed in between must not leave half a key, which no start could read. */
const write = async (path: string, text: string): Promise<void> => {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.tmp`, `${text}\n`, { mode: 0o600, flush: true })
  await rename(`${path}.tmp`, path)
}

const EarlierFile = z.object({
  pseudonymKey: z.string().regex(keyText),
  vaultKey: z.string().regex(keyText),
  operatorToken: z.string().regex(keyText),
})

/** Earlier versions kept all of them in one file of the data folder. */
const splitEarlierFile = async ({ data, folder }: KeysPlace): Promise<void> => {
  const path = join(data, 'keys.json')
  const text = await read(path)
  if (text === undefined) return
  const keys = EarlierFile.safeParse(parsedJson(text)).data
  if (keys === undefined)
    throw new DataFolderProblem(`密钥文件 ${path} 已损坏：请从备份取回它。守望没有启动，数据没有改动。`)
  for (const name of names)
    if ((await read(join(folder, fileNames[name]))) === undefined)
      await write(join(folder, fileNames[name]), keys[name])
  await rm(path)
}

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
