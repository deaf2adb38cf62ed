import { access, mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { keyFromText, keyName, keysFromText, providers } from '@shouwang/identity'
import { DataFolderProblem } from '../instance-lock.ts'
import { type KeysPlace, readKeys } from '../keys.ts'
import { keptFolders, type Manifest, verifyBackup } from './manifest.ts'
import { copyFolder } from './take-backup.ts'

/**
 * Puts a backup into a data folder that holds nothing yet. Nothing is written before it is sure that the backup is whole and that
 * its keys are here. @throws DataFolderProblem with all that is missing
 */
export const restoreBackup = async (folder: string, place: KeysPlace): Promise<Manifest> => {
  const { problems, manifest } = await verifyBackup(folder)
  const missing = manifest === undefined ? [] : await missingKeys(place, manifest)
  const used = await usedFolders(place.data)
  const all = [
    ...problems,
    ...missing.map((name) => `缺少密钥 ${name}（放在 ${place.folder}，或用 SHOUWANG_KEYS 指明）`),
    ...used.map((name) => `${join(place.data, name)} 已存在：请先移走，或用 --data 另指文件夹`),
  ]
  if (manifest === undefined || all.length > 0)
    throw new DataFolderProblem(`不能从 ${folder} 恢复：${all.slice(0, mostTold).join('；')}。没有改动任何数据。`)
  await mkdir(dirname(place.data), { recursive: true })
  for (const name of keptFolders) {
    const draft = join(place.data, `${name}.unfinished`)
    await rm(draft, { recursive: true, force: true })
    await copyFolder(join(folder, name), draft)
  }
  for (const name of keptFolders) await rename(join(place.data, `${name}.unfinished`), join(place.data, name))
  return manifest
}

const mostTold = 10

const usedFolders = async (data: string): Promise<readonly string[]> => {
  const there = await Promise.all(
    keptFolders.map((name) =>
      access(join(data, name)).then(
        () => true,
        () => false,
      ),
    ),
  )
  return keptFolders.filter((_, at) => there[at])
}

/** The names of the keys that a backup needs and that are not here. */
const missingKeys = async (place: KeysPlace, { keys }: Manifest): Promise<readonly string[]> => {
  const here = await readKeys(place)
  const namesOf = (list: readonly Uint8Array[]): readonly string[] =>
    list.flatMap((key) => Object.values(providers).map((provider) => keyName(key, provider)))
  const known = [
    ...(here.pseudonymKey === undefined ? [] : namesOf([keyFromText(here.pseudonymKey)])),
    ...(here.vaultKey === undefined ? [] : namesOf(keysFromText(here.vaultKey))),
  ]
  return [...(keys.pseudonym === null ? [] : [keys.pseudonym]), ...keys.vault].filter((name) => !known.includes(name))
}
