import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DataFolderProblem } from '../src/instance-lock.ts'
import { addVaultKey, keysPlace, loadKeys } from '../src/keys.ts'

let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shouwang-keys-'))
})
afterEach(() => rm(data, { recursive: true }))

const place = () => keysPlace(data, undefined)
const used = () => mkdir(join(data, 'state'))

test('a new folder gets keys, each in a file of its own that nobody else reads, and keeps them', async () => {
  const keys = await loadKeys(place())
  expect(await loadKeys(place())).toEqual(keys)
  expect(new Set(Object.values(keys)).size).toBe(3)
  const files = await readdir(join(data, 'keys'))
  expect(files.toSorted()).toEqual(['operator.token', 'pseudonym.key', 'vault.key'])
  for (const file of files) expect((await stat(join(data, 'keys', file))).mode & 0o077).toBe(0)
})

test('keys lie where the settings say, apart from the data', async () => {
  const folder = join(data, 'elsewhere', 'deep')
  const keys = await loadKeys(keysPlace(join(data, 'data'), folder))
  expect((await readFile(join(folder, 'vault.key'), 'utf8')).trim()).toBe(keys.vaultKey)
})

test('keys that were lost are never replaced: the start is refused in one sentence, and nothing is written', async () => {
  await loadKeys(place())
  await used()
  for (const file of ['pseudonym.key', 'vault.key', 'operator.token']) {
    const path = join(data, 'keys', file)
    const text = await readFile(path, 'utf8')
    await rm(path)
    const refused = await loadKeys(place()).catch((error: Error) => error)
    expect(refused).toBeInstanceOf(DataFolderProblem)
    expect((refused as Error).message).toContain(file)
    expect((refused as Error).message).toMatch(/从备份取回/)
    expect(await readdir(join(data, 'keys'))).not.toContain(file)
    await writeFile(path, text)
  }
  await rm(join(data, 'keys'), { recursive: true })
  await expect(loadKeys(place())).rejects.toThrow('SHOUWANG_KEYS')
})

test('a key file that holds no key is refused without telling what it holds', async () => {
  await loadKeys(place())
  await writeFile(join(data, 'keys', 'vault.key'), 'secret-half-a-key')
  const refused = (await loadKeys(place()).catch((error: Error) => error)) as Error
  expect(refused).toBeInstanceOf(DataFolderProblem)
  expect(refused.message).toContain('vault.key')
  expect(refused.message).not.toContain('half')
})

test('the one file of earlier versions becomes three, with the same keys', async () => {
  await used()
  const earlier = Object.fromEntries(
    ['pseudonymKey', 'vaultKey', 'operatorToken'].map((name, at) => [name, `${at}${at}`.repeat(32)]),
  )
  await writeFile(join(data, 'keys.json'), JSON.stringify({ ...earlier, signInKey: 'ab'.repeat(32) }))
  expect(await loadKeys(place())).toEqual(earlier)
  expect(await readdir(data)).not.toContain('keys.json')
  await writeFile(join(data, 'keys.json'), '{"pseudonymKey":"ab')
  await expect(loadKeys(place())).rejects.toThrow('已损坏')
})

test('a new key of the vault comes first, and the old one still opens', async () => {
  const { vaultKey } = await loadKeys(place())
  await addVaultKey(place())
  const [newest, old] = (await loadKeys(place())).vaultKey.split(/\s+/)
  expect(old).toBe(vaultKey)
  expect(newest).not.toBe(vaultKey)
})
