import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordsTopic } from '@shouwang/contracts'
import { checkDigit } from '@shouwang/identity'
import type { SealingPublicKey } from '@shouwang/identity/sealed-row'
import { CompactEncrypt, importJWK } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atHome } from './at-home.ts'

let home: Awaited<ReturnType<typeof atHome>>
beforeAll(async () => {
  home = await atHome()
})
afterAll(() => home.leave())

const keyFile = () => join(home.data, 'keys', 'sealing.key')
const publicKeys = async () => (await home.json('keys', 'sealing')) as readonly SealingPublicKey[]
const rowOf = (digits: string) =>
  JSON.stringify({ 残疾人证号: `${digits}${checkDigit(digits)}43`, 姓名: '李建明', 办证日期: '2026-10-01' })
const seal = async (key: SealingPublicKey | undefined, text: string): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: key?.kid ?? '' })
    .encrypt(await importJWK(key as SealingPublicKey, 'ECDH-ES+A256KW'))

const produce = (value: string): Promise<void> => home.append(recordsTopic('disability-cert'), { key: '', value })
const waiting = async () => ((await home.json('quarantine')) as { reason: string }[]).map(({ reason }) => reason)
type Ledger = { readonly lines: readonly { readonly accepted: number; readonly quarantined: number }[] }
const accepted = async () =>
  ((await home.json('reconcile')) as Ledger).lines.reduce((sum, line) => sum + line.accepted, 0)

test('a department seals its rows: with a key made, replaced, taken out too early and put back, none is lost', async () => {
  expect(await home.run('keys', 'sealing')).toMatchObject({ code: 0, out: '', err: expect.stringContaining('--new') })
  expect(await home.run('keys', 'sealing', '--new')).toMatchObject({ code: 0 })
  const [first] = await publicKeys()
  expect(await home.run('keys', 'sealing', '--new')).toMatchObject({ code: 0 })
  const [second, before] = await publicKeys()
  expect(before).toEqual(first)
  expect(second?.kid).not.toBe(first?.kid)
  expect(JSON.stringify([first, second])).not.toContain('"d"')
  const [newest = '', old = ''] = (await readFile(keyFile(), 'utf8')).trim().split('\n')

  await writeFile(keyFile(), newest)
  await home.start()
  await produce(await seal(second, rowOf('35020319500101123')))
  await produce(await seal(first, rowOf('35020319600202123')))
  await expect.poll(waiting).toEqual(['not-opened'])
  const replay = ['quarantine', 'replay', '--all', '--feed', 'disability-cert', '--reason', 'not-opened']
  expect(await home.run(...replay)).toMatchObject({ code: 0 })
  await expect.poll(waiting).toEqual(['not-opened'])
  await expect.poll(accepted).toBe(1)
  await home.stop()

  await writeFile(keyFile(), `${newest}\n${old}\n`)
  await home.start()
  expect(await home.run(...replay)).toMatchObject({ code: 0 })
  await expect.poll(accepted).toBe(2)
  expect(await waiting()).toEqual([])
  await home.stop()

  await writeFile(keyFile(), 'no key')
  const refused = await home.run('import', keyFile())
  expect(refused).toMatchObject({ code: 3 })
  expect(refused.err).toMatch(/^密钥文件 \S+sealing\.key 的内容不是密钥[^\n]*守望没有启动，数据没有改动。\n$/)
})
